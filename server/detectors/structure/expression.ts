import { isKind, isToken, kinds, type Tokens, textOf } from './tokens.ts';

/** A row of tokens: from the first, to before `to`. */
export interface Row {
  readonly from: number;
  readonly to: number;
}

/** The sign as its grammar's other ways to write it say it: `?.` is `.`. */
export function signOf(tokens: Tokens, i: number): string {
  const text = textOf(tokens, i);
  const { same } = tokens.grammar;
  return Object.hasOwn(same, text) ? same[text]! : text;
}

/** Whether the token joins a name to what it belongs to. */
export function isJoint(tokens: Tokens, i: number): boolean {
  if (!isKind(tokens, i, kinds.sign)) return false;
  const sign = signOf(tokens, i);
  return sign === '.' || sign === '::';
}

/** One further, or behind the closing bracket. */
export function stepOver(tokens: Tokens, i: number): number {
  return tokens.kind[i] === kinds.open ? Math.min(tokens.partner[i]! + 1, tokens.count) : i + 1;
}

/** One back, or before the opening bracket. */
export function stepBack(tokens: Tokens, i: number): number {
  const partner = tokens.partner[i - 1]!;
  return tokens.kind[i - 1] === kinds.close && partner >= 0 ? partner : i - 1;
}

/** Where the brackets around a token open and close; the whole text where there are none. */
export function groupAround(tokens: Tokens, i: number): Row & { readonly open: number } {
  const open = i < tokens.count ? parentsOf(tokens)[i]! : -1;
  if (open < 0) return { open: -1, from: 0, to: tokens.count };
  return { open, from: open + 1, to: Math.min(tokens.partner[open]!, tokens.count) };
}

const parents = new WeakMap<Tokens, Int32Array>();

/** By token: the bracket that opens what it stands in; -1 outside of all. Of a bracket: what the pair stands in. */
function parentsOf(tokens: Tokens): Int32Array {
  const known = parents.get(tokens);
  if (known) return known;
  const made = new Int32Array(tokens.count);
  const open: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    while (open.length && tokens.partner[open.at(-1)!]! <= i) open.pop();
    made[i] = open.at(-1) ?? -1;
    if (tokens.kind[i] === kinds.open) open.push(i);
  }
  parents.set(tokens, made);
  return made;
}

/** Where the expression that starts at a token ends: before a comma, a semicolon, a closing bracket, the next statement. */
export function expressionEnd(tokens: Tokens, from: number, limit = tokens.count): number {
  let i = from;
  while (i < limit) {
    const kind = tokens.kind[i];
    if (kind === kinds.close) break;
    if (kind === kinds.sign && (isToken(tokens, i, ',') || isToken(tokens, i, ';'))) break;
    if (kind === kinds.open && i > from && tokens.start[i] === tokens.end[i]) break;
    if (i > from && tokens.first[i] && !goesOn(tokens, i)) break;
    i = stepOver(tokens, i);
  }
  return Math.min(i, limit);
}

