import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { decode } from './decode.ts';
import { reasonOf } from './reasonOf.ts';

/** What came of reading a file. */
export type Read =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' }
  /** Larger than the limit. */
  | { readonly kind: 'large'; readonly bytes: number }
  /** Gone, not ours to read, …; the reason is one line. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads a file of text. Reads no more than its beginning where that shows that it is none.
 * @param limit in bytes
 */
export function readText(path: string, limit: number): Read {
  try {
    const file = openSync(path, 'r');
    try {
      return readOpen(file, limit);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { kind: 'unreadable', reason: reasonOf(error) };
  }
}

function readOpen(file: number, limit: number): Read {
  const { size } = fstatSync(file);
  if (size > limit) return { kind: 'large', bytes: size };
  // With a position, so that the file's own stays at its start.
  const start = beginning.subarray(0, readSync(file, beginning, 0, beginning.length, 0));
  // Most files are this short. (Those under /proc say 0 and are not.)
  const text = decode(start, start.length === size ? undefined : () => readFileSync(file));
  return text === undefined ? { kind: 'binary' } : { kind: 'text', text };
}

/** One for all files: a buffer of its own for every small file would be most of the work. */
const beginning = Buffer.allocUnsafeSlow(8192);
