import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What a fingerprint is made of. */
export interface FingerprintInput {
  readonly rule: string;
  readonly path: string;
  /** The finding's line with its secrets masked. */
  readonly excerpt: string;
  /** The raw text of the primary range. */
  readonly value: string;
  /** How many equal findings stand before this one in the file. */
  readonly occurrence: number;
}

/**
 * A name for a finding that survives line moves and re-indentation: 32 hex digits.
 *
 * It must not help to guess the secret, so it is made of the *masked* line. Of the value only 12 bits of a digest go
 * in, and only where the value is too long to be guessed: too few to recover it, enough to notice with 99.98 % that
 * a baselined secret was replaced by another one.
 */
export function fingerprint(input: FingerprintInput): string {
  const line = input.excerpt.replace(/\s+/g, ' ').trim();
  const parts = [input.rule, input.path, line, trace(input.value), String(input.occurrence)];
  return bytesToHex(sha256(utf8ToBytes(parts.join('\0')))).slice(0, 32);
}

function trace(value: string): string {
  return value.length >= 20 ? bytesToHex(sha256(utf8ToBytes(value))).slice(0, 3) : '';
}
