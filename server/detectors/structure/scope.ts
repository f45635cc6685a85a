import { expressionEnd, groupAround, isJoint, type Row, stepBack } from './expression.ts';
import { functionAround, functionsOf } from './functions.ts';
import type { Around } from './spec.ts';
import { isKind, isToken, kinds, type Tokens, textOf } from './tokens.ts';

/**
 * The code around a match.
 * @param inner where to look for the function: the match, or the body of the function that it is
 */
export function scopeOf(tokens: Tokens, scope: Around['scope'], row: Row, inner: Row): Row {
  switch (scope) {
    case 'file':
      return { from: 0, to: tokens.count };
    case 'function':
      return functionAround(tokens, inner.from)?.body ?? { from: 0, to: tokens.count };
    case 'outermost':
      return outermost(tokens, inner.from);
    case 'signature':
      return signatureAround(tokens, inner.from);
    case 'block':
      return blockAround(tokens, row.from);
    case 'statement':
      return statementAround(tokens, row);
  }
}

/** With the statement that it stands in: `post(…).then((r) => { … })`. The whole text where there is no function. */
function outermost(tokens: Tokens, i: number): Row {
  const around = functionsOf(tokens).find(({ body }) => body.from <= i && i < body.to);
  if (!around) return { from: 0, to: tokens.count };
  const { from, to } = statementAround(tokens, { from: around.body.from - 1, to: around.body.to });
  return { from, to: Math.max(to, around.body.to) };
}

/** With the word before it: `def`, `function`, `async`. Empty where there is no function, or it has no name. */
function signatureAround(tokens: Tokens, i: number): Row {
  const around = functionAround(tokens, i);
  if (!around?.name) return { from: i, to: i };
  const isWord = isKind(tokens, around.at - 1, kinds.word) && !tokens.first[around.at];
  return { from: isWord ? around.at - 1 : around.at, to: around.body.from };
}

function blockAround(tokens: Tokens, i: number): Row & { readonly open: number } {
  let group = groupAround(tokens, i);
  while (group.open >= 0 && (isToken(tokens, group.open, '(') || isToken(tokens, group.open, '['))) {
    group = groupAround(tokens, group.open);
  }
  return group;
}

/** `f({ a: 1 })`, `x = { a: 1 }`: braces where a value is expected. */
function isObject(tokens: Tokens, open: number): boolean {
  if (!isToken(tokens, open, '{')) return false;
  const before = open - 1;
  if (isKind(tokens, before, kinds.open))
    return !isToken(tokens, before, '{') && tokens.start[before] !== tokens.end[before];
  return isKind(tokens, before, kinds.sign) && /^(?:[,=:?]|\?\?|\|\||&&)$/.test(textOf(tokens, before));
}

/** `list.map { … }`, `list.fold(0) { … }`: a block that a call is given, in the middle of a statement. */
function isLambda(tokens: Tokens, open: number): boolean {
  const close = tokens.partner[open - 1] ?? -1;
  const name = isToken(tokens, open - 1, ')') && close >= 0 ? close - 1 : open - 1;
  if (!isToken(tokens, open, '{') || !isKind(tokens, name, kinds.word) || !isJoint(tokens, name - 1)) return false;
  // if list.isEmpty() { … }
  for (let i = name; i >= 0; i = stepBack(tokens, i)) {
    if (isKind(tokens, i, kinds.word) && controls.has(textOf(tokens, i))) return false;
    if (tokens.first[i] || isToken(tokens, i, ';') || isKind(tokens, i, kinds.open)) return true;
  }
  return true;
}

const controls = new Set(
  'if for while switch match select else elif elsif unless until guard when catch case func fun fn function def class struct impl interface extension enum using lock synchronized foreach try with'.split(
    ' ',
  ),
);

/** From where the line of the statement starts to where the statement ends. */
export function statementAround(tokens: Tokens, row: Row): Row {
  let block = blockAround(tokens, row.from);
  while (block.open >= 0 && (isLambda(tokens, block.open) || isObject(tokens, block.open)))
    block = blockAround(tokens, block.open);
  let from = row.from;
  for (let group = groupAround(tokens, from); group.from > block.from; group = groupAround(tokens, group.open)) {
    from = group.open;
  }
  while (from > block.from && !isToken(tokens, from - 1, ';') && (!tokens.first[from] || isJoint(tokens, from))) {
    const partner = tokens.partner[from - 1]!;
    from = tokens.kind[from - 1] === kinds.close && partner >= 0 ? partner : from - 1;
  }
  let to = Math.max(expressionEnd(tokens, from, block.to), row.to);
  while (to < block.to && isToken(tokens, to, ',')) to = Math.max(expressionEnd(tokens, to + 1, block.to), to + 1);
  return { from, to };
}
