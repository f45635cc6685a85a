import {
  chainStart,
  expressionEnd,
  groupAround,
  isJoint,
  isKeyword,
  itemsOf,
  type Row,
  signOf,
  stepOver,
  targetOf,
} from './expression.ts';
import type { Part, Pattern } from './pattern.ts';
import { bodyOf, isKind, isToken, kinds, sliceOf, type Tokens, textOf, tokenAt } from './tokens.ts';
import { eachOccurrence } from './wordIndex.ts';

/** What the metavariables of a pattern stand for at one place. */
export type Captures = ReadonlyMap<string, Row>;

export interface StructureMatch {
  readonly row: Row;
  readonly captures: Captures;
}

type Accept = (match: StructureMatch) => StructureMatch | boolean;

/**
 * Finds a pattern in a row of tokens, at most once at each place of its anchor.
 * @param accept asked for every way to match; the first that it accepts is taken, or what it gives back for it
 * @param bound what metavariables already stand for
 */
export function findPattern(
  tokens: Tokens,
  pattern: Pattern,
  within: Row,
  accept: Accept = () => true,
  bound: Captures = new Map(),
): StructureMatch[] {
  const found: StructureMatch[] = [];
  for (const anchor of anchorsOf(tokens, pattern, within)) {
    const match = matchAt(tokens, pattern, anchor, within, accept, bound);
    if (match) found.push(match);
  }
  return found;
}

/** Where the part of the pattern may stand that the anchor is, or is in. */
function anchorsOf(tokens: Tokens, { anchor }: Pattern, within: Row): number[] {
  const found = occurrences(tokens, anchor, within);
  if (anchor.depth === 0) return found;
  const groups = found.flatMap((i) => {
    let open = i;
    for (let depth = 0; depth < anchor.depth && open >= 0; depth++) open = groupAround(tokens, open).open;
    return open >= within.from ? [open] : [];
  });
  return [...new Set(groups)];
}

function occurrences(tokens: Tokens, { part, hash }: Pattern['anchor'], within: Row): number[] {
  const found: number[] = [];
  if (within.from >= within.to) return found;
  const from = tokens.start[within.from]!;
  const to = tokens.end[within.to - 1]!;
  if (isBoolean(part.text) || part.text === '') return rowOf(tokens, within, part);
  const add = (at: number): void => {
    const i = tokenAt(tokens, at);
    if (i < within.to && i >= within.from && i !== found.at(-1) && isPart(tokens, i, part)) found.push(i);
  };
  if (tokens.words && hash !== undefined) {
    eachOccurrence(tokens.words, hash, (at) => {
      if (at >= from && at < to) add(at);
    });
    return found;
  }
  const { ignoreCase } = tokens.grammar;
  const text = ignoreCase ? lowered(tokens.text) : tokens.text;
  const word = ignoreCase ? part.text.toLowerCase() : part.text;
  for (let at = text.indexOf(word, from); at >= 0 && at < to; at = text.indexOf(word, at + 1)) add(at);
  return found;
}

function rowOf(tokens: Tokens, within: Row, part: Part): number[] {
  const found: number[] = [];
  for (let i = within.from; i < within.to; i++) if (isPart(tokens, i, part)) found.push(i);
  return found;
}

let lastText = '';
let lastLowered = '';

/** Remembers one text: the patterns of a rule, and the rules of a file, ask for the same one after the other. */
function lowered(text: string): string {
  if (text !== lastText) {
    lastText = text;
    lastLowered = text.toLowerCase();
  }
  return lastLowered;
}

function matchAt(
  tokens: Tokens,
  { parts, anchor }: Pattern,
  at: number,
  within: Row,
  accept: Accept,
  bound: Captures,
): StructureMatch | undefined {
  const captures = new Map(bound);
  let from = at - anchor.index;
  let result: StructureMatch | undefined;
  const end = (to: number): boolean => {
    const match = { row: { from, to }, captures: new Map(captures) };
    const accepted = accept(match);
    if (!accepted) return false;
    result = accepted === true ? match : accepted;
    return true;
  };
  const [first] = parts;
  if (first?.is === 'one') {
    // The anchor is not the first part then, so what stands before the second one is what the first one means.
    const next = from + 1;
    if (next < within.from) return undefined;
    const row = rowBefore(tokens, next, first.string, within);
    if (!row || !capture(tokens, captures, first.name, row)) return undefined;
    from = row.from;
    matchRow(tokens, parts, 1, next, { to: within.to, open: true }, captures, end);
    return result;
  }
  if (from < within.from || !standsAlone(tokens, from, parts, within)) return undefined;
  matchRow(tokens, parts, 0, from, { to: within.to, open: true }, captures, end);
  return result;
}

