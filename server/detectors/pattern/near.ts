import type { KeywordHits } from '../../engine/keywordHits.ts';
import type { Span } from '../../engine/span.ts';

/** How a keyword and a secret belong together. */
export type Nearness = 'assigned' | 'close' | 'apart';

/**
 * Whether one of the keywords stands at most `within` code units before the secret, on its line or the one before, and
 * what lies between.
 * - `assigned`: the rest of a name that says what the value is, and an operator (`ADAFRUIT_KEY = "…"`, `--adafruit-key …`)
 * - `close`: words that say it in another way (`the adafruit key is …`), or next to nothing (`adafruit …`), or the line
 *   before says it
 */
export function nearness(text: string, hits: KeywordHits, secret: Span, within: number): Nearness {
  const end = lastEndBefore(hits.ends, secret.start);
  if (end === undefined || secret.start - end > within) return 'apart';
  const between = text.slice(end, secret.start);
  if (element.test(between)) return 'assigned';
  if (call.test(between)) return 'assigned';
  const named = credentialWord.test(text.slice(Math.max(0, end - hits.longest), secret.start));
  if (/[\r\n]/.test(between)) return named && nextLine.test(between) ? 'close' : 'apart';
  if (named && assignment.test(between)) return 'assigned';
  return named || /^\W{1,6}$/.test(between) || /^[-_]?id[-_]?["'`\])]{0,3}[ \t]*[:=]/i.test(between)
    ? 'close'
    : 'apart';
}

const credentialWord =
  /key|token|secret|pass|pwd|auth|cred|login|pat\b|jwt|bearer|license|cert|webhook|dsn|sas|private|access/i;

/** The rest of a name, what closes it, an operator, a wrapping call, an opening quote. */
const assignment =
  /^[\w.-]{0,40}["'`\])]{0,3}[ \t]*(?:(?:[?:.+]{0,3}=>?|:|,|->|<-|\|\||\?\?)[ \t]*(?:[\w.]{1,24}\()?|[ \t]|>|\()["'`]{0,3}$/;

/** Handed straight to what the keyword names: `new Resend("…")`, `bot.run("…")`. */
const call = /^[\w.]{0,24}\([ \t]*["'`]$/;

/** The rest of an XML element's name; its text stands on a line of its own. */
const element = /^[\w.:-]{0,40}>\s{0,40}$/;

/** A line that ends after some words, and the next one begins with the secret or with what gives it its value. */
const nextLine = /^[^\r\n]{0,40}\r?\n[\w \t.-]{0,30}(?:["'`\])]{0,3}[ \t]*[:=][ \t]*["'`]{0,3})?$/;

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
