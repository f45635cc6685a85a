import type { Grammar } from './grammar.ts';
import type { WordIndex } from './wordIndex.ts';

/**
 * A text cut into tokens, brackets paired; flat lists by number of the token, for speed. Comments and blanks are no
 * tokens. A block made by indentation stands between an opening and a closing token of length zero.
 */
export interface Tokens {
  readonly text: string;
  readonly grammar: Grammar;
  readonly count: number;
  /** One of {@link kinds}. */
  readonly kind: Uint8Array;
  /** UTF-16 offsets into `text`. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Of a string: how long what opens and what closes it is. */
  readonly opening: Uint8Array;
  readonly closing: Uint8Array;
  /** Of a bracket: the number of the other one. What nobody closes ends where its surroundings do, or with the text. */
  readonly partner: Int32Array;
  /** 1: it is the first token of its line. */
  readonly first: Uint8Array;
  /** Where the words of the text stand, where somebody has looked. */
  readonly words?: WordIndex;
  /** The comments, in order. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

export const kinds = { word: 0, number: 1, string: 2, sign: 3, open: 4, close: 5, regex: 6 } as const;

/** The token as it is written. */
export function textOf(tokens: Tokens, i: number): string {
  return tokens.text.slice(tokens.start[i], tokens.end[i]);
}

/** The content of a string; of other tokens the token. */
export function bodyOf(tokens: Tokens, i: number): string {
  return tokens.text.slice(bodyStart(tokens, i), tokens.end[i]! - tokens.closing[i]!);
}

/** Where the content of a string starts. */
export function bodyStart(tokens: Tokens, i: number): number {
  return tokens.start[i]! + tokens.opening[i]!;
}

/** Whether the token is written like this. */
export function isToken(tokens: Tokens, i: number, text: string): boolean {
  if (i < 0 || i >= tokens.count || tokens.kind[i] === kinds.string) return false;
  const start = tokens.start[i]!;
  return tokens.end[i]! - start === text.length && tokens.text.startsWith(text, start);
}

export function isKind(tokens: Tokens, i: number, kind: number): boolean {
  return i >= 0 && i < tokens.count && tokens.kind[i] === kind;
}

/** The number of the first token that ends after `offset`; `count` where there is none. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text of a row of tokens, from the first to before `to`. */
export function sliceOf(tokens: Tokens, from: number, to: number): string {
  return to > from ? tokens.text.slice(tokens.start[from], tokens.end[to - 1]) : '';
}

/** Where a row of tokens stands in the text; an empty row stands before the token at its place. */
export function spanOf(
  tokens: Tokens,
  { from, to }: { readonly from: number; readonly to: number },
): {
  readonly start: number;
  readonly end: number;
} {
  const start = from < tokens.count ? tokens.start[from]! : tokens.text.length;
  return { start, end: to > from ? tokens.end[Math.min(to, tokens.count) - 1]! : start };
}
