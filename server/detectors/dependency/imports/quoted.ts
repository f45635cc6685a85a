import { oncePerSource } from '../../../engine/oncePerSource.ts';
import type { Source } from '../../../engine/source.ts';

/**
 * Whether a place seems to stand in a text over several lines: in backticks, or in three quotes of Python. Told by
 * counting, so a lone backtick in a comment misleads it; good for a doubt, not for silence.
 */
export function seemsQuoted(source: Source, at: number): boolean {
  return marksIn(source).some((places) => {
    const before = countBelow(places, at);
    return before % 2 === 1 && before < places.length;
  });
}

/** Where the marks stand, by kind, those behind a backslash left out. */
const marksIn = oncePerSource(({ text, language }: Source): readonly (readonly number[])[] =>
  (language === 'python' ? ['"""', "'''"] : ['`']).map((mark) => {
    const places: number[] = [];
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
      if (text[at - 1] !== '\\') places.push(at);
    }
    return places;
  }),
);

function countBelow(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
