/**
 * The text that bytes stand for: UTF-16 if they begin with its byte order mark, else UTF-8. The mark is no part of the
 * text, and what is not valid becomes U+FFFD.
 */
export function decode(bytes: Buffer): string {
  switch (mark(bytes)) {
    case 'utf-16le':
      return bytes.toString('utf16le', 2);
    case 'utf-16be':
      // Without a last odd byte, which is no character.
      return Buffer.from(bytes.subarray(2, bytes.length & ~1))
        .swap16()
        .toString('utf16le');
    case 'utf-8':
      return bytes.toString('utf8', 3);
    default:
      return bytes.toString('utf8');
  }
}

/** Whether bytes are no text: a NUL is among the first 8 KB, and they are not marked as UTF-16. */
export function isBinary(bytes: Buffer): boolean {
  return !mark(bytes)?.startsWith('utf-16') && bytes.subarray(0, 8192).includes(0);
}

function mark([a, b, c, d]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Followed by two zeros it would be UTF-32, which nobody writes.
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return 'utf-16le';
  return undefined;
}
