import type { OnigurumaAst } from 'oniguruma-parser/parser';
import { agree, emptinessOf } from './agreement.ts';
import {
  type Charset,
  complement,
  equal,
  everything,
  foldAscii,
  intersection,
  lastCodePoint,
  needsCodePoints,
  size,
} from './charset.ts';
import { contentOf, named, word } from './content.ts';
import { type Alternatives, type Element, type Group, isSingle, type Quantifier, type Single } from './element.ts';

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
  if (!agree(body)) return undefined;
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
