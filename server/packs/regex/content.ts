import { type Charset, chars, complement, everything, union } from './charset.ts';
import type { CharacterClass, CharacterSet, Single } from './element.ts';

/** The characters of one place in a text: a set and Unicode properties together, or everything but those. */
export interface Content {
  readonly set: Charset;
  /** As JavaScript writes them, with the `u` flag. */
  readonly properties: readonly string[];
  readonly negate: boolean;
}

/** What an element stands for. */
export function contentOf(single: Single): Content {
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

export const word = chars('0-9A-Z_a-z');

/** The sets with names, as RE2 has them: ASCII, and no `\v` among the blanks. */
export const named: Readonly<Record<string, Charset>> = {
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
