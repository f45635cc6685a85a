import { expressionEnd, groupAround, isJoint, type Row } from './expression.ts';
import { functionAround, functionsOf } from './functions.ts';
import type { Around } from './spec.ts';
import { isKind, isToken, kinds, type Tokens } from './tokens.ts';

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

function blockAround(tokens: Tokens, i: number): Row {
  let group = groupAround(tokens, i);
  while (group.open >= 0 && (isToken(tokens, group.open, '(') || isToken(tokens, group.open, '['))) {
    group = groupAround(tokens, group.open);
  }
  return group;
}

/** From where the line of the statement starts to where the statement ends. */
export function statementAround(tokens: Tokens, row: Row): Row {
  const block = blockAround(tokens, row.from);
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
