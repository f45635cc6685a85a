import type { Grammar, Quote } from './grammar.ts';
import { kinds, type Tokens } from './tokens.ts';

/**
 * Cuts a text, or a part of it, into tokens. Linear in its length, and content with anything: a quote that nobody
 * closes on its line is no string (an apostrophe in JSX, a word half typed), a bracket without its other half ends with
 * what stands around it.
 * @param from UTF-16 offset to start at
 * @param to UTF-16 offset to stop before
 */
export function lex(text: string, grammar: Grammar, from = 0, to = text.length): Tokens {
  const list = tokenList(to - from);
  const comments: { start: number; end: number }[] = [];
  const open: number[] = [];
  const margins: number[] = [0];
  const words = wordTable(grammar.wordCharacters);
  const indent = grammar.layout === 'indent';
  const { commentStarts, quoteStarts } = startsOf(grammar);
  let fresh = true;
  let brackets = 0;

  const push = (is: number, begin: number, finish: number, opening = 0, closing = 0): void => {
    add(list, is, begin, finish, opening, closing, fresh);
    fresh = false;
  };
  const close = (opener: number, closer: number): void => {
    list.partner[opener] = closer;
    if (closer < list.count) list.partner[closer] = opener;
  };
  /** Ends the indented blocks that a line at this margin has left. */
  const dedent = (margin: number, at: number): void => {
    while (margins.length > 1 && margins.at(-1)! > margin && open.length && isLayout(open.at(-1)!)) {
      margins.pop();
      push(kinds.close, at, at);
      close(open.pop()!, list.count - 1);
    }
  };
  const isLayout = (i: number): boolean => list.start[i] === list.end[i];

  let i = from;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === 10) {
      fresh = true;
      i++;
      continue;
    }
    if (code <= 32 || code === 0xfeff || code === 0xa0) {
      i++;
      continue;
    }
    if (code === 92 && (text.charCodeAt(i + 1) === 10 || text.charCodeAt(i + 1) === 13)) {
      // The line goes on.
      i = text.indexOf('\n', i) + 1 || to;
      continue;
    }
    const comment = code < 128 && commentStarts[code] ? commentAt(text, i, to, grammar) : i;
    if (comment > i) {
      comments.push({ start: i, end: comment });
      i = comment;
      continue;
    }
    if (indent && fresh && brackets === 0 && !continues(text, i)) {
      const margin = i - lineStart(text, i);
      const current = margins.at(-1)!;
      if (margin > current && list.count) {
        margins.push(margin);
        open.push(list.count);
        push(kinds.open, i, i);
        fresh = true;
      } else if (margin < current) {
        dedent(margin, i);
        fresh = true;
      }
    }
    if (code < 128 && quoteStarts[code]) {
      const string = stringAt(text, i, to, grammar, true);
      if (string) {
        push(kinds.string, i, string.end, string.body - i, string.end - string.bodyEnd);
        i = string.end;
        continue;
      }
    }
    if (words[code] || code > 127) {
      let j = i + 1;
      while (j < to && (words[text.charCodeAt(j)] || text.charCodeAt(j) > 127)) j++;
      const isNumber = code >= 48 && code <= 57;
      if (isNumber) {
        // 1.5, and not 1..2 or 1.method
        if (text.charCodeAt(j) === 46 && isDigit(text.charCodeAt(j + 1))) {
          j++;
          while (j < to && words[text.charCodeAt(j)]) j++;
        }
        push(kinds.number, i, j);
        i = j;
        continue;
      }
      if (grammar.prefixes && quoteStarts[text.charCodeAt(j)] && grammar.prefixes.test(text.slice(i, j))) {
        const prefix = text.slice(i, j).toLowerCase();
        const string = stringAt(text, j, to, grammar, !prefix.includes('r'));
        if (string) {
          push(kinds.string, i, string.end, string.body - i, string.end - string.bodyEnd);
          i = string.end;
          continue;
        }
      }
      push(kinds.word, i, j);
      i = j;
      continue;
    }
    if (code === 40 || code === 91 || code === 123) {
      brackets++;
      open.push(list.count);
      push(kinds.open, i, i + 1);
      i++;
      continue;
    }
    if (code === 41 || code === 93 || code === 125) {
      const opener = code === 41 ? 40 : code - 2;
      let depth = open.length - 1;
      while (depth >= 0 && (isLayout(open[depth]!) || text.charCodeAt(list.start[open[depth]!]!) !== opener)) depth--;
      if (depth >= 0) {
        const closer = list.count;
        push(kinds.close, i, i + 1);
        while (open.length > depth) {
          const last = open.pop()!;
          if (isLayout(last)) margins.pop();
          else brackets--;
          if (open.length === depth) close(last, closer);
          else list.partner[last] = closer;
        }
      } else push(kinds.sign, i, i + 1);
      i++;
      continue;
    }
    if (grammar.symbols && code === 58) {
      const symbol = symbolEnd(text, i, words);
      if (symbol) {
        push(kinds.string, i, symbol, 1);
        i = symbol;
        continue;
      }
    }
    if (grammar.regexes && code === 47) {
      const finish = regexCanStart(text, list) ? regexEnd(text, i, to) : 0;
      if (finish) {
        push(kinds.regex, i, finish);
        i = finish;
        continue;
      }
    }
    const sign = signAt(text, i);
    push(kinds.sign, i, i + sign);
    i += sign;
  }
  fresh = true;
  dedent(-1, to);
  for (const opener of open) list.partner[opener] = list.count;
  return { text, grammar, ...list, comments };
}

