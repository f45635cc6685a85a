import type { Span } from './span.ts';

/** Where the keywords of one rule stand in one text. */
export interface KeywordHits {
  /** Offsets after the last code unit of each occurrence, ascending. */
  readonly ends: ArrayLike<number>;
  /** The length of the rule's longest keyword: an occurrence starts no earlier than `end - longest`. */
  readonly longest: number;
}

/** For rules without keywords. */
export const noHits: KeywordHits = { ends: [], longest: 0 };

/**
 * The stretches of text around the hits, widened by `before` and `after` code units, clamped to `[0, length]` and
 * merged where they touch. Looking only there keeps a rule's cost in proportion to its hits.
 */
export function windows(hits: KeywordHits, before: number, after: number, length: number): Span[] {
  const out: { start: number; end: number }[] = [];
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = hits.ends[i]!;
    const start = Math.max(0, hit - hits.longest - before);
    const end = Math.min(length, hit + after);
    const last = out.at(-1);
    if (last && start <= last.end) last.end = end;
    else out.push({ start, end });
  }
  return out;
}

/** Joins the hits of several keywords into those of one rule. */
export function joinHits(lists: readonly (readonly number[])[], longest: number): KeywordHits {
  if (lists.length === 1) return { ends: lists[0]!, longest };
  return { ends: Int32Array.from(lists.flat()).sort(), longest };
}