/** What a metavariable in front stands for: the chain before the next token, or the name that is assigned to. */
function rowBefore(tokens: Tokens, next: number, string: boolean, within: Row): Row | undefined {
  if (next <= within.from) return undefined;
  if (string) return isKind(tokens, next - 1, kinds.string) ? { from: next - 1, to: next } : undefined;
  if (isAssignment(tokens, next)) {
    const target = targetOf(tokens, next);
    if (target < 0) return undefined;
    return { from: Math.max(chainStart(tokens, target + 1), within.from), to: target + 1 };
  }
  const from = Math.max(chainStart(tokens, next), within.from);
  return from < next ? { from, to: next } : undefined;
}

export function isAssignment(tokens: Tokens, i: number): boolean {
  return isToken(tokens, i, '=') || isToken(tokens, i, ':=');
}

/** `verify(x)` is neither `jwt.verify(x)` nor the declaration of a function `verify`. */
function standsAlone(tokens: Tokens, from: number, parts: readonly Part[], within: Row): boolean {
  const [first, second] = parts;
  if (first?.is !== 'word' || from <= within.from) return true;
  if (isJoint(tokens, from - 1)) return isKind(tokens, from - 2, kinds.word) && globals.has(textOf(tokens, from - 2));
  if (second?.is !== 'group' || second.open !== '(' || tokens.first[from]) return true;
  return !isKind(tokens, from - 1, kinds.word) || isKeyword(tokens, from - 1) || isKeyword(tokens, from);
}

/** Objects whose members are known without naming them. */
const globals = new Set(['window', 'globalThis', 'self', 'global', 'top', 'builtins']);

interface End {
  /** Before which token the row ends. */
  readonly to: number;
  /** Whether the row may go on behind the match. */
  readonly open: boolean;
}

type Continue = (to: number) => boolean;

function matchRow(
  tokens: Tokens,
  parts: readonly Part[],
  index: number,
  at: number,
  end: End,
  captures: Map<string, Row>,
  then: Continue,
): boolean {
  if (index === parts.length) return end.open || at === end.to ? then(at) : false;
  const part = parts[index]!;
  if (part.is === 'many') {
    const to = end.open ? statementEnd(tokens, at, end.to) : end.to;
    return withCapture(tokens, captures, part.name, { from: at, to }, () =>
      matchRow(tokens, parts, index + 1, to, end, captures, then),
    );
  }
  if (at >= end.to) return false;
  if (part.is === 'one') return matchOne(tokens, parts, index, at, end, captures, then);
  if (part.is === 'group') {
    const open = part.open === '(' && index > 0 ? afterTypes(tokens, at, end.to) : at;
    if (!opens(tokens, open, part.open)) return false;
    const close = Math.min(tokens.partner[open]!, tokens.count);
    return matchItems(tokens, part, { from: open + 1, to: close }, captures, () =>
      matchRow(tokens, parts, index + 1, Math.min(close + 1, tokens.count), end, captures, then),
    );
  }
  return isPart(tokens, at, part) && matchRow(tokens, parts, index + 1, at + 1, end, captures, then);
}

/** `useState<string | null>(…)`: behind the types, where a bracket follows them; else where it was. */
function afterTypes(tokens: Tokens, at: number, limit: number): number {
  if (!isToken(tokens, at, '<') || !isKind(tokens, at - 1, kinds.word)) return at;
  // a < b && c > (d) compares.
  if (tokens.end[at - 1] !== tokens.start[at]) return at;
  let depth = 0;
  for (let i = at, steps = 0; i < limit && steps < mostTokens; i = stepOver(tokens, i), steps++) {
    if (isToken(tokens, i, '<')) depth++;
    else if (isToken(tokens, i, '>') && --depth === 0) return isToken(tokens, i + 1, '(') ? i + 1 : at;
    else if (isToken(tokens, i, ';') || tokens.kind[i] === kinds.close) return at;
  }
  return at;
}

function matchOne(
  tokens: Tokens,
  parts: readonly Part[],
  index: number,
  at: number,
  end: End,
  captures: Map<string, Row>,
  then: Continue,
): boolean {
  const part = parts[index] as Extract<Part, { is: 'one' }>;
  const go = (to: number): boolean =>
    withCapture(tokens, captures, part.name, { from: at, to }, () =>
      matchRow(tokens, parts, index + 1, to, end, captures, then),
    );
  if (part.string) return tokens.kind[at] === kinds.string && go(at + 1);
  if (index === parts.length - 1) {
    const to = end.open ? expressionEnd(tokens, at, end.to) : end.to;
    return to > at && go(to);
  }
  for (let to = at, steps = 0; to < end.to && steps < mostTokens; steps++) {
    if (tokens.kind[to] === kinds.close || isToken(tokens, to, ';') || isToken(tokens, to, ',')) return false;
    to = stepOver(tokens, to);
    if (to <= end.to && go(to)) return true;
    // A bracket that belongs to the expression may also be the one that the pattern means.
  }
  return false;
}

/** How many tokens (a pair of brackets counts as one) an expression between two known parts may have. */
const mostTokens = 60;

