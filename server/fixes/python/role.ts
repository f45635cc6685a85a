import { type Refusal, reasons, refuse } from '../refusal.ts';
import { closing, opening, textOf } from '../tokens.ts';
import { type Line, lineOf, statementEnd, statementStart } from './lines.ts';
import { isWhole, type Literal } from './literal.ts';
import { isBinary } from './refer.ts';
import type { PyTokens } from './tokens.ts';

/** Why no expression can take the literal's place; undefined where one can. */
export function roleRefusal(tokens: PyTokens, lines: readonly Line[], literal: Literal): Refusal | undefined {
  const first = opening(tokens, literal.first);
  const last = closing(tokens, opening(tokens, literal.last));
  if (isAlone(tokens, lines, first, last)) return refuse(reasons.statement);
  const { head, colon } = lines[lineOf(lines, first)]!;
  if (head === 'case' && first < colon)
    return refuse('It is a pattern here: a name in its place would match everything.');
  const { parent } = tokens.list[first]!;
  if (textOf(tokens, parent) === '[' && textOf(tokens, parent - 1) === 'Literal') return refuse(reasons.typed);
  if (/t/i.test(literal.prefix)) return refuse('A template string gives its text to a function as it is written.');
  if (isBinary(tokens, literal)) return refuse('It is made of bytes that are no text.');
  if (!isWhole(tokens, literal)) {
    if (/b/i.test(literal.prefix) && literal.beside) return refuse(reasons.pieces);
    // Joined by `+`, the strings become one, which binds tighter.
    const joined = literal.first !== literal.last && /^(?:%|\*|\.|\[)$/.test(textOf(tokens, last + 1));
    if (joined) return refuse(reasons.pieces);
  }
  return undefined;
}

/** Whether strings are all that the statement holds: a docstring, or of no use. */
function isAlone(tokens: PyTokens, lines: readonly Line[], first: number, last: number): boolean {
  if (tokens.list[first]!.parent >= 0) return false;
  const from = statementStart(tokens, lines, first);
  const to = statementEnd(tokens, lines, last);
  return tokens.list
    .slice(from, to + 1)
    .every(({ kind, parent }) => parent >= 0 || kind === 'string' || kind === 'fstring');
}