/** Whether a token that starts a line continues the expression of the line before. */
function goesOn(tokens: Tokens, i: number): boolean {
  if (tokens.kind[i] === kinds.sign && !/^(?:[@;#!~]|\+\+|--)$/.test(textOf(tokens, i))) return true;
  if (tokens.kind[i - 1] !== kinds.sign) return false;
  return !/^(?:\+\+|--|[;>])$/.test(textOf(tokens, i - 1));
}

/** Where the chain of names, calls and subscripts starts that ends before a token: `a.b(c)[d].e`. */
export function chainStart(tokens: Tokens, end: number): number {
  let i = end;
  while (i > 0) {
    const kind = tokens.kind[i - 1];
    if (kind === kinds.close) {
      const open = tokens.partner[i - 1]!;
      if (open < 0 || tokens.start[open] === tokens.end[open]) break;
      i = open;
      // What is called, or looked into, stands before the bracket; `(a + b).c` has nothing there.
      if (isKind(tokens, i - 1, kinds.close) || isKind(tokens, i - 1, kinds.string)) continue;
      if (!isKind(tokens, i - 1, kinds.word) || tokens.first[i] || isKeyword(tokens, i - 1)) {
        if (isJoint(tokens, i - 1)) i--;
        else break;
      }
      continue;
    }
    if (kind !== kinds.word && kind !== kinds.string) break;
    i--;
    if (isJoint(tokens, i - 1)) i--;
    else break;
  }
  return i < end && isJoint(tokens, i) ? i + 1 : i;
}

/** Where the chain ends that starts at a token. */
export function chainEnd(tokens: Tokens, from: number, limit = tokens.count): number {
  let i = from;
  let value = false;
  while (i < limit) {
    const kind = tokens.kind[i];
    if (isJoint(tokens, i)) {
      value = false;
      i++;
    } else if (kind === kinds.open) {
      if (tokens.start[i] === tokens.end[i] || (value && isToken(tokens, i, '{')) || (value && tokens.first[i])) break;
      i = stepOver(tokens, i);
      value = true;
    } else if ((kind === kinds.word || kind === kinds.string || kind === kinds.number) && !value) {
      i++;
      value = true;
    } else break;
  }
  return Math.min(i, limit);
}

/** Words before which no value ends: what follows them is no call and no subscript of them. */
export function isKeyword(tokens: Tokens, i: number): boolean {
  return isKind(tokens, i, kinds.word) && keywords.has(textOf(tokens, i)) && !isJoint(tokens, i - 1);
}

const keywords = new Set(
  `with using return await yield throw new in of php typeof instanceof void delete case else and or not is if elif elsif unless while until for switch match when
  catch except do try raise print echo assert import from export default go defer async lambda let const var val final public private protected static`.split(
    /\s+/,
  ),
);

/** The parts of a group between its commas (or semicolons, where it has no comma), without an empty one at the end. */
export function itemsOf(tokens: Tokens, row: Row, separators: readonly string[] = [',']): Row[] {
  const items: Row[] = [];
  let from = row.from;
  for (let i = row.from; i < row.to; i = stepOver(tokens, i)) {
    if (tokens.kind[i] !== kinds.sign) continue;
    if (!separators.some((separator) => isToken(tokens, i, separator))) continue;
    items.push({ from, to: i });
    from = i + 1;
  }
  if (from < row.to) items.push({ from, to: row.to });
  return items;
}

/** The arguments of a call, by its opening bracket. */
export function argumentsOf(tokens: Tokens, open: number): Row[] {
  return itemsOf(tokens, { from: open + 1, to: Math.min(tokens.partner[open]!, tokens.count) });
}

/** The name that an assignment whose sign stands at `sign` gives a value: the number of its last token; -1 where it is none. */
export function targetOf(tokens: Tokens, sign: number): number {
  let i = sign - 1;
  if (i < 0) return -1;
  // const name: Type<Of, This> = …, name: Type = …
  for (let j = i, steps = 0; j > 0 && steps < 14; j = stepBack(tokens, j + 1) - 1, steps++) {
    if (tokens.kind[j] === kinds.sign) {
      const text = textOf(tokens, j);
      if (text === ':' || text === '?:') {
        if (isKind(tokens, j - 1, kinds.word) && startsDeclaration(tokens, j - 1)) i = j - 1;
        break;
      }
      if (!/^(?:[<>|.,?&]|=>|\*)$/.test(text)) break;
    }
    if (tokens.first[j]) break;
  }
  const kind = tokens.kind[i];
  return kind === kinds.word || kind === kinds.close || kind === kinds.string ? i : -1;
}

function startsDeclaration(tokens: Tokens, name: number): boolean {
  if (tokens.first[name] || isToken(tokens, name - 1, ',') || isKind(tokens, name - 1, kinds.open)) return true;
  return isKind(tokens, name - 1, kinds.word);
}
