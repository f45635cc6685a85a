import assert from 'node:assert/strict';
import { lineMap, positionAt } from '../../server/engine/lineMap.ts';
import type { Span } from '../../server/engine/span.ts';

/** A stretch of a text with what is expected, or was found, there: usually the id of a rule. */
export interface Mark {
  readonly span: Span;
  readonly label: string;
}

export interface Marked {
  /** The text without its marker lines. */
  readonly text: string;
  /** In order of the lines they stand under. */
  readonly marks: readonly Mark[];
}

/**
 * Reads a text that carries its expectations on lines of their own, right below what they are about:
 *
 *     const token = "{{github-pat}}";
 *                    ^^^^^^^^^^^^^^ secrets/github-pat
 *
 * The carets stand under the span (columns are UTF-16 code units); the rest of the line is the label. A line may have
 * several marker lines. A marker line may begin with `//` or `#`, so that the text stays code. Spans lie within a line.
 *
 * @param fill gives the text for a placeholder (`{{github-pat}}`, `{{/[a-z]{8}/}}`), which the carets cover as it is
 *   written: spans come out right for the filled text. Left out: placeholders stay.
 * @throws AssertionError where the first line is a marker line, or a caret stands inside a placeholder or past its line
 */
export function marked(written: string, fill: (placeholder: string) => string = (same) => same): Marked {
  const lines: string[] = [];
  const marks: Mark[] = [];
  let start = 0; // Of the last line, in the filled text.
  let template = '';
  for (const line of written.split(/(?<=\n)/)) {
    const marker = markerLine.exec(line);
    if (!marker) {
      start += lines.at(-1)?.length ?? 0;
      template = line;
      lines.push(fillAll(line, fill));
      continue;
    }
    assert.ok(lines.length, 'A marker line needs a line above it.');
    const from = marker[1]!.length;
    const [before, inside] = cut(template, from, from + marker[2]!.length).map((part) => fillAll(part, fill).length);
    marks.push({ span: { start: start + before!, end: start + before! + inside! }, label: marker[3]! });
  }
  return { text: lines.join(''), marks };
}

/** The inverse of {@link marked}: writes marker lines below the lines that the marks' spans begin in. */
export function withMarks(text: string, marks: readonly Mark[]): string {
  const map = lineMap(text);
  const below = new Map<number, string[]>();
  for (const { span, label } of [...marks].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const { line, character } = positionAt(map, span.start);
    const marker = `${' '.repeat(character)}${'^'.repeat(span.end - span.start)} ${label}\n`;
    below.set(line, [...(below.get(line) ?? []), marker]);
  }
  return map.starts
    .map((start, line) => {
      const whole = text.slice(start, map.starts[line + 1] ?? text.length);
      const markers = below.get(line) ?? [];
      return [markers.length && !/[\r\n]$/.test(whole) ? `${whole}\n` : whole, ...markers].join('');
    })
    .join('');
}

/** Fails with a diff in the same notation unless `find` reports, for the text, exactly the marks written in it. */
export function assertMarks(
  written: string,
  find: (text: string) => readonly Mark[],
  fill?: (placeholder: string) => string,
): void {
  const { text, marks } = marked(written, fill);
  assert.equal(withMarks(text, find(text)), withMarks(text, marks));
}

const markerLine = /^((?:\/\/|#)?[ \t]*)(\^+) ([^\r\n]+?)[ \t]*\r?\n?$/;

const placeholder = /\{\{(?:\/.*?\/|[^{}]+)\}\}/g;

function fillAll(text: string, fill: (placeholder: string) => string): string {
  return text.replace(placeholder, fill);
}

function cut(template: string, from: number, to: number): [string, string] {
  const end = template.replace(/\r?\n$/, '').length;
  assert.ok(to <= end, `The marker reaches past its line: ${template}`);
  for (const found of template.matchAll(placeholder)) {
    const splits = (at: number) => at > found.index && at < found.index + found[0].length;
    assert.ok(!splits(from) && !splits(to), `The marker splits a placeholder: ${template}`);
  }
  return [template.slice(0, from), template.slice(from, to)];
}
