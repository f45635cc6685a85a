/**
 * A checksum that an issuer puts into its credentials: gives the same credential with the checksum made right, or
 * undefined where the text has another form.
 */
type Checksum = (secret: string) => string | undefined;

const known: Readonly<Record<string, Checksum>> = {
  /**
   * The last six characters are the CRC-32 of those between prefix and checksum, in base 62 (github.blog, 5 April 2021:
   * "Behind GitHub's new authentication token formats"). npm and Vercel do the same.
   */
  'crc32-base62': (secret) => {
    const match = /^([a-z]+_)([0-9A-Za-z_-]+)[0-9A-Za-z]{6}$/.exec(secret);
    return match ? match[1]! + match[2] + inBase(crc32(match[2]!), 62).padStart(6, '0') : undefined;
  },
  /** No checksum, but a form that made-up ids miss: after the four letters of the kind comes base 32 (AWS). */
  'aws-base32': (secret) => {
    const match = /^(A[A-Z]{3})([0-9A-Z]{16})$/.exec(secret);
    return match ? match[1] + match[2]!.replace(/[0189]/g, 'A') : undefined;
  },
  /** The last eight characters are the CRC-32 of those between prefix and checksum, in hexadecimal (Cloudflare). */
  'crc32-hex': (secret) => {
    const match = /^([a-z]+_)([0-9A-Za-z]+)[0-9A-Za-z]{8}$/.exec(secret);
    return match ? match[1]! + match[2] + inBase(crc32(match[2]!), 16).padStart(8, '0') : undefined;
  },
  /** After the last underscore, the little-endian bytes of the CRC-32 of all before it, in hexadecimal (Grafana). */
  'crc32-hex-le': (secret) => {
    const match = /^(.+)_[0-9a-f]{8}$/i.exec(secret);
    return match ? `${match[1]}_${reversedBytes(inBase(crc32(match[1]!), 16).padStart(8, '0'))}` : undefined;
  },
  /**
   * After the last dot two digits of a length, then the CRC-32 of all before it, in base 36 (gitlabhq,
   * `lib/authn/token_field/generator/routable_token.rb`). A token without dots is of the older form, which has none.
   */
  'gitlab-routable': (secret) => {
    const match = /^(.+\.[0-9a-z]{2})[0-9a-z]{7}$/.exec(secret);
    return match ? match[1] + inBase(crc32(match[1]!), 36).padStart(7, '0') : secret.includes('.') ? undefined : secret;
  },
};

/** For each checksum, by name, whether a text passes it; a text of another form fails. */
export const checksums: Readonly<Record<string, (secret: string) => boolean>> = Object.fromEntries(
  Object.entries(known).map(([name, checksum]) => [name, (secret: string) => checksum(secret) === secret]),
);

/**
 * The secret with its checksum made right, for credentials that are made up.
 * @throws RangeError if there is no checksum of that name, or the secret has another form
 */
export function withChecksum(name: string, secret: string): string {
  const mended = known[name]?.(secret);
  if (mended === undefined) throw new RangeError(`No checksum "${name}" fits a text of this form.`);
  return mended;
}

/** CRC-32 (ISO-HDLC, as in zlib) of the text's code units, which must be ASCII. */
export function crc32(text: string): number {
  let crc = ~0;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ text.charCodeAt(i)) & 255]!;
  return ~crc >>> 0;
}

/** A whole number in a base up to 62, with the digits 0-9, then letters: capitals first in base 62, else small ones. */
function inBase(value: number, base: number): string {
  if (base <= 36) return value.toString(base);
  let out = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / base)) out = digits[rest % base] + out;
  return out;
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function reversedBytes(hex: string): string {
  return hex.match(/../g)!.reverse().join('');
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
