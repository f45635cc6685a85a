/** Prints a Markdown table with aligned columns; all but the first to the right. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n## ${title}\n\n${table(head, rows)}`);
}

/**
 * A Markdown table with aligned columns. Cells hold Markdown without `|`.
 * @param texts how many of the columns, from the left, hold text and are aligned to the left
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  const widths = head.map((name, i) =>
    Math.max(...[name, ...rows.map((row) => row[i] ?? '')].map(({ length }) => length)),
  );
  const padded = (cell: string, i: number) => (i < texts ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!));
  const line = (cells: readonly string[]) => `| ${widths.map((_, i) => padded(cells[i] ?? '', i)).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i < texts ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** A number with three significant digits, and no exponent. */
export function figure(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
