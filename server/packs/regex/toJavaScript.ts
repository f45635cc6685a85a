import type { OnigurumaAst } from 'oniguruma-parser/parser';
import {
  type Charset,
  chars,
  complement,
  equal,
  everything,
  foldAscii,
  intersection,
  lastCodePoint,
  needsCodePoints,
  size,
  union,
} from './charset.ts';

/** A regular expression as JavaScript writes it. */
export interface JavaScriptRegex {
  readonly source: string;
  /** '', 'i' or 'u'. */
  readonly flags: string;
}

/**
 * Prints what `re2Syntax.ts` made of RE2 syntax, and Oniguruma's parser read, as JavaScript for every engine since
 * ES2018: no inline flags. Characters mean what they mean in RE2: `\s` is five characters, `.` stops at `\n` alone, `$`
 * is the end of the text.
 * @returns undefined where JavaScript cannot say exactly the same: it would match something else, or capture something
 *   else in a group. One difference is taken on purpose: under `(?i)`, RE2 takes U+017F for an s and U+212A for a k;
 *   credentials and their keywords are not written with those.
 */
export function toJavaScript({ body }: OnigurumaAst): JavaScriptRegex | undefined {
  if (!alternativesAreExact(body, false)) return undefined;
  const cases = casesIn(body, false);
  if (cases.foldsBeyondAscii) return undefined;
  const empty = emptinessOf(body) !== 'never';
  // V8 finds such places, where nothing stands, between the two halves of a character as well.
  if (empty && cases.inner) return undefined;
  // Without `u`, it finds nothing at all there, too.
  const codePoints = cases.codePoints || empty;
  // With `u`, JavaScript folds letters beyond ASCII onto ASCII ones, so then the cases are written out.
  const ignoreCase = cases.folded && !cases.unfolded && !codePoints;
  const source = printAlternatives(body, { fold: false, ignoreCase, codePoints });
  return { source, flags: codePoints ? 'u' : ignoreCase ? 'i' : '' };
}

type Alternatives = OnigurumaAst['body'];
type Element = Alternatives[number]['body'][number];
type Quantifier = Extract<Element, { type: 'Quantifier' }>;
type Group = Extract<Element, { type: 'Group' }>;
type CharacterSet = Extract<Element, { type: 'CharacterSet' }>;
type CharacterClass = Extract<Element, { type: 'CharacterClass' }>;
type Single = Extract<Element, { type: 'Character' | 'CharacterSet' | 'CharacterClass' }>;

function isSingle(element: Element): element is Single {
  return element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass';
}

// Where the two engines would disagree.

/** Whether no quantifier in it makes the engines part ways. */
function alternativesAreExact(alternatives: Alternatives, repeated: boolean): boolean {
  return alternatives.every(({ body }) => body.every((element) => isExact(element, repeated)));
}

/** @param repeated whether a quantifier around it may run through it more than once */
function isExact(element: Element, repeated: boolean): boolean {
  switch (element.type) {
    case 'Group':
      return alternativesAreExact(element.body, repeated);
    case 'CapturingGroup':
      return alternativesAreExact(element.body, repeated);
    case 'Quantifier':
      return quantifierIsExact(element) && isExact(element.body, repeated || element.max > 1);
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'Assertion':
      return true;
    default:
      return false;
  }
}

/**
 * JavaScript gives up a round that matched nothing, RE2 does not; and JavaScript forgets at each round what the groups
 * inside held.
 */
function quantifierIsExact({ body, min, max }: Quantifier): boolean {
  const inside = groupsIn(body);
  if (max > 1 && inside.some === true && !inside.always) return false;
  if (min === max) return !(inside.some && emptiness(body) !== 'never' && max > 1);
  const empty = emptiness(body);
  return empty === 'never' || (empty === 'last' && !inside.some);
}

/** Whether there are groups that capture, and whether all of them take part in every match. */
function groupsIn(element: Element): { readonly some: boolean; readonly always: boolean } {
  switch (element.type) {
    case 'CapturingGroup':
      return { some: true, always: inAlternatives(element.body).always };
    case 'Group':
      return inAlternatives(element.body);
    case 'Quantifier': {
      const inside = groupsIn(element.body);
      return { some: inside.some, always: !inside.some || (inside.always && element.min > 0) };
    }
    default:
      return { some: false, always: true };
  }
}

function inAlternatives(alternatives: Alternatives): { readonly some: boolean; readonly always: boolean } {
  const inside = alternatives.flatMap(({ body }) => body.map(groupsIn));
  const some = inside.some((one) => one.some);
  return { some, always: !some || (alternatives.length === 1 && inside.every((one) => one.always)) };
}

/** Whether it can match nothing: never, only as its last choice, or sooner. */
function emptiness(element: Element): 'never' | 'last' | 'sooner' {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return emptinessOf(element.body);
    case 'Quantifier': {
      const inside = emptiness(element.body);
      if (element.min > 0) return inside;
      return element.kind === 'greedy' && inside !== 'sooner' ? 'last' : 'sooner';
    }
    case 'Assertion':
      return 'last';
    default:
      return 'never';
  }
}

