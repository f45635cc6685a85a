import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { decode, isBinary } from './decode.ts';
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
  // With a position, so that the file's own stays at its start.
  const start = room.subarray(0, readSync(file, room, 0, Math.min(room.length, limit), 0));
  if (isBinary(start)) return { kind: 'binary' };
  if (size > limit) return { kind: 'large', bytes: size };
  // Most files fit. (Those under /proc say 0 and are not empty.)
  return { kind: 'text', text: decode(start.length === size ? start : readFileSync(file)) };
}

/** One for all files: a new buffer for each would be most of the work, and freed late. */
const room = Buffer.allocUnsafeSlow(1 << 20);
