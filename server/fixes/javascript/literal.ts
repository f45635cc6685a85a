import { contains, overlaps, type Span } from '../../engine/span.ts';
import { type Refusal, reasons, refuse } from '../refusal.ts';
import { textOf } from '../tokens.ts';
import type { JsToken, JsTokens } from './tokens.ts';

/** The literal that holds a secret. */
export interface Literal {
  readonly kind: 'string' | 'template' | 'jsxString' | 'jsxText';
  /** Numbers of its first and last token; they differ for strings joined by `+`, and that alone. */
  readonly first: number;
  readonly last: number;
  /** The text between its quotes. */
  readonly content: Span;
  /** The secret's part of the content. */
  readonly secret: Span;
}

/** Whether the secret is all of the literal, so that an expression can take the literal's place. */
export function isWhole(tokens: JsTokens, { kind, first, content, secret }: Literal): boolean {
  if (secret.start !== content.start || secret.end !== content.end || kind === 'jsxText') return false;
  return kind !== 'template' || /^`[\s\S]*`$/.test(textOf(tokens, first));
}

/** The literal around a finding's span; refused where the span is in no literal, or in several that cannot be joined. */
export function literalAt(tokens: JsTokens, span: Span): Literal | Refusal {
  if (tokens.comments.some((comment) => overlaps(comment, span))) return refuse(reasons.comment);
  const touched = tokens.list.flatMap((token, index) => (overlaps(token, span) ? [index] : []));
  const held = touched.filter((index) => isLiteral(tokens.list[index]!));
  if (!held.length) return refuse(reasons.noString);
  const first = held[0]!;
  const last = held.at(-1)!;
  const content = { start: contentOf(tokens, first).start, end: contentOf(tokens, last).end };
  const joined = held.length > 1;
  if (joined ? !isJoined(tokens, touched) : !contains(tokens.list[first]!, span) && touched.some(isOtherCode(tokens))) {
    return refuse(reasons.pieces);
  }
  const secret = { start: Math.max(span.start, content.start), end: Math.min(span.end, content.end) };
  const literal = { kind: tokens.list[first]!.kind as Literal['kind'], first, last, content, secret };
  return cutsEscape(tokens, literal) ? refuse(reasons.escape) : literal;
}

function isLiteral({ kind }: JsToken): boolean {
  return kind === 'string' || kind === 'template' || kind === 'jsxString' || kind === 'jsxText';
}

/** The text of a literal's token without its quotes. */
function contentOf(tokens: JsTokens, index: number): Span {
  const { kind, start, end } = tokens.list[index]!;
  if (kind === 'jsxText') return { start, end };
  return { start: start + 1, end: end - (textOf(tokens, index).endsWith('${') ? 2 : 1) };
}

/** Whether the tokens are quoted strings with `+` between them and nothing else. */
function isJoined(tokens: JsTokens, touched: readonly number[]): boolean {
  return touched.every((index, place) =>
    place % 2 === 0 ? tokens.list[index]!.kind === 'string' : textOf(tokens, index) === '+',
  );
}

/** A pattern may take the name along (`key: "…"`): that is no harm as long as it takes no further value. */
function isOtherCode(tokens: JsTokens): (index: number) => boolean {
  return (index) => !isLiteral(tokens.list[index]!) && !/^(?:name|punctuation)$/.test(tokens.list[index]!.kind);
}

/** Whether an edge of the secret lies inside `\n`, `\u0041`, `&amp;` … */
function cutsEscape(tokens: JsTokens, { kind, first, last, secret }: Literal): boolean {
  const entities = kind === 'jsxString' || kind === 'jsxText';
  return [...new Set([first, last])].some((index) => {
    const { start } = tokens.list[index]!;
    return [...textOf(tokens, index).matchAll(entities ? entity : escapeSequence)].some((found) => {
      const from = start + found.index;
      const to = from + found[0].length;
      return (from < secret.start && secret.start < to) || (from < secret.end && secret.end < to);
    });
  });
}

/** An escape sequence of a string or template. */
export const escapeSequence = /\\(?:u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[0-3][0-7]{1,2}|[0-7]{1,2}|\r\n|[\s\S])/g;

/** A character reference of an element's text or attribute. */
export const entity = /&(?:#\d+|#x[\da-f]+|\w+);/gi;
