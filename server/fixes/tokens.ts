import type { Span } from '../engine/span.ts';
import { hasBlankLine } from './textStyle.ts';

/** What a program is made of, with its nesting. White space is left out. */
export interface Tokens<T extends Token = Token> {
  readonly text: string;
  /** In order, without comments. */
  readonly list: readonly T[];
  readonly comments: readonly Span[];
}

export interface Token extends Span {
  readonly kind: string;
  /** Number of the opening token this one stands in; -1: the top level. */
  readonly parent: number;
  /** Number of the other end of what this token opens or closes; -1: it does neither. */
  readonly pair: number;
}

/** The text of the token of that number; empty where there is none. */
export function textOf(tokens: Tokens, index: number): string {
  const token = tokens.list[index];
  return token ? tokens.text.slice(token.start, token.end) : '';
}

/** The number of the token right before `index` on the same level (it may be a closing one); -1: the level begins here. */
export function previous(tokens: Tokens, index: number, parent = tokens.list[index]!.parent): number {
  return index - 1 === parent ? -1 : index - 1;
}

/** The number of the token right after `index` on the same level; -1: the level ends here. */
export function next(tokens: Tokens, index: number): number {
  const after = tokens.list[index + 1];
  return after && after.parent === tokens.list[index]!.parent ? index + 1 : -1;
}

/** The number of the token that opens what ends at `index`; `index` itself where nothing does. */
export function opening(tokens: Tokens, index: number): number {
  const token = tokens.list[index];
  return token && token.pair >= 0 && token.pair < index ? token.pair : index;
}

/** The number of the token that closes what begins at `index`; `index` itself where nothing does. */
export function closing(tokens: Tokens, index: number): number {
  const token = tokens.list[index];
  return token && token.pair > index ? token.pair : index;
}

/**
 * The numbers of the tokens on the left of `index`, nearest first, on the same level: of what stands in brackets only
 * the closing one. Two hundred at most: what a token is for shows close by, and long lists must not cost their square.
 */
export function* leftwards(tokens: Tokens, index: number, parent = tokens.list[index]!.parent): Generator<number> {
  let at = previous(tokens, index, parent);
  for (let steps = 0; at >= 0 && steps < 200; steps++, at = previous(tokens, opening(tokens, at), parent)) yield at;
}

/** Whether a line ends between the two tokens. A number outside the list stands for the text's edge. */
export function lineBetween(tokens: Tokens, first: number, second: number): boolean {
  const from = tokens.list[first]?.end ?? 0;
  const to = tokens.list[second]?.start ?? tokens.text.length;
  return /[\r\n]/.test(tokens.text.slice(from, to));
}

/** Where a line of its own goes in below the token: its line's end, behind a comment; the token's own end where the line goes on with more. */
export function endOfLine(tokens: Tokens, last: number): number {
  const { text } = tokens;
  const { end } = tokens.list[last]!;
  const length = text.slice(end).search(/[\r\n]/);
  const line = length < 0 ? text.length : end + length;
  const following = tokens.list[last + 1];
  const crossing = tokens.comments.some((comment) => comment.start < line && comment.end > line);
  return crossing || (following && following.start < line) ? end : line;
}

/**
 * Where a line of its own goes in at the beginning of a program: after the comments that speak of the whole file,
 * which are those that a blank line divides from what follows, and those that match `pragma`.
 */
export function beginning(tokens: Tokens, pragma: RegExp): number {
  const { text } = tokens;
  const first = tokens.list[0]?.start ?? text.length;
  const header = tokens.comments.filter(({ end }) => end <= first);
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  header.forEach((comment, index) => {
    const following = header[index + 1]?.start ?? first;
    const gap = text.slice(comment.end, following);
    if (hasBlankLine(gap) || pragma.test(text.slice(comment.start, comment.end))) at = following;
  });
  return at;
}