function emptinessOf(alternatives: Alternatives): 'never' | 'last' | 'sooner' {
  const each = alternatives.map(({ body }) => {
    const elements = body.map(emptiness);
    if (elements.includes('never')) return 'never';
    return elements.every((one) => one === 'last') ? 'last' : 'sooner';
  });
  if (each.every((one) => one === 'never')) return 'never';
  return each.at(-1) === 'last' && each.slice(0, -1).every((one) => one === 'never') ? 'last' : 'sooner';
}

// Upper and lower case, one code unit or two.

interface Cases {
  /** Something is to match in either case, and would not by itself. */
  readonly folded: boolean;
  /** Something is to match in its own case only. */
  readonly unfolded: boolean;
  /** Something beyond ASCII that has cases is to match in either. */
  readonly foldsBeyondAscii: boolean;
  /** Something takes characters of two code units. */
  readonly codePoints: boolean;
  /** Something asks for a place inside a line or word. */
  readonly inner: boolean;
}

const noCases: Cases = { folded: false, unfolded: false, foldsBeyondAscii: false, codePoints: false, inner: false };

function casesIn(alternatives: Alternatives, fold: boolean): Cases {
  return alternatives
    .flatMap(({ body }) => body.map((element) => casesOf(element, fold)))
    .reduce(
      (a, b) => ({
        folded: a.folded || b.folded,
        unfolded: a.unfolded || b.unfolded,
        foldsBeyondAscii: a.foldsBeyondAscii || b.foldsBeyondAscii,
        codePoints: a.codePoints || b.codePoints,
        inner: a.inner || b.inner,
      }),
      noCases,
    );
}

function casesOf(element: Element, fold: boolean): Cases {
  switch (element.type) {
    case 'Group':
      return casesIn(element.body, foldsIn(element, fold));
    case 'CapturingGroup':
      return casesIn(element.body, fold);
    case 'Quantifier':
      return casesOf(element.body, fold);
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return casesOfSingle(element, fold);
    case 'Assertion':
      return {
        ...noCases,
        inner: element.kind.startsWith('line') || (element.kind === 'word_boundary' && !!element.negate),
      };
    default:
      return noCases;
  }
}

function casesOfSingle(single: Single, fold: boolean): Cases {
  const { set, properties, negate } = contentOf(single);
  if (properties.length) return { ...noCases, foldsBeyondAscii: fold, codePoints: true };
  const cased = !equal(foldAscii(set), set);
  return {
    ...noCases,
    folded: fold && cased,
    unfolded: !fold && (cased || hasCasesBeyondAscii(set)),
    foldsBeyondAscii: fold && hasCasesBeyondAscii(set),
    codePoints: needsCodePoints(negate ? complement(set) : set),
  };
}

function foldsIn({ flags }: Group, fold: boolean): boolean {
  return (fold || !!flags?.enable?.ignoreCase) && !flags?.disable?.ignoreCase;
}

function hasCasesBeyondAscii(set: Charset): boolean {
  const beyond = intersection(set, beyondAscii);
  if (equal(beyond, beyondAscii)) return false;
  if (beyond.some(([, last]) => last > 0xffff)) return true;
  return beyond.some(([first, last]) => {
    for (let code = first; code <= last; code++) {
      const char = String.fromCharCode(code);
      if (char.toLowerCase() !== char || char.toUpperCase() !== char) return true;
    }
    return false;
  });
}

const beyondAscii: Charset = [[0x80, lastCodePoint]];

// What a class or a character stands for.

/** The characters of one place in a text: a set and Unicode properties together, or everything but those. */
interface Content {
  readonly set: Charset;
  /** As JavaScript writes them, with the `u` flag. */
  readonly properties: readonly string[];
  readonly negate: boolean;
}

function contentOf(single: Single): Content {
  if (single.type === 'Character') return { set: [[single.value, single.value]], properties: [], negate: false };
  if (single.type === 'CharacterClass') return contentOfClass(single);
  return contentOfSet(single);
}

function contentOfClass({ body, negate }: CharacterClass): Content {
  const parts = body.map((item): Content => {
    switch (item.type) {
      case 'CharacterClassRange':
        return { set: [[item.min.value, item.max.value]], properties: [], negate: false };
      case 'CharacterClass':
        return contentOfClass(item);
      default:
        return contentOf(item);
    }
  });
  return {
    set: union(...parts.map((part) => part.set)),
    properties: parts.flatMap((part) => part.properties),
    negate,
  };
}

function contentOfSet({ kind, value, negate = false }: CharacterSet): Content {
  if (kind === 'property') return { set: [], properties: [property(value, negate)], negate: false };
  const set = kind === 'posix' ? posix[value] : named[kind];
  if (!set) throw new RangeError(`RE2 has no character set "${kind}".`);
  return { set: negate ? complement(set) : set, properties: [], negate: false };
}

