/** A place in a text: both 0-based, `character` in UTF-16 code units (as the Language Server Protocol counts). */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The starts of all lines of one text. A line ends after `\n`, `\r\n` or a lone `\r`. */
export interface LineMap {
  readonly starts: readonly number[];
  readonly length: number;
}

/** Finds the line starts of `text`; linear in its length. */
export function lineMap(text: string): LineMap {
  const starts = [0];
  // indexOf runs at memory speed; the plain loop over code units is several times slower on large files.
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { starts, length: text.length };
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { starts, length: text.length };
}

/** The position of a UTF-16 offset; offsets beyond the text are clamped to its end. */
export function positionAt(lines: LineMap, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), lines.length);
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines.starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: at - lines.starts[low]! };
}

/** The UTF-16 offset of a position; one beyond its line is clamped to before the line break, one beyond the text to its end. */
export function offsetAt(lines: LineMap, text: string, { line, character }: Position): number {
  if (line < 0) return 0;
  const { start, end } = lineSpan(lines, text, line);
  return Math.min(start + Math.max(character, 0), end);
}

/** The span of a 0-based line without its line break. */
export function lineSpan(lines: LineMap, text: string, line: number): { start: number; end: number } {
  const start = lines.starts[line] ?? lines.length;
  let end = lines.starts[line + 1] ?? lines.length;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return { start, end };
}
