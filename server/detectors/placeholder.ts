/**
 * Whether a value only stands where a secret would stand: the marks of a template, a run of one character, a counting
 * or repeating sequence, or words like "example" and "changeme". Values that are random hardly ever look so by chance
 * (fewer than one in a thousand, see the test), so a short word counts only where it stands by itself.
 */
export function isPlaceholder(value: string): boolean {
  return isStandIn(value) || isMadeUp(value);
}

/** Whether a value says that the real one is to be put in its place: `<your-key>`, `${KEY}`, `changeme`, `xxxx`. */
export function isStandIn(value: string): boolean {
  return isTemplate(value) || runOfX.test(value) || isWordy(value);
}

/** Whether a hex digit or an x, again and again, is most of the value: `sk_live_00000000000000000000`. */
export function isHollow(value: string): boolean {
  let longest = 0;
  for (const [run] of value.replaceAll('-', '').matchAll(/([0-9a-fx])\1{7,}/gi))
    longest = Math.max(longest, run.length);
  return longest * 5 > value.length * 3;
}

/** Whether a value looks typed rather than random: a run of one character, a sequence, a repetition. */
export function isMadeUp(value: string): boolean {
  return isMonotone(value) || isSequence(value) || isRepetition(value);
}

function isTemplate(value: string): boolean {
  return templatePart.test(value) || (wholeTemplate.test(value) && !tooLongForName.test(value));
}

/** `${x}`, `{{ x }}`, `#{x}`, `$(x)`, `<%= x %>`, `<your-key>`, `%s`, `%(x)s`, `...`, `***`. A `%d3` is an encoded byte. */
const templatePart = /&lt;.{1,80}&gt;|[$#%]\{|\{\{|\$\(|<%|<[^<>]+>|%\(|%s|%d(?![0-9a-fA-F])|\.\.\.|…|\*\*\*|•••/;

/** `$NAME`, `{name}`, `[name]`, `%NAME%`, `@NAME@`, `__NAME__`. */
const wholeTemplate = /^(?:\$\w+|\{\w+\}|\[.*\]|%\w+%|@\w+@|__\w+__)$/;

/** Of all three kinds of characters and longer than people name variables: a credential that begins with a dollar sign. */
const tooLongForName = /^\$(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])\w{32,}$/;

/** `xxxx`, `sk_live_xxx`, `aaaaaaaa`, `0000-0000-0000`, `abababab…`. */
function isMonotone(value: string): boolean {
  const body = value.replace(/[-_.]/g, '').slice(-16);
  const kinds = new Set(body).size;
  return kinds === 1 ? body.length >= 4 : kinds <= 3 && value.length >= 12;
}

const runOfX = /x{6}|(?<![a-z0-9])x{4}|x{4}(?![a-z0-9])|(?<![a-z0-9])xxx(?![a-z0-9])/i;

/**
 * Counting up or down, or two things in turn: `abcdefgh`, `1234567890`, `87654321`, `a1b2c3d4e5`. Eight characters are
 * enough anywhere, six where they are most of the value.
 */
function isSequence(value: string): boolean {
  const text = value.toLowerCase();
  const longest = Math.max(countingRun(text, 1, 1), countingRun(text, 1, -1), countingRun(text, 2, 1));
  return longest >= 8 || (longest >= 6 && longest * 2 > text.length);
}

/** Length of the longest stretch in which every character follows the one `stride` before it by `step`. */
function countingRun(text: string, stride: number, step: 1 | -1): number {
  let longest = 0;
  let current = 0;
  for (let i = stride; i < text.length; i++) {
    current = follows(text.charCodeAt(i - stride), text.charCodeAt(i), step) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest && longest + stride;
}

/** Whether `next` comes after `unit` among the digits or the letters; after 9 comes 0, or a as in `89abcdef`. */
function follows(unit: number, next: number, step: 1 | -1): boolean {
  const [low, high] = step === 1 ? [unit, next] : [next, unit];
  if (low === nine) return high === zero || high === a;
  return high === low + 1 && ((low >= zero && low < nine) || (low >= a && low < z));
}

const [zero, nine, a, z] = [0x30, 0x39, 0x61, 0x7a];

/** Ends in one stretch written twice or more: `deadbeefdeadbeef`, `abc123abc123`. */
function isRepetition(value: string): boolean {
  const text = value.replace(/[-_.]/g, '').toLowerCase();
  const length = Math.min(text.length, 24);
  const tail = text.slice(-length);
  for (let period = 2; length >= 12 && period * 2 <= length; period++) {
    if (tail.slice(period) === tail.slice(0, -period)) return true;
  }
  return false;
}

function isWordy(value: string): boolean {
  if (longWord.test(value) || shortWord.test(value)) return true;
  const rest = value.replace(anyWord, '').replace(/[^A-Za-z0-9]/g, '');
  return sayingSo.test(value) && rest.length * 3 < value.length;
}

/** Long enough that chance does not write them. */
const longWord =
  /example|sample|dummy|placeholder|change[-_ ]?(?:me|this|it)\b|change[-_ ]?me|redacted|replace|insert[-_ ]|fixme|foobar|lorem|bogus|not[-_ ]?(?:a[-_ ]?)?real|your[-_ ]|your(?:own|api|app|key|token|secret|pass|user|account|client|access|auth|db|database|org)/i;

/** So short that they count only by themselves. */
const shortWord =
  /(?<![a-z0-9])(?:fake|todo|your|mock|tbd)(?![a-z0-9])|[-_ ]here$|^not[-_ ](?:a|set|real|used|needed|required|provided|available)(?![a-z])/i;

/** Words that say by themselves that a value is none, glued to others: `faketoken123`. */
const sayingSo = /fake|mock|dummy|your/i;

const anyWord = /fake|mock|dummy|your|test|token|secret|password|passwd|pass|api|key|auth|access|value|data|user|my/gi;
