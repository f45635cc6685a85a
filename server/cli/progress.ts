import { shownPath } from '../disk/relativePath.ts';
import { grouped } from './grouped.ts';
import { printable } from './printable.ts';
import type { Stream } from './runtime.ts';

/** Tells a person that something is going on. */
export interface Progress {
  /** Another file is looked at; its path is absolute. */
  readonly step: (path: string) => void;
  /** Leaves the line empty for something else. */
  readonly clear: () => void;
}

/** For when nobody watches. */
export const silent: Progress = { step() {}, clear() {} };

/**
 * One line on a terminal, written over and over: how many files so far, and which one. Quick scans show nothing.
 * @param cwd absolute; paths are shown relative to it
 * @param now a clock in milliseconds
 */
export function progressOn(terminal: Stream, cwd: string, now: () => number): Progress {
  const width = (terminal.columns ?? 80) - 1;
  let count = 0;
  let next = now() + 300;
  let shown = false;
  return {
    step(path) {
      count++;
      if (now() < next) return;
      next = now() + 80;
      shown = true;
      const line = `${grouped(count)} files  `;
      terminal.write(`\r\x1b[K${line}${ending(printable(shownPath(cwd, path)), width - line.length)}`);
    },
    clear() {
      if (shown) terminal.write('\r\x1b[K');
      shown = false;
    },
  };
}

/** The end of a path says more than its beginning. */
function ending(path: string, width: number): string {
  return path.length <= width ? path : `…${path.slice(path.length - Math.max(0, width - 1))}`;
}
