import type { Span } from '../engine/span.ts';
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

/** In the order of the program. */
export function inOrder(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => a.first - b.first);
}

/** Literals that are the same one, with several secrets in it, in groups; each group in the order of the secrets. */
export function byFirstToken<L extends { readonly first: number; readonly secret: Span }>(
  literals: readonly L[],
): L[][] {
  const groups = new Map<number, L[]>();
  for (const literal of [...literals].sort((a, b) => a.secret.start - b.secret.start)) {
    groups.set(literal.first, [...(groups.get(literal.first) ?? []), literal]);
  }
  return [...groups.values()];
}
