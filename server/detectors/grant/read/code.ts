import { type DocumentNode, type Entry, expressionNode, type MapNode, stringNode } from '../../document/node.ts';
import { isJoint, itemsOf, type Row, signOf, stepOver, targetOf } from '../../structure/expression.ts';
import { bodyOf, isKind, isToken, kinds, sliceOf, spanOf, type Tokens, textOf } from '../../structure/tokens.ts';
import { unescaped } from './embedded.ts';

/**
 * Reads an expression of a program as the tree that a configuration text has: object and dictionary literals, structs and
 * keyword arguments are maps; arrays and `List.of(…)` are lists; a call is an expression with its arguments. In any
 * language, because it reads tokens and brackets only. What a program works out stays as its text.
 * @param row the tokens of the expression
 */
export function nodeOf(tokens: Tokens, row: Row, depth = 0): DocumentNode {
  const span = spanOf(tokens, row);
  const whole = (): DocumentNode => expressionNode(sliceOf(tokens, row.from, row.to).slice(0, 200), span);
  if (depth > deepest || row.to <= row.from) return whole();
  const from = behindPrefix(tokens, row);
  const first = tokens.kind[from];
  if (from === row.to - 1 && first === kinds.string) return textNode(tokens, from);
  if (first === kinds.number && from === row.to - 1)
    return { kind: 'scalar', span, value: Number(textOf(tokens, from)), literal: true };
  if (first === kinds.open && stepOver(tokens, from) >= row.to) return groupNode(tokens, from, depth);
  if (hasPlus(tokens, row)) return joinedNode(tokens, row);
  // Everything up to the last pair of brackets names what is called or made.
  const open = lastGroup(tokens, { from, to: row.to });
  if (open > from) return callNode(tokens, { from, to: row.to }, open, depth);
  const word = sliceOf(tokens, from, row.to);
  const constant = constants.get(word);
  if (constant !== undefined) return { kind: 'scalar', span, value: constant, literal: true };
  return expressionNode(word.slice(0, 200), span);
}

/** Nothing a person writes is nested like this; what is deeper stays as its text. */
const deepest = 40;

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['nil', null],
]);

/** The map of the entries between two brackets: `key: value`, `key = value`, `key => value`. */
export function mapOf(tokens: Tokens, open: number, depth = 0): MapNode {
  const inner = { from: open + 1, to: Math.min(tokens.partner[open]!, tokens.count) };
  const entries: Entry[] = [];
  for (const item of itemsOf(tokens, inner)) {
    const entry = entryOf(tokens, item, depth);
    if (entry) entries.push(entry);
    // new PolicyStatement({ … }) and Args(opts, key=…): the entries of a literal among arguments are arguments, too.
    else if (isToken(tokens, open, '(')) {
      const node = nodeOf(tokens, item, depth + 1);
      if (node.kind === 'map') entries.push(...node.entries);
    }
  }
  return { kind: 'map', span: spanOf(tokens, { from: open, to: stepOver(tokens, open) }), entries };
}

function entryOf(tokens: Tokens, { from, to }: Row, depth: number): Entry | undefined {
  if (to <= from) return undefined;
  let at = from;
  // ["key"] = value, [Names.Key]: value
  const inBrackets = isToken(tokens, at, '[') && isKind(tokens, at + 1, kinds.string);
  const name = inBrackets ? at + 1 : at;
  if (!isKind(tokens, name, kinds.word) && !isKind(tokens, name, kinds.string)) return undefined;
  at = inBrackets ? stepOver(tokens, at) : at + 1;
  const key = bodyOf(tokens, name);
  const start = tokens.start[name]!;
  const keySpan = isKind(tokens, name, kinds.string)
    ? { start: tokens.start[name]! + tokens.opening[name]!, end: tokens.end[name]! - tokens.closing[name]! }
    : { start, end: tokens.end[name]! };
  if (at >= to) {
    // { actions }: the name of a variable is the key.
    if (isKind(tokens, name, kinds.string)) return undefined;
    return { key, keySpan, value: expressionNode(key, keySpan) };
  }
  const sign = signOf(tokens, at);
  if (sign !== ':' && sign !== '=' && sign !== '=>') return undefined;
  return { key, keySpan, value: nodeOf(tokens, { from: at + 1, to }, depth + 1) };
}

/** Words and signs before a value that do not change it. */
function behindPrefix(tokens: Tokens, { from, to }: Row): number {
  let at = from;
  while (at < to - 1) {
    const text = textOf(tokens, at);
    if (text !== 'new' && text !== 'await' && text !== '&' && text !== '*' && text !== 'const') break;
    at++;
  }
  return at;
}

function textNode(tokens: Tokens, i: number): DocumentNode {
  const span = spanOf(tokens, { from: i, to: i + 1 });
  const body = bodyOf(tokens, i);
  const value = body.includes('\\') ? unescaped(body).value : body;
  if (isFormat(tokens, i) && body.includes('{')) return expressionNode(dollars(value), span);
  return stringNode(value, span);
}