/** Tokens being collected, in typed lists that grow: several times faster than lists of objects, and less to clear away. */
interface TokenList {
  count: number;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  opening: Uint8Array;
  closing: Uint8Array;
  partner: Int32Array;
  first: Uint8Array;
}

function tokenList(characters: number): TokenList {
  // Code has a token every four or five characters.
  const size = (characters >> 2) + 16;
  return {
    count: 0,
    kind: new Uint8Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    opening: new Uint8Array(size),
    closing: new Uint8Array(size),
    partner: new Int32Array(size),
    first: new Uint8Array(size),
  };
}

function add(
  list: TokenList,
  kind: number,
  start: number,
  end: number,
  opening: number,
  closing: number,
  first: boolean,
): void {
  const i = list.count++;
  if (i === list.kind.length) grow(list);
  list.kind[i] = kind;
  list.start[i] = start;
  list.end[i] = end;
  list.opening[i] = opening;
  list.closing[i] = closing;
  list.partner[i] = -1;
  list.first[i] = first ? 1 : 0;
}

function grow(list: TokenList): void {
  const size = list.kind.length * 2;
  const bytes = (old: Uint8Array): Uint8Array => {
    const made = new Uint8Array(size);
    made.set(old);
    return made;
  };
  const integers = (old: Int32Array): Int32Array => {
    const made = new Int32Array(size);
    made.set(old);
    return made;
  };
  list.kind = bytes(list.kind);
  list.start = integers(list.start);
  list.end = integers(list.end);
  list.opening = bytes(list.opening);
  list.closing = bytes(list.closing);
  list.partner = integers(list.partner);
  list.first = bytes(list.first);
}

/** By code unit: whether a comment, or a string, can start with it. */
function startsOf(grammar: Grammar): { readonly commentStarts: Uint8Array; readonly quoteStarts: Uint8Array } {
  const known = starts.get(grammar);
  if (known) return known;
  const commentStarts = new Uint8Array(128);
  // One that opens with a line break is looked for at the character behind it.
  for (const [open] of grammar.blockComments) commentStarts[open.trimStart().charCodeAt(0)] = 1;
  for (const leader of grammar.lineComments) commentStarts[leader.charCodeAt(0)] = 1;
  const quoteStarts = new Uint8Array(128);
  for (const { open } of grammar.quotes) quoteStarts[open.charCodeAt(0)] = 1;
  const made = { commentStarts, quoteStarts };
  starts.set(grammar, made);
  return made;
}

const starts = new WeakMap<Grammar, ReturnType<typeof startsOf>>();

/** By code unit: whether it belongs to a word. */
function wordTable(more: string): Uint8Array {
  const known = wordTables.get(more);
  if (known) return known;
  const table = new Uint8Array(128);
  for (const character of `abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_${more}`) {
    table[character.charCodeAt(0)] = 1;
  }
  wordTables.set(more, table);
  return table;
}

const wordTables = new Map<string, Uint8Array>();

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function lineStart(text: string, i: number): number {
  return text.lastIndexOf('\n', i - 1) + 1;
}

/** A line that starts like this goes on with the one before: `.method()`, `&& other`, `|> next`. */
function continues(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code === 46) return true;
  const next = text.charCodeAt(i + 1);
  return (code === 38 && (next === 46 || next === 38)) || (code === 124 && (next === 124 || next === 62));
}

