/** A set of characters: ranges of code points, ascending, neither overlapping nor touching. */
export type Charset = readonly (readonly [first: number, last: number])[];

export const lastCodePoint = 0x10ffff;

/** Every character. */
export const everything: Charset = [[0, lastCodePoint]];

/** Brings ranges in any order into the form of a {@link Charset}. */
export function charset(ranges: Iterable<readonly [number, number]>): Charset {
  const out: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else out.push([first, last]);
  }
  return out;
}

/** The set of the characters of a text; `a-z` stands for a range, so a hyphen must come first or last. */
export function chars(text: string): Charset {
  const ranges = text.matchAll(/([\s\S])-([\s\S])|[\s\S]/g);
  return charset(
    [...ranges].map(([whole, first, last]): [number, number] => [
      (first ?? whole).codePointAt(0)!,
      (last ?? whole).codePointAt(0)!,
    ]),
  );
}

/** All characters that are not in the set. */
export function complement(set: Charset): Charset {
  const out: [number, number][] = [];
  let from = 0;
  for (const [first, last] of set) {
    if (first > from) out.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= lastCodePoint) out.push([from, lastCodePoint]);
  return out;
}

export function union(...sets: readonly Charset[]): Charset {
  return charset(sets.flat());
}

export function intersection(a: Charset, b: Charset): Charset {
  return complement(union(complement(a), complement(b)));
}

/** Whether the sets have a character in common. */
export function meet(a: Charset, b: Charset): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i]![1] < b[j]![0]) i++;
    else if (b[j]![1] < a[i]![0]) j++;
    else return true;
  }
  return false;
}

/** Whether no two of the sets have a character in common. */
export function areApart(sets: readonly Charset[]): boolean {
  return sets.every((set, index) => sets.slice(0, index).every((other) => !meet(set, other)));
}

export function equal(a: Charset, b: Charset): boolean {
  return a.length === b.length && a.every(([first, last], i) => first === b[i]![0] && last === b[i]![1]);
}

/** The set with both cases of its ASCII letters. */
export function foldAscii(set: Charset): Charset {
  const lower = intersection(set, asciiLower).map(([first, last]) => [first - 32, last - 32] as const);
  const upper = intersection(set, asciiUpper).map(([first, last]) => [first + 32, last + 32] as const);
  return lower.length || upper.length ? union(set, lower, upper) : set;
}

const asciiLower: Charset = [[97, 122]];
const asciiUpper: Charset = [[65, 90]];

/** How many characters the set has. */
export function size(set: Charset): number {
  return set.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Whether a character of the set takes two UTF-16 code units, or is one half of such a pair. */
export function needsCodePoints(set: Charset): boolean {
  return meet(set, pairs);
}

const pairs: Charset = [
  [0xd800, 0xdfff],
  [0x10000, lastCodePoint],
];