/** Whether the letters before the quote say that `{name}` is filled in. */
function isFormat(tokens: Tokens, i: number): boolean {
  const opening = tokens.text.slice(tokens.start[i]!, tokens.start[i]! + tokens.opening[i]!);
  return /^(?:[a-z]*f[a-z]*["']|\$@?["']|@\$")/i.test(opening);
}

function dollars(text: string): string {
  return text.replace(/(?<!\$)\{/g, '${');
}

function hasPlus(tokens: Tokens, { from, to }: Row): boolean {
  for (let i = from; i < to; i = stepOver(tokens, i)) {
    if (isKind(tokens, i, kinds.sign) && signOf(tokens, i) === '+') return true;
    // Of Python, C and their like: strings behind each other are one.
    if (i > from && isKind(tokens, i, kinds.string) && isKind(tokens, i - 1, kinds.string)) return true;
  }
  return false;
}

/** Strings put together; what is no string is filled in. */
function joinedNode(tokens: Tokens, row: Row): DocumentNode {
  let value = '';
  let isFilled = false;
  for (let i = row.from; i < row.to; ) {
    if (isKind(tokens, i, kinds.string)) {
      const node = textNode(tokens, i);
      value += node.kind === 'scalar' ? String(node.value) : '';
      if (node.kind !== 'scalar' || !node.literal) isFilled = true;
      i++;
    } else if (isKind(tokens, i, kinds.sign) && signOf(tokens, i) === '+') i++;
    else {
      const start = i;
      while (i < row.to && !(isKind(tokens, i, kinds.sign) && signOf(tokens, i) === '+')) i = stepOver(tokens, i);
      value += `\${${sliceOf(tokens, start, i).replace(/[{}]/g, '').slice(0, 60)}}`;
      isFilled = true;
    }
  }
  const span = spanOf(tokens, row);
  return isFilled ? expressionNode(value, span) : stringNode(value, span);
}

function groupNode(tokens: Tokens, open: number, depth: number): DocumentNode {
  const inner = { from: open + 1, to: Math.min(tokens.partner[open]!, tokens.count) };
  const items = itemsOf(tokens, inner);
  if (isToken(tokens, open, '{') && (!items.length || items.some((item) => isEntry(tokens, item)))) {
    return mapOf(tokens, open, depth);
  }
  // Ruby and PHP write maps in other brackets: ['key' => 'value'].
  if (isToken(tokens, open, '[') && items.length && items.every((item) => isEntry(tokens, item))) {
    return mapOf(tokens, open, depth);
  }
  if (isToken(tokens, open, '(') && items.length === 1) return nodeOf(tokens, items[0]!, depth + 1);
  return listNode(tokens, open, items, depth);
}

function isEntry(tokens: Tokens, { from, to }: Row): boolean {
  if (to - from < 2) return false;
  if (!isKind(tokens, from, kinds.word) && !isKind(tokens, from, kinds.string)) return isToken(tokens, from, '[');
  const sign = isKind(tokens, from + 1, kinds.sign) ? signOf(tokens, from + 1) : '';
  return sign === ':' || sign === '=' || sign === '=>';
}

function listNode(tokens: Tokens, open: number, items: readonly Row[], depth: number): DocumentNode {
  return {
    kind: 'list',
    span: spanOf(tokens, { from: open, to: stepOver(tokens, open) }),
    items: items.map((item) => nodeOf(tokens, item, depth + 1)),
  };
}

/** The opening bracket of the group that ends the row; -1 where none does. */
function lastGroup(tokens: Tokens, { from, to }: Row): number {
  for (let i = from; i < to; i = stepOver(tokens, i)) {
    if (tokens.kind[i] === kinds.open && stepOver(tokens, i) >= to) return i;
  }
  return -1;
}

/** Makers of lists: `List.of`, `Arrays.asList`, `jsii.Strings`, `pulumi.StringArray{}`, `new[] {}`, `[]string{}`. */
const listMakers =
  /^(?:of|asList|Strings|singletonList|singleton|list|listOf|mutableListOf|setOf|set|tuple|newArrayList|StringArray|ToStringArray|List|Arrays?|string|String|StringPtr|vec|Set|HashSet|array)$/;
/** Makers of maps from `key, value, key, value`. */
const mapMakers = /^(?:Map|ImmutableMap)\.of$/;
/** What hands on what it is given: text made of an object, or a string in another type. */
const transparent =
  /^(?:JSON\.stringify|json\.dumps|JSON\.generate|jsonStringify|json_stringify|pulumi\.(?:interpolate|jsonStringify|String|Output\.json_dumps)|jsii\.String|to_json|json_encode|JsonSerializer\.Serialize|json\.Marshal|aws\.String|ToJsonString|toJsonString|Output\.json_dumps|Output\.JsonSerialize|dict|Map|mapOf)$/;

function callNode(tokens: Tokens, row: Row, open: number, depth: number): DocumentNode {
  const name = calledName(tokens, row.from, open);
  const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  const inner = { from: open + 1, to: Math.min(tokens.partner[open]!, tokens.count) };
  const items = itemsOf(tokens, inner);
  const span = spanOf(tokens, row);
  if (last === 'build' && !items.length) {
    const made = builderNode(tokens, row, depth);
    if (made) return made;
  }
  const isMap = items.length > 0 && items.every((item) => isEntry(tokens, item));
  if (mapMakers.test(name)) return mapOfPairs(tokens, open, items, depth);
  if (isToken(tokens, open, '{')) {
    if (isMap) return mapOf(tokens, open, depth);
    return listNode(tokens, open, items, depth);
  }
  if (transparent.test(name) && items.length === 1 && !isMap) return nodeOf(tokens, items[0]!, depth + 1);
  if (isMap) return { ...mapOf(tokens, open, depth), span };
  if (items.length === 1 && (last === 'String' || last === 'str')) return nodeOf(tokens, items[0]!, depth + 1);
  if (listMakers.test(last)) return listNode(tokens, open, items, depth);
  return {
    ...expressionNode(sliceOf(tokens, row.from, row.to).slice(0, 200), span),
    call: { name: last, arguments: items.map((item) => nodeOf(tokens, item, depth + 1)) },
  };
}

/** `a.b.c`, without what stands in brackets: types and calls before. */
function calledName(tokens: Tokens, from: number, open: number): string {
  let name = '';
  for (let i = from; i < open; i = stepOver(tokens, i)) {
    if (tokens.kind[i] === kinds.word) name += textOf(tokens, i);
    else if (isJoint(tokens, i)) name += '.';
    else if (isToken(tokens, i, '<')) break;
  }
  return name;
}

/** `X.Builder.create().actions(List.of("…")).build()`: each call of the chain is an entry. */
function builderNode(tokens: Tokens, row: Row, depth: number): MapNode | undefined {
  const entries: Entry[] = [];
  for (let i = row.from; i < row.to; i = stepOver(tokens, i)) {
    if (!isKind(tokens, i, kinds.word) || !isToken(tokens, i + 1, '(') || !isJoint(tokens, i - 1)) continue;
    const key = textOf(tokens, i);
    const items = itemsOf(tokens, { from: i + 2, to: Math.min(tokens.partner[i + 1]!, tokens.count) });
    if (key === 'build' || key === 'create' || key === 'builder' || !items.length) continue;
    const keySpan = spanOf(tokens, { from: i, to: i + 1 });
    const value = items.length === 1 ? nodeOf(tokens, items[0]!, depth + 1) : listNode(tokens, i + 1, items, depth);
    entries.push({ key, keySpan, value });
  }
  return entries.length ? { kind: 'map', span: spanOf(tokens, row), entries } : undefined;
}

function mapOfPairs(tokens: Tokens, open: number, items: readonly Row[], depth: number): MapNode {
  const entries: Entry[] = [];
  for (let index = 0; index + 1 < items.length; index += 2) {
    const key = nodeOf(tokens, items[index]!, depth + 1);
    if (key.kind !== 'scalar') continue;
    entries.push({ key: String(key.value), keySpan: key.span, value: nodeOf(tokens, items[index + 1]!, depth + 1) });
  }
  return { kind: 'map', span: spanOf(tokens, { from: open, to: stepOver(tokens, open) }), entries };
}

/** What the names of a file stand for that are given a value once. */
export function constantsOfCode(tokens: Tokens): (name: string) => DocumentNode | undefined {
  let known: Map<string, number> | undefined;
  return (name) => {
    known ??= assignmentsOf(tokens);
    const sign = known.get(name);
    if (sign === undefined || sign < 0) return undefined;
    let to = sign + 1;
    while (to < tokens.count && !isToken(tokens, to, ';') && tokens.kind[to] !== kinds.close) {
      if (to > sign + 1 && tokens.first[to] && !isToken(tokens, to, '+') && !isToken(tokens, to, '.')) break;
      to = stepOver(tokens, to);
    }
    return nodeOf(tokens, { from: sign + 1, to: Math.min(to, tokens.count) });
  };
}

/** The sign of the one assignment of each name; -1 where there are several. */
function assignmentsOf(tokens: Tokens): Map<string, number> {
  const known = new Map<string, number>();
  for (let i = 1; i < tokens.count - 1; i++) {
    if (!isToken(tokens, i, '=') && !isToken(tokens, i, ':=')) continue;
    const target = targetOf(tokens, i);
    if (target < 0 || !isKind(tokens, target, kinds.word)) continue;
    const name = textOf(tokens, target);
    known.set(name, known.has(name) ? -1 : i);
  }
  return known;
}
