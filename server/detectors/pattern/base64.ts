/**
 * Decodes base 64 or base64url (RFC 4648), padding optional, to one character a byte; undefined where the text is
 * neither, or holds bytes that no text holds.
 */
export function decodeBase64(text: string): string | undefined {
  const body = text.replace(/=+$/, '');
  if (!/^[\w+/-]+$/.test(body) || body.length % 4 === 1) return undefined;
  let out = '';
  let bits = 0;
  let count = 0;
  for (let i = 0; i < body.length; i++) {
    bits = ((bits << 6) | digitOf(body.charCodeAt(i))) & 0xfff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += String.fromCharCode((bits >> count) & 255);
    }
  }
  return /[\0-\x08\x0e-\x1f]/.test(out) ? undefined : out;
}

function digitOf(unit: number): number {
  if (unit >= 97) return unit - 71;
  if (unit >= 65 && unit <= 90) return unit - 65;
  if (unit >= 48 && unit <= 57) return unit + 4;
  return unit === 43 || unit === 45 ? 62 : 63;
}
