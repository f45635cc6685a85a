import { type Refusal, reasons, refuse } from '../refusal.ts';
import { lineBetween, next, opening, previous, textOf } from '../tokens.ts';
import { colonKind, isCallOrIndex, isTypePosition, operandKeywords } from './grammar.ts';
import { entity, isWhole, type Literal } from './literal.ts';
import type { JsTokens } from './tokens.ts';

/** Why no expression can take the literal's place; undefined where one can. */
export function roleRefusal(tokens: JsTokens, literal: Literal): Refusal | undefined {
  const { kind, first } = literal;
  if (kind === 'jsxText') return undefined;
  if (kind === 'jsxString') {
    const written = tokens.text.slice(literal.content.start, literal.content.end);
    const plain = isWhole(tokens, literal) || !(written.match(entity) || /[\r\n]/.test(written));
    return plain ? undefined : refuse('The attribute holds character references or several lines.');
  }
  // A later part of a template: what matters is where the template begins.
  if (kind === 'template') return templateRefusal(tokens, opening(tokens, first));
  return stringRefusal(tokens, literal);
}

function templateRefusal(tokens: JsTokens, first: number): Refusal | undefined {
  if (isTypePosition(tokens, first)) return refuse(reasons.typed);
  return isCallOrIndex(tokens, first)
    ? refuse('A tagged template gives its text to a function as it is written.')
    : undefined;
}

function stringRefusal(tokens: JsTokens, { first, last }: Literal): Refusal | undefined {
  const at = previous(tokens, first);
  const after = next(tokens, last);
  const left = textOf(tokens, at);
  const right = textOf(tokens, after);
  const parent = tokens.list[first]!.parent;
  const brace = tokens.list[parent]?.brace;
  if (isModuleName(tokens, first)) return refuse('It is the name of a module.');
  if (brace === 'enum') return refuse('The members of an enum with texts are constants.');
  if (isKey(tokens, first, last)) return refuse('It is a key here, and not a value.');
  if (isAlone(tokens, at, last, after)) return refuse(reasons.statement);
  if (right === 'as' && textOf(tokens, after + 1) === 'const') return refuse('`as const` takes nothing but a literal.');
  if (left === '>' && textOf(tokens, at - 1) === 'const') return refuse('`<const>` takes nothing but a literal.');
  if (isTypePosition(tokens, first) || (tokens.typed && /^[>|&]$/.test(right))) return refuse(reasons.typed);
  if (right === '(' || /^=$|^`/.test(right)) return refuse(reasons.noExpression);
  if (first !== last && /^(?:\.|\?\.|\[|\*|\/|%)$/.test(right)) return refuse(reasons.pieces);
  const afterName = tokens.list[at]?.kind === 'name' && !operandKeywords.has(left);
  return afterName ? refuse(reasons.noExpression) : undefined;
}

/** Whether the string says which module to import, what of it, or with which attributes. */
function isModuleName(tokens: JsTokens, first: number): boolean {
  if (/^(?:from|import)$/.test(textOf(tokens, previous(tokens, first)))) return true;
  const { parent } = tokens.list[first]!;
  if (tokens.list[parent]?.brace === 'names') return true;
  if (textOf(tokens, parent) !== '{') return false;
  return /^(?:with|assert)$/.test(textOf(tokens, parent - 1)) && tokens.list[parent - 2]?.kind === 'string';
}

function isKey(tokens: JsTokens, first: number, last: number): boolean {
  const at = previous(tokens, first);
  const right = textOf(tokens, next(tokens, last));
  const parent = tokens.list[first]!.parent;
  if (right === '?' && textOf(tokens, next(tokens, last) + 1) === ':') return true;
  if (right === ':') return textOf(tokens, at) !== 'case' && colonKind(tokens, next(tokens, last)) !== 'ternary';
  return at < 0 && right === '' && textOf(tokens, parent) === '[' && isCallOrIndex(tokens, parent);
}

/** Whether the literal is all of a statement: a directive, or of no use. */
function isAlone(tokens: JsTokens, at: number, last: number, after: number): boolean {
  const parent = tokens.list[last]!.parent;
  const brace = tokens.list[parent]?.brace;
  if (parent >= 0 && brace !== 'block') return false;
  const left = textOf(tokens, at);
  const begins = at < 0 || left === ';' || left === '}' || left === ')';
  const newStatement = lineBetween(tokens, last, after) && /^(?:name|string)$/.test(tokens.list[after]?.kind ?? '');
  return begins && (after < 0 || textOf(tokens, after) === ';' || newStatement);
}
