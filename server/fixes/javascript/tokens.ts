import type { Span } from '../../engine/span.ts';

/** What a JavaScript or TypeScript text is made of, with its nesting. White space is left out. */
export interface Tokens {
  readonly text: string;
  /** Whether type annotations may occur. */
  readonly typed: boolean;
  /** In order, without comments. */
  readonly list: readonly Token[];
  readonly comments: readonly Span[];
}

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Number of the opening token this one stands in; -1: the top level. */
  readonly parent: number;
  /** Number of the other end of a bracket, template or element; -1: this is none. */
  readonly pair: number;
  /** What the braces are for, where this is `{`. */
  readonly brace?: Brace;
}

/**
 * `template`: a whole template without substitutions, or one of its parts: `` `a${ ``, `}b${`, `` }c` ``.
 * `open` and `close`: brackets and JSX elements; an element begins with `<` and ends with `</name>` or `/>`.
 */
export type TokenKind =
  | 'name'
  | 'number'
  | 'string'
  | 'template'
  | 'regex'
  | 'punctuation'
  | 'open'
  | 'close'
  | 'jsxText'
  | 'jsxString';

export type Brace = 'block' | 'object' | 'class' | 'enum' | 'type' | 'names' | 'jsx';

/** The text of the token of that number; empty where there is none. */
export function textOf(tokens: Tokens, index: number): string {
  const token = tokens.list[index];
  return token ? tokens.text.slice(token.start, token.end) : '';
}

/** The number of the token right before `index` on the same level (it may be a closing bracket); -1: the level begins here. */
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

/** Whether a line ends between the two tokens. A number outside the list stands for the text's edge. */
export function lineBetween(tokens: Tokens, first: number, second: number): boolean {
  const from = tokens.list[first]?.end ?? 0;
  const to = tokens.list[second]?.start ?? tokens.text.length;
  return /[\r\n]/.test(tokens.text.slice(from, to));
}
