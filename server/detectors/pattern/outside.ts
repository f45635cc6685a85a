import type { Source } from '../../engine/source.ts';
import { tokensOf } from '../structure/find.ts';
import { kinds, type Tokens } from '../structure/tokens.ts';

/** What a match must not stand in. */
export type Surrounding = 'comment' | 'string';

/** Whether a place in a program, an offset, is in none of these; what opens one does not stand in it. */
export function isOutside(source: Source, at: number, surroundings: readonly Surrounding[]): boolean {
  const tokens = tokensOf(source);
  return (
    !(surroundings.includes('comment') && isInComment(tokens, at)) &&
    !(surroundings.includes('string') && isInString(tokens, at))
  );
}

function isInComment({ comments }: Tokens, at: number): boolean {
  const last = lastBefore(comments.length, (index) => comments[index]!.start < at);
  return last >= 0 && at < comments[last]!.end;
}

function isInString({ kind, start, end, count }: Tokens, at: number): boolean {
  const last = lastBefore(count, (index) => start[index]! < at);
  return last >= 0 && kind[last] === kinds.string && at < end[last]!;
}

/** The last index for which the test holds, of a list where it holds up to some index; -1 where it never does. */
function lastBefore(count: number, holds: (index: number) => boolean): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
