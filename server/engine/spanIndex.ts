import { overlaps, type Span } from './span.ts';

/** Answers "which spans touch this stretch?" without looking at all of them. */
export interface SpanIndex {
  /** The spans that share text with `within`, in order of their starts. */
  touching(within: Span): Span[];
}

/** @param spans ordered by start */
export function spanIndex(spans: readonly Span[]): SpanIndex {
  // furthest[i]: the furthest end among the spans up to i; tells when to stop walking back.
  const furthest: number[] = [];
  for (const span of spans) furthest.push(Math.max(furthest.at(-1) ?? 0, span.end));
  return {
    touching(within) {
      const out: Span[] = [];
      for (let i = lastBefore(spans, within.end); i >= 0 && furthest[i]! > within.start; i--) {
        if (overlaps(spans[i]!, within)) out.push(spans[i]!);
      }
      return out.reverse();
    },
  };
}

/** The number of the last span that starts before `end`, or -1. */
function lastBefore(spans: readonly Span[], end: number): number {
  let low = -1;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (spans[middle]!.start < end) low = middle;
    else high = middle - 1;
  }
  return low;
}