/** Where a comment that starts here ends; `i` where none does. */
function commentAt(text: string, i: number, to: number, grammar: Grammar): number {
  const code = text.charCodeAt(i);
  for (const [open, close] of grammar.blockComments) {
    const at = open.charCodeAt(0) === 10 ? i - 1 : i;
    if (at < 0 || !text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? to : Math.min(end + close.length, to);
  }
  for (const leader of grammar.lineComments) {
    if (code !== leader.charCodeAt(0) || !text.startsWith(leader, i)) continue;
    if (code === 35 && grammar.hashNeedsGap && i > 0 && !/[\s;{}(]/.test(text[i - 1]!)) continue;
    // An address, in a text whose quotes we do not know: https://…
    if (leader === '//' && text[i - 1] === ':' && /[a-z]/i.test(text[i - 2] ?? '')) continue;
    const end = text.indexOf('\n', i);
    return end < 0 || end > to ? to : end;
  }
  return i;
}

interface Quoted {
  readonly end: number;
  readonly body: number;
  readonly bodyEnd: number;
}

function stringAt(text: string, i: number, to: number, grammar: Grammar, escapes: boolean): Quoted | undefined {
  for (const quote of grammar.quotes) {
    if (!text.startsWith(quote.open, i)) continue;
    const body = i + quote.open.length;
    const bodyEnd = closing(text, body, to, quote, escapes);
    if (bodyEnd >= 0) return { end: bodyEnd + quote.close.length, body, bodyEnd };
  }
  return undefined;
}

/** Where the quote closes; -1 where it does not. */
function closing(text: string, from: number, to: number, quote: Quote, escapes: boolean): number {
  const escaping = escapes && quote.escape ? quote.escape.charCodeAt(0) : -1;
  const last = quote.close.charCodeAt(0);
  const nests = quote.open === '`' && quote.holes.includes('${');
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === escaping) {
      i++;
      continue;
    }
    if (code === last && text.startsWith(quote.close, i)) {
      if (quote.doubled && text.startsWith(quote.close, i + quote.close.length)) {
        i += quote.close.length;
        continue;
      }
      return i;
    }
    if (code === 10 && !quote.lines) return -1;
    if (nests && code === 36 && text.charCodeAt(i + 1) === 123) i = holeEnd(text, i + 2, to);
  }
  return -1;
}

/** Of code in a template literal: where its closing brace stands. */
function holeEnd(text: string, from: number, to: number): number {
  let depth = 1;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return i;
    else if (code === 34 || code === 39) {
      const close = text.indexOf(text[i]!, i + 1);
      const line = text.indexOf('\n', i + 1);
      if (close > 0 && (line < 0 || close < line)) i = close;
    } else if (code === 96) {
      // A literal within: its end is the next backtick that is not escaped; what is nested deeper is rare.
      i++;
      while (i < to && text.charCodeAt(i) !== 96) i += text.charCodeAt(i) === 92 ? 2 : 1;
    }
  }
  return to;
}

function symbolEnd(text: string, i: number, words: Uint8Array): number {
  const before = text.charCodeAt(i - 1);
  if (before === 58 || words[before] || text.charCodeAt(i + 1) === 58) return 0;
  let j = i + 1;
  if (!words[text.charCodeAt(j)] || isDigit(text.charCodeAt(j))) return 0;
  while (words[text.charCodeAt(j)]) j++;
  return j;
}

/** After a value `/` divides; after a sign or a word such as `return` it starts a regular expression. */
function regexCanStart(text: string, { count, kind, start, end }: TokenList): boolean {
  const last = count - 1;
  if (last < 0) return true;
  switch (kind[last]) {
    case kinds.open:
      return true;
    case kinds.sign: {
      const code = text.charCodeAt(end[last]! - 1);
      return code !== 60 && code !== 47;
    }
    case kinds.word:
      return /^(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield)$/.test(
        text.slice(start[last], end[last]),
      );
    default:
      return false;
  }
}

function regexEnd(text: string, i: number, to: number): number {
  let inClass = false;
  for (let j = i + 1; j < to; j++) {
    const code = text.charCodeAt(j);
    if (code === 10) return 0;
    if (code === 92) j++;
    else if (code === 91) inClass = true;
    else if (code === 93) inClass = false;
    else if (code === 47 && !inClass) {
      j++;
      while (j < to && /[a-z]/.test(text[j]!)) j++;
      return j;
    }
  }
  return 0;
}

/** How long the sign is that stands here. */
function signAt(text: string, i: number): number {
  // Most signs stand alone: only those that go on with another sign are worth a look.
  if (!isSign(text.charCodeAt(i + 1))) return 1;
  const two = text.slice(i, i + 2);
  if (isSign(text.charCodeAt(i + 2)) && threes.has(two + text[i + 2]!)) return 3;
  return twos.has(two) ? 2 : 1;
}

/** Signs that can be the second or third of a longer one. */
function isSign(code: number): boolean {
  return (
    code === 61 || // =
    code === 62 || // >
    code === 38 || // &
    code === 124 || // |
    code === 63 || // ?
    code === 46 || // .
    code === 58 || // :
    code === 45 || // -
    code === 43 || // +
    code === 42 || // *
    code === 60 || // <
    code === 126 // ~
  );
}

const threes = new Set(['===', '!==', '...', '??=', '||=', '&&=', '?->', '**=', '<=>']);
const twos = new Set(
  '=> == != <= >= && || ?? ?. :: -> := += -= *= /= .= |= &= .. << ** |> &. !. ++ -- =~ !~ <- ?:'.split(' '),
);
