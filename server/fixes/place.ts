import type { TextEdit } from './fix.ts';

/** A place of a program where a name or an expression takes the place of a secret. */
export interface Place {
  /** Numbers of the first and last token that go. */
  readonly first: number;
  readonly last: number;
  /** Whether the tokens are an operand, which an expression replaces as it is. */
  readonly whole: boolean;
  /** The edits that put an expression there. */
  readonly put: (expression: string) => readonly TextEdit[];
}
