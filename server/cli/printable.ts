/**
 * Text of a stranger's file as it may stand on a terminal: a tab is a space, and what would steer the terminal or
 * change the order of what is read becomes U+FFFD. Every code unit stays one code unit.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(unprintable, '\uFFFD');
}

const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
