/** A ratio with its target behind a slash; the ratio alone where nothing was asked for, blank where there is nothing to count. */
export function cell(part: number, whole: number, target: number | undefined, kind: 'least' | 'most') {
  if (!whole) return { text: '', reached: true };
  const ratio = part / whole;
  if (target === undefined) return { text: ratio.toFixed(3), reached: true };
  const reached = kind === 'least' ? ratio >= target : ratio <= target;
  return { text: `${ratio.toFixed(3)} / ${target.toFixed(2)}`, reached };
}

/** With commas between thousands. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** As Markdown shows code. */
export function code(name: string): string {
  return `\`${name}\``;
}
