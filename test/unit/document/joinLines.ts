/** A text of these lines. */
export function joinLines(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
