/**
 * Checksums that issuers put into their credentials, by name. Each says whether the text passes; a text whose form
 * does not fit fails.
 */
export const checksums: Readonly<Record<string, (secret: string) => boolean>> = {
  /** The last six characters are the CRC-32 of those between prefix and checksum, in base 62 (github.blog, 5 April 2021: "Behind GitHub's new authentication token formats"). */
  'crc32-base62': (secret) => {
    const match = /^[a-z]+_([0-9A-Za-z]+)([0-9A-Za-z]{6})$/.exec(secret);
    return !!match && base62(crc32(match[1]!)).padStart(6, '0') === match[2];
  },
};

/** CRC-32 (ISO-HDLC, as in zlib) of the text's code units, which must be ASCII. */
export function crc32(text: string): number {
  let crc = ~0;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ text.charCodeAt(i)) & 255]!;
  return ~crc >>> 0;
}

/** A number in base 62 with the digits 0-9, A-Z, a-z. */
export function base62(value: number): string {
  let out = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) out = digits[rest % 62] + out;
  return out || '0';
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
