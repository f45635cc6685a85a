import type { Grammar } from './grammar.ts';
import { lex } from './lex.ts';
import { bodyOf, isToken, kinds, type Tokens, textOf } from './tokens.ts';

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
  /** The part by which matches are looked for: a word, string or number with a fixed number of tokens before it. */
  readonly anchor: number;
  /** All words and strings, one of each of which stands in every match. */
  readonly words: readonly string[];
  /** The names of its metavariables. */
  readonly names: readonly string[];
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
    words: [
      ...new Set(
        flat.flatMap((part) =>
          (part.is === 'word' || part.is === 'string') &&
          part.text.length > 1 &&
          !/^(?:true|false|null|nil|none)$/i.test(part.text)
            ? [part.text]
            : [],
        ),
      ),
    ],
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

/** The first word, string or number whose place in a match is known from the first part on, a metavariable in front aside. */
function anchorOf(parts: readonly Part[]): number {
  let best = -1;
  for (const [index, part] of parts.entries()) {
    if (part.is === 'group' || part.is === 'many' || (part.is === 'one' && index > 0)) break;
    if (part.is === 'one' || part.is === 'sign') continue;
    // The longer the word, the rarer.
    if (best < 0 || part.text.length > (parts[best] as { text: string }).text.length) best = index;
  }
  if (best >= 0) return best;
  throw new SyntaxError(
    'A pattern needs a word or a text before its first bracket and its second metavariable, to be found by.',
  );
}
