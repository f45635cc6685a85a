import type { Grammar } from './grammar.ts';
import { lex } from './lex.ts';
import { bodyOf, isToken, kinds, type Tokens, textOf } from './tokens.ts';
import { hashOf, indexedWords } from './wordIndex.ts';

/** A pattern of code, taken apart: rows of parts, and groups whose items are rows again. */
export type Part =
  | { readonly is: 'word' | 'sign' | 'number' | 'string'; readonly text: string }
  /** `$NAME`: an expression, or a name; `$_` where nobody asks which. In quotes: a string. */
  | { readonly is: 'one'; readonly name: string; readonly string: boolean }
  /** `$$$NAME`: any number of arguments, entries or statements. */
  | { readonly is: 'many'; readonly name: string }
  | {
      readonly is: 'group';
      readonly open: string;
      readonly items: readonly (readonly Part[])[];
      readonly separator: string;
    };

export interface Pattern {
  readonly parts: readonly Part[];
  readonly anchor: Anchor;
  /** The names of its metavariables. */
  readonly names: readonly string[];
}

/** By what matches are looked for: a word, text or number at a place that is known from the first part on. */
export interface Anchor {
  readonly part: Extract<Part, { readonly text: string }>;
  /** The number of the part in the pattern: the anchor itself, or the group that it stands in. One token each stands before. */
  readonly index: number;
  /** In how many brackets of the pattern it stands. */
  readonly depth: number;
  /** That of its first word, by which an index of words finds it; absent where it has none. */
  readonly hash?: number;
}

/**
 * Takes a pattern apart, for texts of one grammar.
 * @throws SyntaxError with a sentence for its author where it is none
 */
export function parsePattern(text: string, grammar: Grammar): Pattern {
  const dollar = grammar.wordCharacters.includes('$') ? grammar : dollars(grammar);
  const tokens = lex(text.trim(), dollar);
  const parts = partsOf(tokens, 0, tokens.count);
  if (!parts.length) throw new SyntaxError('The pattern is empty.');
  const flat = flatten(parts);
  return {
    parts,
    anchor: anchorOf(parts),
    names: [...new Set(flat.flatMap((part) => (part.is === 'one' || part.is === 'many' ? [part.name] : [])))].filter(
      (name) => name !== '' && name !== '_',
    ),
  };
}

/** The grammar with `$` as part of words: metavariables are words. Once a grammar, so that tables are made once. */
function dollars(grammar: Grammar): Grammar {
  const known = withDollar.get(grammar);
  if (known) return known;
  const made = { ...grammar, wordCharacters: `${grammar.wordCharacters}$` };
  withDollar.set(grammar, made);
  return made;
}

const withDollar = new WeakMap<Grammar, Grammar>();

const meta = /^\$(?:[A-Z][A-Z0-9_]*|_)$/;
const manyMeta = /^\$\$\$(?:[A-Z][A-Z0-9_]*)?$/;

function partsOf(tokens: Tokens, from: number, to: number): Part[] {
  const parts: Part[] = [];
  for (let i = from; i < to; i++) {
    const text = textOf(tokens, i);
    switch (tokens.kind[i]) {
      case kinds.word:
        if (manyMeta.test(text)) parts.push({ is: 'many', name: text.slice(3) });
        else if (meta.test(text)) parts.push({ is: 'one', name: text.slice(1), string: false });
        else parts.push({ is: 'word', text });
        break;
      case kinds.number:
        parts.push({ is: 'number', text });
        break;
      case kinds.string: {
        const body = bodyOf(tokens, i);
        if (meta.test(body)) parts.push({ is: 'one', name: body.slice(1), string: true });
        else parts.push({ is: 'string', text: body });
        break;
      }
      case kinds.open: {
        const close = tokens.partner[i]!;
        if (close >= tokens.count) throw new SyntaxError(`Nothing closes the "${text}" of the pattern.`);
        parts.push(groupOf(tokens, i, close));
        i = close;
        break;
      }
      case kinds.sign: {
        const { same } = tokens.grammar;
        parts.push({ is: 'sign', text: Object.hasOwn(same, text) ? same[text]! : text });
        break;
      }
      default:
        throw new SyntaxError(`A pattern cannot hold ${text}.`);
    }
  }
  return parts;
}

function groupOf(tokens: Tokens, open: number, close: number): Part {
  const kind = tokens.start[open] === tokens.end[open] ? 'indent' : textOf(tokens, open);
  const separator = kind === 'indent' || (kind === '{' && hasSign(tokens, open, close, ';')) ? ';' : ',';
  const items: Part[][] = [];
  let from = open + 1;
  for (let i = open + 1; i <= close; i++) {
    if (tokens.kind[i] === kinds.open) i = tokens.partner[i]!;
    else if (i === close || isToken(tokens, i, separator) || (kind === 'indent' && i > from && tokens.first[i])) {
      if (i > from) items.push(partsOf(tokens, from, i));
      from = kind === 'indent' && i < close && !isToken(tokens, i, separator) ? i : i + 1;
    }
  }
  return { is: 'group', open: kind, items, separator };
}

function hasSign(tokens: Tokens, open: number, close: number, sign: string): boolean {
  for (let i = open + 1; i < close; i++) {
    if (tokens.kind[i] === kinds.open) i = tokens.partner[i]!;
    else if (isToken(tokens, i, sign)) return true;
  }
  return false;
}

function flatten(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => (part.is === 'group' ? part.items.flatMap(flatten) : [part]));
}

/**
 * The longest (the longer, the rarer) word, text or number before the first bracket; else the longest in the first
 * brackets. A metavariable in front does not count: what it stands for ends where the next part starts.
 */
function anchorOf(parts: readonly Part[]): Anchor {
  const known = parts.findIndex((part, index) => part.is === 'many' || (part.is === 'one' && index > 0));
  const fixed = known < 0 ? parts : parts.slice(0, known);
  const group = fixed.findIndex(({ is }) => is === 'group');
  const before = fixed.slice(0, group < 0 ? fixed.length : group);
  const found = before.flatMap((part, index) =>
    'text' in part && part.is !== 'sign' ? [{ part, index, depth: 0 }] : [],
  );
  const inside = group < 0 ? [] : anchorsIn(fixed[group]!, group, 1);
  const anchor = longest(found) ?? longest(inside);
  const [word] = anchor ? indexedWords(anchor.part.text) : [];
  if (anchor) return word === undefined ? anchor : { ...anchor, hash: hashOf(word) };
  throw new SyntaxError(
    'A pattern needs a word, a text or a number at its start or in its first brackets, to be found by.',
  );
}

function anchorsIn(group: Part, index: number, depth: number): Anchor[] {
  if (group.is !== 'group') return [];
  return group.items.flat().flatMap((part): Anchor[] => {
    if (part.is === 'group') return anchorsIn(part, index, depth + 1);
    return 'text' in part && part.is !== 'sign' ? [{ part, index, depth }] : [];
  });
}

function longest(anchors: readonly Anchor[]): Anchor | undefined {
  return anchors.reduce<Anchor | undefined>(
    (best, one) => (best && best.part.text.length >= one.part.text.length ? best : one),
    undefined,
  );
}
