import type { Span } from '../../engine/span.ts';
import { apart, apartLeft } from '../apart.ts';
import type { TextEdit } from '../fix.ts';
import { escapeSequence, isWhole, type Literal } from './literal.ts';
import type { PyTokens } from './tokens.ts';

/**
 * The edits that let an expression take the place of secrets in one literal, the rest of its text unchanged.
 * @param literals the literal once for each secret in it, in order
 * @param expression a name; where the secret is the whole literal, any operand that needs no brackets
 */
export function refer(tokens: PyTokens, literals: readonly Literal[], expression: string): TextEdit[] {
  const literal = literals[0]!;
  const { kind, prefix, quote, content, first, last } = literal;
  const start = tokens.list[first]!.start;
  const { end } = tokens.list[last]!;
  const bytes = /b/i.test(prefix);
  if (isWhole(tokens, literal)) {
    const text = apart(tokens.text, { start, end }, bytes ? `${expression}.encode()` : expression);
    return [{ span: { start, end }, text }];
  }
  const secrets = literals.map(({ secret }) => secret);
  const filled = secrets.map((span) => ({ span, text: `{${expression}}` }));
  if (kind === 'fstring') return filled;
  const letters = `${prefix.replace(/[bu]/i, '')}f`;
  const rest = parts(content, secrets).flatMap((part) => braces(tokens, part, /r/i.test(prefix)));
  const inside = [...filled, ...rest].sort((a, b) => a.span.start - b.span.start);
  return [
    { span: { start, end: content.start }, text: apartLeft(tokens.text, start, letters + quote) },
    ...inside,
    ...(bytes ? [{ span: { start: content.end, end }, text: `${quote}.encode()` }] : []),
  ];
}

/** What is left of `content` without the secrets. */
function parts(content: Span, secrets: readonly Span[]): Span[] {
  const starts = [content.start, ...secrets.map(({ end }) => end)];
  const ends = [...secrets.map(({ start }) => start), content.end];
  return starts.map((start, index) => ({ start, end: ends[index]! }));
}

/** Edits that double the braces, which in a formatted string stand for themselves only so. */
function braces(tokens: PyTokens, part: Span, raw: boolean): TextEdit[] {
  const marks = raw ? /[{}]/g : /\\N\{[^}]*\}|\\(?![{}])[\s\S]|[{}]/g;
  return [...tokens.text.slice(part.start, part.end).matchAll(marks)].flatMap((found) => {
    const start = part.start + found.index;
    return found[0].length > 1 ? [] : [{ span: { start, end: start + 1 }, text: found[0] + found[0] }];
  });
}

/** Whether the literal is one of bytes that text cannot stand for when it is encoded. */
export function isBinary(tokens: PyTokens, literal: Literal): boolean {
  const { prefix, content } = literal;
  if (!/b/i.test(prefix)) return false;
  if (/r/i.test(prefix)) return false;
  const escapes = tokens.text.slice(content.start, content.end).match(escapeSequence) ?? [];
  return escapes.some((sequence) => /^\\(?:x[89a-f]|[2-7][0-7]{2}|[uUN])/i.test(sequence));
}
