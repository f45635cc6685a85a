/** Where the keywords of one rule stand in one text. */
export interface KeywordHits {
  /** Offsets after the last code unit of each occurrence, ascending. */
  readonly ends: ArrayLike<number>;
  /** The length of the rule's longest keyword: an occurrence starts no earlier than `end - longest`. */
  readonly longest: number;
  /** Where a detector keeps what it has read around these hits: the rules with the same keywords share them. */
  memo?: unknown;
}

/** For rules without keywords. */
export const noHits: KeywordHits = { ends: [], longest: 0 };

/**
 * Calls `look` with the stretches of text around the hits, widened by `before` and `after` code units, clamped to
 * `[0, length]` and merged where they touch. Looking only there keeps a rule's cost in proportion to its hits.
 */
export function eachWindow(
  { ends, longest }: KeywordHits,
  before: number,
  after: number,
  length: number,
  look: (start: number, end: number) => void,
): void {
  let start = 0;
  let end = -1;
  for (let i = 0; i < ends.length; i++) {
    const hit = ends[i]!;
    const from = Math.max(0, hit - longest - before);
    if (from > end) {
      if (end >= 0) look(start, end);
      start = from;
    }
    end = Math.min(length, hit + after);
  }
  if (end >= 0) look(start, end);
}
