import type { KeywordHits } from '../../engine/keywordHits.ts';
import type { Span } from '../../engine/span.ts';

/** How a keyword and a secret belong together. */
export type Nearness = 'assigned' | 'close' | 'apart';

/**
 * Whether one of the keywords stands at most `within` code units before the secret, and whether only an assignment
 * lies between the two (`ADAFRUIT_KEY = "…"`, `"adafruitToken": "…"`, `--adafruit-key …`).
 */
export function nearness(text: string, hits: KeywordHits, secret: Span, within: number): Nearness {
  const end = lastEndBefore(hits.ends, secret.start);
  if (end === undefined || secret.start - end > within) return 'apart';
  return assignment.test(text.slice(end, secret.start)) ? 'assigned' : 'close';
}

/** The rest of a name, what closes it, an operator, a wrapping call, an opening quote. */
const assignment = /^[\w.-]{0,40}["'`\])]{0,3}[ \t]*(?:(?::?=>?|:|,|->|<-)[ \t]*(?:[\w.]{1,24}\()?|[ \t]|>)["'`]{0,3}$/;

function lastEndBefore(ends: ArrayLike<number>, at: number): number | undefined {
  let low = -1;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ends[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low < 0 ? undefined : ends[low];
}
