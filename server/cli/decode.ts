/**
 * The text that bytes stand for: UTF-16 if they begin with its byte order mark, else UTF-8. The mark is no part of the
 * text, and what is not valid becomes U+FFFD. Undefined where a NUL in the first 8 KB says that it is no text.
 * @param rest gives all bytes where `bytes` are only the first ones; called for text only
 */
export function decode(bytes: Buffer, rest = () => bytes): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return utf16(rest().subarray(2));
  if (a === 0xfe && b === 0xff) return utf16(swapped(rest().subarray(2)));
  if (bytes.subarray(0, 8192).includes(0)) return undefined;
  return rest().toString('utf8', a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0);
}

/** Little endian. A last odd byte is cut off. */
function utf16(bytes: Buffer): string {
  return bytes.toString('utf16le');
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}
