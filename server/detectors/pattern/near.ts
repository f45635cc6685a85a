import type { KeywordHits } from '../../engine/keywordHits.ts';
import type { Span } from '../../engine/span.ts';

/** How a keyword and a secret belong together. */
export type Nearness = 'assigned' | 'close' | 'apart';

/**
 * Whether one of the keywords stands at most `within` code units before the secret, on its line or the one before, and
 * what lies between.
 * - `assigned`: the rest of a name that says what the value is, and an operator (`ADAFRUIT_KEY = "…"`, `--adafruit-key …`)
 * - `close`: words that say it in another way (`the adafruit key is …`), or next to nothing (`adafruit …`), or the line
 *   before says it, or the name is that of an id; also where the keyword is but the end of a word (`fitadafruit_key`);
 *   a short one says nothing there (`lob` in `blob`)
 */
export function nearness(
  text: string,
  hits: KeywordHits,
  keywords: readonly string[],
  secret: Span,
  within: number,
): Nearness {
  const end = lastEndBefore(hits.ends, secret.start);
  if (end === undefined || secret.start - end > within) return 'apart';
  const between = text.slice(end, secret.start);
  const word = keywordAt(text, end, keywords);
  const inside = /[a-z][a-z]|[A-Z][A-Z]/.test(text.slice(Math.max(0, end - word.length - 1), end - word.length + 1));
  if (inside && word.length < 5) return 'apart';
  const sure = inside ? 'close' : 'assigned';
  if (element.test(between)) return sure;
  if (call.test(between)) return sure;
  const named = credentialWord.test(text.slice(Math.max(0, end - hits.longest), secret.start));
  if (/[\r\n]/.test(between)) return named && nextLine.test(between) ? 'close' : 'apart';
  if (named && assignment.test(between)) return sure;
  return named || /^\W{1,6}$/.test(between) || idOf.test(between) ? 'close' : 'apart';
}

/** The longest of the keywords that end there. */
function keywordAt(text: string, end: number, keywords: readonly string[]): string {
  const before = text.slice(Math.max(0, end - 80), end).toLowerCase();
  return keywords.filter((keyword) => before.endsWith(keyword)).reduce((a, b) => (b.length > a.length ? b : a), '');
}

const credentialWord =
  /key|token|secret|pass|pwd|auth|cred|login|pat\b|jwt|bearer|license|cert|webhook|dsn|sas|private|access/i;

/** The rest of a name, what closes it, an operator, a wrapping call, an opening quote. */
const assignment =
  /^[\w.-]{0,40}["'`\])]{0,3}[ \t]*(?:(?:[?:.+]{0,3}=>?|:|,|->|<-|\|\||\?\?)[ \t]*(?:[\w.]{1,24}\()?|[ \t]|>|\()["'`]{0,3}$/;

/** The rest of the name of an id that issuers hand out, and what gives it its value: `ADAFRUIT_CLIENT_ID=`, `adafruitAppId: "`. */
const idOf =
  /^[-_.]?(?:(?:oauth|client|app|application|access|account|tenant|directory|test|reporter|publishable)[-_.]?){0,3}id["'`\])]{0,3}[ \t]{0,8}[:=]/i;

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
