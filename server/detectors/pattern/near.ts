import type { KeywordHits } from '../../engine/keywordHits.ts';
import type { Span } from '../../engine/span.ts';

/** How a keyword and a secret belong together. */
export type Nearness = 'assigned' | 'close' | 'apart';

/**
 * Whether one of the keywords stands at most `within` code units before the secret, on its line, and what lies between.
 * - `assigned`: the rest of a name that says what the value is, and an operator (`ADAFRUIT_KEY = "…"`, `--adafruit-key …`)
 * - `close`: words that say it in another way (`the adafruit key is …`), or next to nothing (`adafruit …`)
 */
export function nearness(text: string, hits: KeywordHits, secret: Span, within: number): Nearness {
  const end = lastEndBefore(hits.ends, secret.start);
  if (end === undefined || secret.start - end > within) return 'apart';
  const between = text.slice(end, secret.start);
  if (/[\r\n]/.test(between)) return 'apart';
  if (call.test(between)) return 'assigned';
  const named = credentialWord.test(text.slice(Math.max(0, end - hits.longest), secret.start));
  if (named && assignment.test(between)) return 'assigned';
  return named || /^\W{1,6}$/.test(between) ? 'close' : 'apart';
}

const credentialWord = /key|token|secret|pass|pwd|auth|cred|login|pat\b|jwt|bearer|license|cert|webhook|dsn|sas/i;

/** The rest of a name, what closes it, an operator, a wrapping call, an opening quote. */
const assignment =
  /^[\w.-]{0,40}["'`\])]{0,3}[ \t]*(?:(?::?=>?|:|,|->|<-|\|\||\?\?)[ \t]*(?:[\w.]{1,24}\()?|[ \t]|>|\()["'`]{0,3}$/;

/** Handed straight to what the keyword names: `new Resend("…")`, `bot.run("…")`. */
const call = /^[\w.]{0,24}\([ \t]*["'`]$/;

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
