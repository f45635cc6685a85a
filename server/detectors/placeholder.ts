/**
 * Whether a value only stands where a secret would stand: runs of one character, counting sequences, words like
 * "example" or "changeme", and the marks of templates.
 */
export function isPlaceholder(value: string): boolean {
  return wordy.test(value) || templated.test(value) || isMonotone(value);
}

const wordy =
  /example|sample|dummy|placeholder|change[-_]?me|redacted|your[-_]?|xxxx|\*\*\*|\.\.\.|…|1234567890(?!\d)|abcdefghij|fake|insert[-_]|replace[-_]|todo/i;

const templated = /\$\{|\{\{|<[^>]*>|%[sd({]|^\[.*\]$|^\$/;

/** At most three different characters in a long value: `xxxxxxxx`, `0000-0000`, `ababab…`. */
function isMonotone(value: string): boolean {
  const body = value.replace(/[-_.]/g, '').slice(-16);
  return value.length >= 12 && new Set(body).size <= 3;
}
