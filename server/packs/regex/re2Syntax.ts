/**
 * Rewrites RE2 syntax (github.com/google/re2, `doc/syntax.txt`) as Oniguruma syntax with the same meaning, so that
 * Oniguruma's parser can read it. Every character is written as `\x{…}`, so that the two dialects' different ideas of
 * what must be escaped cannot matter; the flags `m`, `s` and `U` are settled here, `i` becomes groups.
 * @param source a regular expression that RE2 accepts
 * @returns undefined where Oniguruma has no word for it: a quantifier right after a flag
 */
export function toOniguruma(source: string): string | undefined {
  if (quantifiedFlag.test(source)) return undefined;
  const groups = [openGroup(noFlags)];
  let out = '';
  for (let at = 0; at < source.length; ) {
    const [length, rewritten] = next(source, at, groups);
    out += rewritten;
    at += length;
  }
  return out + closeCase(groups[0]!);
}

/** In RE2 the quantifier is for what stands before the flag. Found in a quotation as well, which does no harm. */
const quantifiedFlag = /\(\?[a-zA-Z-]+\)(?:[*+?]|\{\d)/;

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

const noFlags: Flags = { i: false, m: false, s: false, U: false };

/** A group that is open. */
interface Group {
  /** The flags it began with. */
  readonly base: Flags;
  /** The flags that hold now: in RE2 they hold till the group ends, later alternatives included. */
  now: Flags;
  /** Whether a group of ours is open in it, to carry the flag `i`. */
  inCase: boolean;
}

function openGroup(flags: Flags): Group {
  return { base: flags, now: flags, inCase: false };
}

function openCase(group: Group): string {
  group.inCase = group.now.i !== group.base.i;
  return group.inCase ? caseGroup(group.now) : '';
}

function closeCase(group: Group): string {
  const out = group.inCase ? ')' : '';
  group.inCase = false;
  return out;
}

function caseGroup({ i }: Flags): string {
  return i ? '(?i:' : '(?-i:';
}

/** Rewrites the token at `at`: the first kind that fits. Returns its length and what stands for it. */
function next(source: string, at: number, groups: Group[]): [length: number, rewritten: string] {
  for (const [pattern, rewrite] of tokens) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return [match[0].length, rewrite(match, groups)];
  }
  throw new RangeError(`No RE2 syntax at ${at}.`);
}

type Rewrite = (match: RegExpExecArray, groups: Group[]) => string;

/** One escape: a class, an assertion, a property, a code point, octal, or a character that stands for itself. */
const oneEscape =
  /\\(?:([dDsSwWbBAz])|([pP])(?:\{(\^?)(\w+)\}|(\w))|x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|([0-7]{1,3})|([\s\S]))/uy;

/** The kinds of tokens, those that look further ahead first. */
const tokens: readonly (readonly [pattern: RegExp, rewrite: Rewrite])[] = [
  [/\(\?P?<[^>]*>|\((?!\?)/y, (_, groups) => openCapture(groups)],
  [/\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/y, flagGroup],
  [/\)/y, (_, groups) => `${closeCase(groups.pop()!)})`],
  [/\|/y, (_, groups) => `${closeCase(groups.at(-1)!)}|${openCase(groups.at(-1)!)}`],
  [/([*+?]|\{(\d+)(?:,(\d*))?\})(\??)/y, quantifier],
  [/\\Q([\s\S]*?)(?:\\E|$)/y, ([, quoted]) => [...quoted!].map(literal).join('')],
  [/\[(\^?)(\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*)\]/y, ([, not, inside]) => `[${not}${classItems(inside!)}]`],
  [oneEscape, escaped],
  [/\./y, (_, groups) => (groups.at(-1)!.now.s ? '\\O' : '.')],
  [/\^/y, (_, groups) => (groups.at(-1)!.now.m ? '^' : '\\A')],
  [/\$/y, (_, groups) => (groups.at(-1)!.now.m ? '$' : '\\z')],
  [/[\s\S]/uy, ([char]) => literal(char)],
];

function openCapture(groups: Group[]): string {
  groups.push(openGroup(groups.at(-1)!.now));
  return '(';
}

/** `(?flags)` changes the group it stands in, `(?flags:` opens one. */
function flagGroup([, on, off, end]: RegExpExecArray, groups: Group[]): string {
  const group = groups.at(-1)!;
  const flags: Flags = { ...group.now, ...all(on ?? '', true), ...all(off ?? '', false) };
  if (end === ':') {
    groups.push(openGroup(flags));
    return flags.i === group.now.i ? '(?:' : caseGroup(flags);
  }
  const closed = closeCase(group);
  group.now = flags;
  return closed + openCase(group);
}

function all(letters: string, value: boolean): Record<string, boolean> {
  return Object.fromEntries([...letters].map((letter) => [letter, value]));
}

function quantifier([, mark, min, max, lazy]: RegExpExecArray, groups: Group[]): string {
  // Oniguruma reads `{3}?` as "three or none".
  const exact = min !== undefined && (max === undefined || max === min);
  return `${mark}${!exact && (lazy === '?') !== groups.at(-1)!.now.U ? '?' : ''}`;
}

function escaped([, same, p, not, name, letter, long, short, octal, char]: RegExpExecArray): string {
  if (same !== undefined) return `\\${same}`;
  if (p !== undefined) return `\\${p}{${not ?? ''}${name ?? letter}}`;
  if (long !== undefined || short !== undefined) return codePoint(Number.parseInt((long ?? short)!, 16));
  if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
  return literal(controls[char!] ?? char!);
}

const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };

function literal(char: string): string {
  return codePoint(char.codePointAt(0)!);
}

function codePoint(code: number): string {
  return `\\x{${code.toString(16)}}`;
}

/** The inside of a character class; each `-` is either of a range or stands for itself. */
function classItems(inside: string): string {
  const items = [...inside.matchAll(classItem)].map(([item]) => item);
  let out = '';
  for (let i = 0; i < items.length; i++) {
    const item = oneItem(items[i]!);
    const isRange = items[i + 1] === '-' && items[i + 2] !== undefined && item.startsWith('\\x');
    out += isRange ? `${item}-${oneItem(items[i + 2]!)}` : item;
    if (isRange) i += 2;
  }
  return out;
}

const classItem = /\[:\^?\w+:\]|\\[pP](?:\{\^?\w+\}|\w)|\\x\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3}|\\?[\s\S]/gu;

function oneItem(item: string): string {
  if (/^\[:.*:\]$/.test(item)) return item;
  if (!item.startsWith('\\')) return literal(item);
  oneEscape.lastIndex = 0;
  return escaped(oneEscape.exec(item)!);
}
