import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Random } from './random.ts';

/** Makes a text that a regular expression describes. */
export type RegexSampler = (random: Random) => string;

/**
 * Makes a sampler from a JavaScript regular expression: literals stand; alternatives, lengths and characters are drawn
 * evenly. Look-around and boundaries are passed over, so a text need not match where the expression leans on them, and
 * so are flags in front, as RE2 has them. No repetition runs more than 24 past its least; negated classes and dots give
 * printable ASCII.
 * @param part a group's number; `secret`: the first group, else the whole expression
 * @throws RangeError for a Unicode property, or a group that is not there
 * @throws RegExpSyntaxError where it is no JavaScript regular expression
 */
export function regexSampler(source: string, part: 'whole' | 'secret' | number = 'whole'): RegexSampler {
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source.replace(/^\(\?[a-z]+\)/i, ''));
  const { alternatives } = partOf(pattern, part);
  const characters = new Map<AST.Node, readonly number[]>();
  return (random) => oneOf(alternatives, { random, characters, groups: new Map() });
}

function partOf(pattern: AST.Pattern, part: 'whole' | 'secret' | number): AST.Pattern | AST.CapturingGroup {
  if (part === 'whole') return pattern;
  const groups = groupsIn(pattern.alternatives);
  if (part === 'secret') return groups[0] ?? pattern;
  const group = groups[part - 1];
  if (!group) throw new RangeError(`The regular expression has no group ${part}.`);
  return group;
}

/** The state of one draw. */
interface Draw {
  readonly random: Random;
  /** What each node stands for, kept from draw to draw. */
  readonly characters: Map<AST.Node, readonly number[]>;
  /** What the groups gave so far, for back references. */
  readonly groups: Map<AST.CapturingGroup, string>;
}

/** All capturing groups, in the order of their numbers. */
function groupsIn(alternatives: readonly AST.Alternative[]): AST.CapturingGroup[] {
  const of = (element: AST.Element): AST.CapturingGroup[] => {
    if (element.type === 'Quantifier') return of(element.element);
    if (element.type === 'Group' || isLookaround(element)) return groupsIn(element.alternatives);
    return element.type === 'CapturingGroup' ? [element, ...groupsIn(element.alternatives)] : [];
  };
  return alternatives.flatMap(({ elements }) => elements.flatMap(of));
}

function isLookaround(element: AST.Element): element is AST.LookaroundAssertion {
  return element.type === 'Assertion' && (element.kind === 'lookahead' || element.kind === 'lookbehind');
}

function oneOf(alternatives: readonly AST.Alternative[], draw: Draw): string {
  const { elements } = alternatives[draw.random(alternatives.length)]!;
  return elements.map((element) => textOf(element, draw)).join('');
}

function textOf(element: AST.Element, draw: Draw): string {
  switch (element.type) {
    case 'Assertion':
      return '';
    case 'Backreference':
      return element.ambiguous ? '' : (draw.groups.get(element.resolved) ?? '');
    case 'CapturingGroup': {
      const text = oneOf(element.alternatives, draw);
      draw.groups.set(element, text);
      return text;
    }
    case 'Group':
      return oneOf(element.alternatives, draw);
    case 'Quantifier':
      return repeated(element, draw);
    default:
      return pick(charactersOf(element, draw.characters), draw.random);
  }
}

function repeated({ element, min, max }: AST.Quantifier, draw: Draw): string {
  const most = Math.min(max, min + 24);
  const times = min + draw.random(most - min + 1);
  return Array.from({ length: times }, () => textOf(element, draw)).join('');
}

function pick(characters: readonly number[], random: Random): string {
  return String.fromCodePoint(characters[random(characters.length)]!);
}

type Characters = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/** The code points that a node stands for; never empty. */
function charactersOf(node: Characters, known: Map<AST.Node, readonly number[]>): readonly number[] {
  const before = known.get(node);
  if (before) return before;
  const found = [...new Set(members(node))];
  if (!found.length) throw new RangeError(`Nothing printable matches ${node.raw}.`);
  known.set(node, found);
  return found;
}

function members(node: Characters | AST.CharacterClassElement): readonly number[] {
  switch (node.type) {
    case 'Character':
      return [node.value];
    case 'CharacterClassRange':
      return range(node.min.value, node.max.value);
    case 'CharacterSet':
      return node.kind === 'any' ? calm : node.negate ? without(setOf(node)) : setOf(node);
    case 'CharacterClass': {
      const inside = node.elements.flatMap(members);
      return node.negate ? without(inside) : inside;
    }
    default:
      throw new RangeError(`Cannot make up text for ${node.raw}.`);
  }
}

function setOf(node: AST.CharacterSet): readonly number[] {
  if (node.kind === 'digit') return digits;
  if (node.kind === 'word') return word;
  if (node.kind === 'space') return [0x20];
  throw new RangeError(`Cannot make up text for ${node.raw}.`);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function without(excluded: readonly number[]): readonly number[] {
  const out = new Set(excluded);
  return calm.filter((character) => !out.has(character));
}

const digits = range(0x30, 0x39);
const word = [...digits, ...range(0x41, 0x5a), 0x5f, ...range(0x61, 0x7a)];

/** Printable ASCII without space, quotes, backslash and dollar, which would break out of the literal around them. */
const calm = range(0x21, 0x7e).filter((character) => !'"\'`\\$'.includes(String.fromCharCode(character)));
