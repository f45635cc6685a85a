import type { Span } from '../../engine/span.ts';
import { apart, apartLeft } from '../apart.ts';
import type { TextEdit } from '../fix.ts';
import { escapeSequence, isWhole, type Literal } from './literal.ts';
import type { JsTokens } from './tokens.ts';

/**
 * The edits that let an expression take the place of secrets in one literal, the rest of its text unchanged.
 * @param literals the literal once for each secret in it, in order; only quoted ones can hold several
 * @param expression an operand that needs no brackets around it
 */
export function refer(tokens: JsTokens, literals: readonly Literal[], expression: string): TextEdit[] {
  const literal = literals[0]!;
  const { kind, content } = literal;
  const start = tokens.list[literal.first]!.start;
  const { end } = tokens.list[literal.last]!;
  if (isWhole(tokens, literal)) {
    const text = kind === 'jsxString' ? `{${expression}}` : apart(tokens.text, { start, end }, expression);
    return [{ span: { start, end }, text }];
  }
  const secrets = literals.map(({ secret }) => secret);
  if (kind === 'jsxText') return secrets.map((span) => ({ span, text: `{${expression}}` }));
  const filled = secrets.map((span) => ({ span, text: `\${${expression}}` }));
  if (kind === 'template') return filled;
  const rest = parts(content, secrets).flatMap((part) =>
    kind === 'string' ? unquoted(tokens, part) : raw(tokens, part),
  );
  const [open, close] = kind === 'jsxString' ? ['{`', '`}'] : ['`', '`'];
  const inside = [...filled, ...rest].sort((a, b) => a.span.start - b.span.start);
  return [
    { span: { start, end: start + 1 }, text: apartLeft(tokens.text, start, open!) },
    ...inside,
    { span: { start: end - 1, end }, text: close! },
  ];
}

/** What is left of `content` without the secrets. */
function parts(content: Span, secrets: readonly Span[]): Span[] {
  const starts = [content.start, ...secrets.map(({ end }) => end)];
  const ends = [...secrets.map(({ start }) => start), content.end];
  return starts.map((start, index) => ({ start, end: ends[index]! }));
}

/** Edits that make the text of a quoted string the text of a template. */
function unquoted(tokens: JsTokens, part: Span): TextEdit[] {
  const marks = new RegExp(`${escapeSequence.source}|\`|\\$\\{`, 'g');
  return replaced(tokens, part, marks, (mark) => {
    if (!mark.startsWith('\\')) return `\\${mark}`;
    // A template knows no octal escapes, and `\0` only before other characters than digits.
    if (/^\\[0-7]/.test(mark)) return `\\x${Number.parseInt(mark.slice(1), 8).toString(16).padStart(2, '0')}`;
    return /^\\[89]/.test(mark) ? mark.slice(1) : mark;
  });
}

/** Edits that make the text of an attribute, which knows no backslash escapes, the text of a template. */
function raw(tokens: JsTokens, part: Span): TextEdit[] {
  return replaced(tokens, part, /[\\`]|\$\{/g, (mark) => `\\${mark}`);
}

function replaced(tokens: JsTokens, part: Span, marks: RegExp, by: (mark: string) => string): TextEdit[] {
  return [...tokens.text.slice(part.start, part.end).matchAll(marks)].flatMap((found) => {
    const text = by(found[0]);
    const start = part.start + found.index;
    return text === found[0] ? [] : [{ span: { start, end: start + found[0].length }, text }];
  });
}
