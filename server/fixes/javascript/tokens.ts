import type { Token, Tokens } from '../tokens.ts';

/** A JavaScript or TypeScript text in tokens. */
export interface JsTokens extends Tokens<JsToken> {
  /** Whether type annotations may occur. */
  readonly typed: boolean;
}

export interface JsToken extends Token {
  readonly kind: JsTokenKind;
  /** What the braces are for, where this is `{`. */
  readonly brace?: Brace;
}

/**
 * `template`: a whole template without substitutions, or one of its parts: `` `a${ ``, `}b${`, `` }c` ``.
 * `open` and `close`: brackets and JSX elements; an element begins with `<` and ends with `</name>` or `/>`.
 */
export type JsTokenKind =
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
