import { type AST, RegExpParser } from '@eslint-community/regexpp';
import {
  areApart,
  type Charset,
  chars,
  charset,
  complement,
  everything,
  foldAscii,
  intersection,
  union,
} from './charset.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';

/** A JavaScript regular expression, boiled down to what it consumes. */
export type Tree =
  /** One character of a set. With case folding or Unicode properties the set may be larger than the truth. */
  | { readonly kind: 'set'; readonly set: Charset }
  | { readonly kind: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly kind: 'choice'; readonly options: readonly Tree[] }
  | Repeat
  /** `^`, `$`, `\b`. */
  | { readonly kind: 'assertion'; readonly isTextStart: boolean }
  | { readonly kind: 'look'; readonly behind: boolean; readonly body: Tree }
  /** The same text as that of a group. */
  | { readonly kind: 'reference'; readonly to: Tree };

export interface Repeat {
  readonly kind: 'repeat';
  readonly body: Tree;
  readonly min: number;
  readonly max: number;
  /** As it is written. */
  readonly raw: string;
}

/** What a set counts as, in UTF-16 code units at most. */
export type Units = (set: Charset) => number;

export interface ParsedTree {
  readonly tree: Tree;
  /** How many groups capture. */
  readonly groups: number;
  readonly units: Units;
}

/** Reads a regular expression that is known to be one. */
export function parseTree({ source, flags }: JavaScriptRegex): ParsedTree {
  const unicode = flags.includes('u');
  const pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode });
  const reader: Reader = {
    ignoreCase: flags.includes('i'),
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
    groups: new Map(),
  };
  const tree = choice(pattern.alternatives, reader);
  const units: Units = (set) => (unicode && (set.at(-1)?.[1] ?? 0) > 0xffff ? 2 : 1);
  return { tree, groups: reader.groups.size, units };
}

interface Reader {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly groups: Map<AST.CapturingGroup, Tree>;
}

function choice(alternatives: readonly AST.Alternative[], reader: Reader): Tree {
  const options = alternatives.map(({ elements }) => sequence(elements, reader));
  if (options.length === 1) return options[0]!;
  const sets = options.flatMap((option) => (option.kind === 'set' ? [option.set] : []));
  // Sets that have nothing in common are one set; of others, a character can be taken in two ways.
  const isOneSet = sets.length === options.length && areApart(sets);
  return isOneSet ? { kind: 'set', set: union(...sets) } : { kind: 'choice', options };
}

function sequence(elements: readonly AST.Element[], reader: Reader): Tree {
  const parts = elements.flatMap((element): readonly Tree[] => {
    const tree = read(element, reader);
    return tree.kind === 'sequence' ? tree.parts : [tree];
  });
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function read(element: AST.Element, reader: Reader): Tree {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return { kind: 'set', set: folded(setOf(element, reader), reader) };
    case 'Group':
      return choice(element.alternatives, reader);
    case 'CapturingGroup': {
      const tree = choice(element.alternatives, reader);
      reader.groups.set(element, tree);
      return tree;
    }
    case 'Quantifier':
      return repeat(element, reader);
    case 'Assertion':
      if (element.kind !== 'lookahead' && element.kind !== 'lookbehind') {
        return { kind: 'assertion', isTextStart: element.kind === 'start' && !reader.multiline };
      }
      return { kind: 'look', behind: element.kind === 'lookbehind', body: choice(element.alternatives, reader) };
    case 'Backreference': {
      const group = element.ambiguous ? undefined : reader.groups.get(element.resolved);
      // A reference to a group that is still open, or yet to come, matches nothing.
      return group ? { kind: 'reference', to: group } : { kind: 'sequence', parts: [] };
    }
    default:
      throw new RangeError(`Unknown in a regular expression without the flag v: ${element.raw}`);
  }
}

function repeat({ element, min, max, raw }: AST.Quantifier, reader: Reader): Tree {
  const body = read(element, reader);
  if (max === 0) return { kind: 'sequence', parts: [] };
  return min === 1 && max === 1 ? body : { kind: 'repeat', body, min, max, raw };
}

function setOf(element: AST.Character | AST.CharacterSet | AST.CharacterClass, reader: Reader): Charset {
  if (element.type === 'Character') return [[element.value, element.value]];
  if (element.type === 'CharacterSet') {
    if (element.kind === 'any') return reader.dotAll ? everything : complement(lineEnds);
    if (element.kind === 'property') return everything;
    const set = escapes[element.kind];
    return element.negate ? complement(set) : set;
  }
  const items = element.elements.map((item): Charset => {
    if (item.type === 'CharacterClassRange') return charset([[item.min.value, item.max.value]]);
    if (item.type === 'Character' || item.type === 'CharacterSet') return setOf(item, reader);
    throw new RangeError(`Unknown in a regular expression without the flag v: ${item.raw}`);
  });
  if (!element.negate) return union(...items);
  // A property counts as everything, of which "not" would be nothing.
  const known = element.elements.every((item) => item.type !== 'CharacterSet' || item.kind !== 'property');
  return known ? complement(folded(union(...items), reader)) : everything;
}

/** With the flag `i`, every set that holds something beyond ASCII counts as holding all of that. */
function folded(set: Charset, { ignoreCase }: Reader): Charset {
  if (!ignoreCase) return set;
  return intersection(set, beyondAscii).length ? union(foldAscii(set), beyondAscii) : foldAscii(set);
}

const beyondAscii = complement(chars('\0-\x7f'));
const lineEnds = chars('\n\r\u2028\u2029');

const escapes = {
  digit: chars('0-9'),
  word: chars('0-9A-Z_a-z'),
  space: chars('\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'),
} as const;
