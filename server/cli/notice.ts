import { shownPath } from '../disk/relativePath.ts';
import { printable } from './printable.ts';

/**
 * Something that kept a run from being complete. Told on standard error when it is met, and part of the reports that
 * programs read. `error`: what was asked for could not be done, so the run fails; `warning`: a part was left out.
 */
export interface Notice {
  readonly about: 'configuration' | 'rule' | 'file';
  readonly level: 'error' | 'warning';
  /** One line. */
  readonly message: string;
  /** Absolute. */
  readonly path?: string;
  /** 1-based, columns in UTF-16 code units. */
  readonly line?: number;
  readonly column?: number;
  /** The id of the rule that failed. */
  readonly rule?: string;
}

/** Takes note of something and tells the person. */
export type Tell = (notice: Notice) => void;

/** One line as compilers write it, which terminals and editors turn into a link: `handrail.yaml:3:7: error: …`. */
export function noticeLine({ path, line, column, level, message }: Notice, cwd: string): string {
  const place = path === undefined ? '' : `${[shownPath(cwd, path), ...(line ? [line, column] : [])].join(':')}: `;
  return printable(`${place}${level}: ${message}`);
}
