import { contains, overlaps, type Span } from '../../engine/span.ts';
import { type Refusal, reasons, refuse } from '../refusal.ts';
import { closing, opening, textOf } from '../tokens.ts';
import { quoteOf } from './lex.ts';
import type { PyToken, PyTokens } from './tokens.ts';

/** The literal that holds a secret. */
export interface Literal {
  /** `fstring`: a part of a formatted string, or one without fields. */
  readonly kind: 'string' | 'fstring';
  /** Numbers of its first and last token; they differ for strings that are joined, and that alone. */
  readonly first: number;
  readonly last: number;
  /** The letters before the quotes, and the quotes. */
  readonly prefix: string;
  readonly quote: string;
  /** The text between the quotes. */
  readonly content: Span;
  /** The secret's part of the content. */
  readonly secret: Span;
  /** Whether further strings stand right beside it, which Python joins: then it must stay a string. */
  readonly beside: boolean;
}

/** Whether the secret is all of the literal, so that an expression can take the literal's place. */
export function isWhole(tokens: PyTokens, { kind, first, content, secret, beside }: Literal): boolean {
  if (beside || secret.start !== content.start || secret.end !== content.end) return false;
  return kind === 'string' || tokens.list[first]!.pair < 0;
}

/** The literal around a finding's span; refused where the span is in no literal, or in several that cannot be joined. */
export function literalAt(tokens: PyTokens, span: Span): Literal | Refusal {
  if (tokens.comments.some((comment) => overlaps(comment, span))) return refuse(reasons.comment);
  const touched = tokens.list.flatMap((token, index) => (overlaps(token, span) ? [index] : []));
  const held = touched.filter((index) => isLiteral(tokens.list[index]!));
  if (!held.length) return refuse(reasons.noString);
  const first = held[0]!;
  const last = held.at(-1)!;
  const alone = first === last && (contains(tokens.list[first]!, span) || !touched.some(isOtherCode(tokens)));
  if (!alone && (first === last || !isJoined(tokens, touched))) return refuse(reasons.pieces);
  const { kind } = tokens.list[first]!;
  const { prefix, quote } = quoteOf(textOf(tokens, opening(tokens, first)));
  const content = { start: contentOf(tokens, first).start, end: contentOf(tokens, last).end };
  const literal: Literal = {
    kind: kind as Literal['kind'],
    first,
    last,
    prefix,
    quote,
    content,
    secret: { start: Math.max(span.start, content.start), end: Math.min(span.end, content.end) },
    beside: ends(tokens, opening(tokens, first) - 1) || begins(tokens, end(tokens, last) + 1),
  };
  return cutsEscape(tokens, literal) ? refuse(reasons.escape) : literal;
}

function isLiteral({ kind }: PyToken): boolean {
  return kind === 'string' || kind === 'fstring';
}

/** The number of the last token of the string that the token is a part of. */
function end(tokens: PyTokens, index: number): number {
  return closing(tokens, opening(tokens, index));
}

/** Whether a string begins at the token, or the token is a plain string. */
function begins(tokens: PyTokens, index: number): boolean {
  const token = tokens.list[index];
  return token?.kind === 'string' || (token?.kind === 'fstring' && (token.pair < 0 || token.pair > index));
}

/** Whether a string ends at the token. */
function ends(tokens: PyTokens, index: number): boolean {
  const token = tokens.list[index];
  if (token?.kind !== 'fstring') return token?.kind === 'string';
  return token.pair < 0 || (token.pair < index && tokens.list[token.pair]!.pair === index);
}

/** The text of a literal's token without its quotes. */
function contentOf(tokens: PyTokens, index: number): Span {
  const { start, end } = tokens.list[index]!;
  const { prefix, quote } = quoteOf(textOf(tokens, opening(tokens, index)));
  return {
    start: start + (begins(tokens, index) ? prefix.length + quote.length : 1),
    end: end - (ends(tokens, index) ? quote.length : 1),
  };
}

/** Whether the tokens are strings alike, with `+` or nothing between them. */
function isJoined(tokens: PyTokens, touched: readonly number[]): boolean {
  const strings = touched.filter((index) => textOf(tokens, index) !== '+');
  const forms = strings.map((index) => {
    const { prefix, quote } = quoteOf(textOf(tokens, index));
    return prefix + quote;
  });
  return strings.every((index) => tokens.list[index]!.kind === 'string') && new Set(forms).size === 1;
}

/** A pattern may take the name along (`key = "…"`): that is no harm as long as it takes no further value. */
function isOtherCode(tokens: PyTokens): (index: number) => boolean {
  return (index) => !isLiteral(tokens.list[index]!) && !/^(?:name|punctuation)$/.test(tokens.list[index]!.kind);
}

/** Whether an edge of the secret lies inside `\n`, `\x41`, `{{` … */
function cutsEscape(tokens: PyTokens, { kind, first, last, prefix, secret }: Literal): boolean {
  const raw = /r/i.test(prefix);
  const pattern = new RegExp(
    [...(raw ? [] : [escapeSequence.source]), ...(kind === 'fstring' ? ['\\{\\{|\\}\\}'] : [])].join('|') || '(?!)',
    'g',
  );
  return [...new Set([first, last])].some((index) => {
    const { start, end } = contentOf(tokens, index);
    return [...tokens.text.slice(start, end).matchAll(pattern)].some((found) => {
      const from = start + found.index;
      const to = from + found[0].length;
      return (from < secret.start && secret.start < to) || (from < secret.end && secret.end < to);
    });
  });
}

/** An escape sequence of a string that is not raw. */
export const escapeSequence = /\\(?:N\{[^}]*\}|U[\da-fA-F]{8}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[0-7]{1,3}|\r\n|[\s\S])/g;