const word = chars('0-9A-Z_a-z');

const named: Readonly<Record<string, Charset>> = {
  any: everything,
  dot: complement(chars('\n')),
  digit: chars('0-9'),
  space: chars('\t\n\f\r '),
  word,
};

const posix: Readonly<Record<string, Charset>> = {
  alnum: chars('0-9A-Za-z'),
  alpha: chars('A-Za-z'),
  ascii: chars('\0-\x7f'),
  blank: chars('\t '),
  cntrl: chars('\0-\x1f\x7f'),
  digit: chars('0-9'),
  graph: chars('!-~'),
  lower: chars('a-z'),
  print: chars(' -~'),
  punct: chars('!-/:-@[-`{-~'),
  space: chars('\t-\r '),
  upper: chars('A-Z'),
  word,
  xdigit: chars('0-9A-Fa-f'),
};

/** A category by its short name, a script by its long one; RE2 knows no others. */
function property(name: string, negate: boolean): string {
  const p = negate ? '\\P' : '\\p';
  return name.length <= 2 || name === 'Any' ? `${p}{${name}}` : `${p}{Script=${name}}`;
}

// Printing.

interface Style {
  /** Whether letters here stand for both cases. */
  readonly fold: boolean;
  readonly ignoreCase: boolean;
  readonly codePoints: boolean;
}

function printAlternatives(alternatives: Alternatives, style: Style): string {
  return alternatives.map(({ body }) => body.map((element) => print(element, style)).join('')).join('|');
}

function print(element: Element, style: Style): string {
  if (isSingle(element)) return printSingle(element, style);
  switch (element.type) {
    case 'Group': {
      const inside = printAlternatives(element.body, { ...style, fold: foldsIn(element, style.fold) });
      return element.body.length === 1 ? inside : `(?:${inside})`;
    }
    case 'CapturingGroup':
      return `(${printAlternatives(element.body, style)})`;
    case 'Quantifier':
      return printQuantifier(element, style);
    case 'Assertion':
      return assertions[`${element.negate ? 'not ' : ''}${element.kind}`]!;
    default:
      throw new RangeError(`RE2 has no ${element.type}.`);
  }
}

const assertions: Readonly<Record<string, string>> = {
  string_start: '^',
  string_end: '$',
  // The `m` flag would end lines at other characters as well.
  line_start: '(?<![^\\n])',
  line_end: '(?![^\\n])',
  word_boundary: '\\b',
  'not word_boundary': '\\B',
};

function printQuantifier({ body, min, max, kind }: Quantifier, style: Style): string {
  const inside = print(body, style);
  const atom = isSingle(body) || body.type === 'CapturingGroup' || isWhole(body) ? inside : `(?:${inside})`;
  return `${atom}${times(min, max)}${kind === 'lazy' ? '?' : ''}`;
}

/** Whether it is printed with brackets of its own. */
function isWhole(element: Element): boolean {
  return element.type === 'Group' && element.body.length > 1;
}

function times(min: number, max: number): string {
  if (min === 0 && max === 1) return '?';
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printSingle(single: Single, style: Style): string {
  const { set, properties, negate } = contentOf(single);
  const folded = style.fold && !style.ignoreCase ? foldAscii(set) : set;
  if (properties.length) return `[${negate ? '^' : ''}${printRanges(folded, style)}${properties.join('')}]`;
  const shorthand = shorthands.find(([, content]) => equal(content, negate ? complement(folded) : folded));
  if (shorthand) return shorthand[0];
  if (!negate && size(folded) === 1) return printChar(folded[0]![0], outside, style);
  const whole = negate ? complement(folded) : folded;
  const inverted = whole.at(-1)?.[1] === lastCodePoint;
  return `[${inverted ? '^' : ''}${printRanges(inverted ? complement(whole) : whole, style)}]`;
}

const shorthands: readonly (readonly [string, Charset])[] = [
  ['\\d', named.digit!],
  ['\\w', word],
  ['[^]', everything],
];

function printRanges(set: Charset, style: Style): string {
  return set
    .map(([first, last]) => {
      const from = printChar(first, inClass, style);
      if (first === last) return from;
      return `${from}${last === first + 1 ? '' : '-'}${printChar(last, inClass, style)}`;
    })
    .join('');
}

const outside = /[$()*+./?[\\\]^{|}]/;
const inClass = /[\\\]^-]/;

function printChar(code: number, special: RegExp, { codePoints }: Style): string {
  const char = String.fromCodePoint(code);
  if (special.test(char)) return `\\${char}`;
  if (code >= 0x20 && code < 0x7f) return char;
  const hex = code.toString(16);
  if (code <= 0xff) return controls[char] ?? `\\x${hex.padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${hex.padStart(4, '0')}`;
  return codePoints ? `\\u{${hex}}` : char;
}

const controls: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };
