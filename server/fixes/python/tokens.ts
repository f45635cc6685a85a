import type { Token, Tokens } from '../tokens.ts';

/** A Python text in tokens. */
export interface PyTokens extends Tokens<PyToken> {
  /** Offsets at which a line begins that goes on with the one before it, by a backslash. */
  readonly continued: readonly number[];
}

/**
 * `fstring`: a formatted string without fields, or one of its parts: `f"a{`, `}b{`, `}c"`; `spec`: what stands in a
 * field after its colon. `newline`: the end of a logical line.
 */
export interface PyToken extends Token {
  readonly kind: 'name' | 'number' | 'string' | 'fstring' | 'spec' | 'punctuation' | 'open' | 'close' | 'newline';
}