function matchItems(
  tokens: Tokens,
  group: Extract<Part, { is: 'group' }>,
  row: Row,
  captures: Map<string, Row>,
  then: () => boolean,
): boolean {
  const [only] = group.items;
  if (!only) return row.from === row.to ? then() : false;
  if (group.items.length === 1 && only.length === 1 && only[0]!.is === 'many') {
    return withCapture(tokens, captures, only[0]!.name, row, then);
  }
  const items = group.separator === ';' ? statementsOf(tokens, row) : itemsOf(tokens, row);
  const next = (p: number, s: number): boolean => {
    if (p === group.items.length) return s === items.length ? then() : false;
    const pattern = group.items[p]!;
    const [head] = pattern;
    if (pattern.length === 1 && head!.is === 'many') {
      if (p === group.items.length - 1) {
        const rest = { from: items[s]?.from ?? row.to, to: items.length > s ? items.at(-1)!.to : row.to };
        return withCapture(tokens, captures, head!.name, rest, then);
      }
      for (let to = s; to <= items.length; to++) {
        const taken = { from: items[s]?.from ?? row.to, to: to > s ? items[to - 1]!.to : (items[s]?.from ?? row.to) };
        if (withCapture(tokens, captures, head!.name, taken, () => next(p + 1, to))) return true;
      }
      return false;
    }
    const item = items[s];
    if (!item) return false;
    return matchRow(tokens, pattern, 0, item.from, { to: item.to, open: false }, captures, () => next(p + 1, s + 1));
  };
  return next(0, 0);
}

/** The statements of a block: between semicolons, and where a line starts one. */
function statementsOf(tokens: Tokens, row: Row): Row[] {
  const statements: Row[] = [];
  for (let i = row.from; i < row.to; ) {
    if (isToken(tokens, i, ';')) {
      i++;
      continue;
    }
    const to = Math.max(statementEnd(tokens, i, row.to), i + 1);
    statements.push({ from: i, to });
    i = to;
  }
  return statements;
}

function statementEnd(tokens: Tokens, from: number, limit: number): number {
  let i = from;
  while (i < limit) {
    const at = expressionEnd(tokens, i, limit);
    if (at < limit && at > i && isToken(tokens, at, ',')) i = at + 1;
    else if (at < limit && isIndent(tokens, at)) i = stepOver(tokens, at);
    else return at === i ? Math.min(i + (isKind(tokens, i, kinds.close) ? 0 : 1), limit) : at;
    if (i < limit && tokens.first[i]) return i;
  }
  return limit;
}

function isIndent(tokens: Tokens, i: number): boolean {
  return isKind(tokens, i, kinds.open) && tokens.start[i] === tokens.end[i];
}

function opens(tokens: Tokens, i: number, open: string): boolean {
  if (!isKind(tokens, i, kinds.open)) return false;
  return open === 'indent' ? isIndent(tokens, i) : isToken(tokens, i, open);
}

function isPart(tokens: Tokens, i: number, part: Part): boolean {
  if (i < 0 || i >= tokens.count) return false;
  const kind = tokens.kind[i];
  switch (part.is) {
    case 'word':
      if (kind === kinds.word) return sameWord(tokens, textOf(tokens, i), part.text);
      // A key means the same with quotes and without.
      return kind === kinds.string && isKey(tokens, i) && bodyOf(tokens, i) === part.text;
    case 'string':
      if (kind === kinds.string) return sameWord(tokens, bodyOf(tokens, i), part.text);
      return kind === kinds.word && isKey(tokens, i) && textOf(tokens, i) === part.text;
    case 'number':
      return kind === kinds.number && textOf(tokens, i) === part.text;
    case 'sign':
      return kind === kinds.sign && signOf(tokens, i) === part.text;
    default:
      return false;
  }
}

function isKey(tokens: Tokens, i: number): boolean {
  if (!isKind(tokens, i + 1, kinds.sign)) return false;
  const sign = signOf(tokens, i + 1);
  return sign === ':' || sign === '=>' || sign === '=';
}

function sameWord(tokens: Tokens, a: string, b: string): boolean {
  if (a === b) return true;
  return (tokens.grammar.ignoreCase || isBoolean(b)) && a.toLowerCase() === b.toLowerCase();
}

function isBoolean(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'True' || word === 'False';
}

function withCapture(tokens: Tokens, captures: Map<string, Row>, name: string, row: Row, then: () => boolean): boolean {
  if (name === '' || name === '_') return then();
  const before = captures.get(name);
  if (!capture(tokens, captures, name, row)) return false;
  if (then()) return true;
  if (before) captures.set(name, before);
  else captures.delete(name);
  return false;
}

/** The same metavariable stands for the same text everywhere. */
function capture(tokens: Tokens, captures: Map<string, Row>, name: string, row: Row): boolean {
  if (name === '' || name === '_') return true;
  const known = captures.get(name);
  if (known) return sliceOf(tokens, known.from, known.to) === sliceOf(tokens, row.from, row.to);
  captures.set(name, row);
  return true;
}
