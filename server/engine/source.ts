import { languageOf } from './language.ts';
import { type LineMap, lineMap } from './lineMap.ts';
import type { Project } from './project.ts';

/** One text to look at. Immutable; everything derived from it is computed once, on first use. */
export interface Source {
  /** Path relative to the scanned root or workspace folder, with forward slashes. */
  readonly path: string;
  /** A VS Code language id, `plaintext` where unknown. */
  readonly language: string;
  readonly text: string;
  readonly lines: LineMap;
  /** What was worked out about it, for `oncePerSource.ts`. */
  readonly known: Map<unknown, unknown>;
  /** Absent where the text belongs to no project that anybody knows of. */
  readonly project?: Project;
}

/**
 * Wraps a text for scanning.
 * @param path relative, forward slashes; decides the language where none is given, and which rules' globs apply
 * @param language a VS Code language id, as an editor sends it
 * @param project what is known of the packages around it
 */
export function source(path: string, text: string, language?: string, project?: Project): Source {
  let lines: LineMap | undefined;
  return {
    path,
    language: language ?? languageOf(path),
    text,
    known: new Map(),
    ...(project ? { project } : {}),
    get lines() {
      lines ??= lineMap(text);
      return lines;
    },
  };
}
