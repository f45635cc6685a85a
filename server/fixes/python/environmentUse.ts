import { type Refusal, refuse } from '../refusal.ts';
import { closing, next, opening, previous, textOf } from '../tokens.ts';
import { type Line, lineOf, statementEnd, statementStart } from './lines.ts';
import type { Literal } from './literal.ts';
import type { PyTokens } from './tokens.ts';

/** A literal that stands in for a variable of the environment, or is put into one. */
export interface EnvironmentUse {
  readonly name: string;
  /**
   * `fallback`: `os.getenv("X", "…")`, `os.environ.get("X") or "…"`; `assignment`: `os.environ["X"] = "…"`.
   */
  readonly kind: 'fallback' | 'assignment';
  /** Numbers of the tokens that the look-up replaces. */
  readonly first: number;
  readonly last: number;
  /** The whole assignment, where it is a statement of its own: with the variable set from outside, it goes. */
  readonly statement?: { readonly first: number; readonly last: number };
}

/** How the literal is used with a variable of the environment; undefined: not at all. */
export function environmentUse(
  tokens: PyTokens,
  lines: readonly Line[],
  literal: Literal,
): EnvironmentUse | Refusal | undefined {
  const first = opening(tokens, literal.first);
  const last = closing(tokens, opening(tokens, literal.last));
  if (literal.beside) return undefined;
  return (
    assigned(tokens, lines, first, last) ?? defaulted(tokens, first, last) ?? alternative(tokens, lines, first, last)
  );
}

/** `os.environ["X"] = "…"`, `os.environ.setdefault("X", "…")`. */
function assigned(tokens: PyTokens, lines: readonly Line[], first: number, last: number): EnvironmentUse | undefined {
  const { parent } = tokens.list[first]!;
  const set = textOf(tokens, parent) === '(' && textOf(tokens, parent - 1) === 'setdefault';
  if (set && textOf(tokens, parent - 3) === 'environ' && first === parent + 3) {
    const name = stringAt(tokens, parent + 1);
    return name
      ? statement(tokens, lines, name, chainStart(tokens, parent - 3), closing(tokens, parent), first, last)
      : undefined;
  }
  const left = previous(tokens, first);
  if (textOf(tokens, left) !== '=') return undefined;
  const read = indexRead(tokens, left - 1);
  return read ? statement(tokens, lines, read.name, read.first, last, first, last) : undefined;
}

function statement(
  tokens: PyTokens,
  lines: readonly Line[],
  name: string,
  from: number,
  to: number,
  first: number,
  last: number,
): EnvironmentUse {
  const line = lines[lineOf(lines, from)]!;
  const alone =
    tokens.list[from]!.parent < 0 &&
    statementStart(tokens, lines, from) === line.first &&
    from === line.first &&
    statementEnd(tokens, lines, to) === to &&
    to === line.last;
  return { name, kind: 'assignment', first, last, ...(alone ? { statement: { first: from, last: to } } : {}) };
}

/** `os.getenv("X", "…")`, also with `default=`. */
function defaulted(tokens: PyTokens, first: number, last: number): EnvironmentUse | undefined {
  const { parent } = tokens.list[first]!;
  const named = textOf(tokens, first - 1) === '=' && textOf(tokens, first - 2) === 'default';
  const comma = named ? first - 3 : first - 1;
  if (textOf(tokens, parent) !== '(' || comma !== parent + 2 || textOf(tokens, comma) !== ',') return undefined;
  const after = textOf(tokens, last + 1) === ',' ? last + 2 : last + 1;
  const read = after === closing(tokens, parent) ? callRead(tokens, after) : undefined;
  return read && { name: read.name, kind: 'fallback', first: read.first, last: after };
}

/** `os.environ.get("X") or "…"`. */
function alternative(
  tokens: PyTokens,
  lines: readonly Line[],
  first: number,
  last: number,
): EnvironmentUse | Refusal | undefined {
  const or = previous(tokens, first);
  if (textOf(tokens, or) !== 'or') return undefined;
  const read = callRead(tokens, or - 1) ?? indexRead(tokens, or - 1);
  if (!read) return undefined;
  const left = previous(tokens, read.first);
  const right = next(tokens, last);
  const atStart = left < 0 || read.first === lines[lineOf(lines, read.first)]!.first;
  const free =
    (atStart || /^(?:=|\+=|:=|,|:|;|or|return|yield|else|if|in|\{)$/.test(textOf(tokens, left))) &&
    (right < 0 ||
      tokens.list[right]!.kind === 'newline' ||
      /^(?:,|or|if|else|;|:|for|\}|!)$/.test(textOf(tokens, right)));
  if (!free) return undefined;
  if (textOf(tokens, left) === 'or' && (callRead(tokens, left - 1) ?? indexRead(tokens, left - 1))) {
    return refuse('Several variables are tried here; take the last alternative away by hand.');
  }
  return { name: read.name, kind: 'fallback', first: read.first, last };
}

interface Read {
  readonly name: string;
  readonly first: number;
}

/** The variable that a call that ends at `last` reads: `os.getenv("X")`, `environ.get("X", …)`. */
function callRead(tokens: PyTokens, last: number): Read | undefined {
  const open = opening(tokens, last);
  if (textOf(tokens, open) !== '(') return undefined;
  const name = stringAt(tokens, open + 1);
  const called = textOf(tokens, open - 1);
  if (!name || !/^[,)]$/.test(textOf(tokens, open + 2))) return undefined;
  if (called === 'getenv') return { name, first: chainStart(tokens, open - 1) };
  const get = called === 'get' && textOf(tokens, open - 3) === 'environ';
  return get ? { name, first: chainStart(tokens, open - 3) } : undefined;
}

/** The variable that an index that ends at `last` reads: `os.environ["X"]`. */
function indexRead(tokens: PyTokens, last: number): Read | undefined {
  const open = opening(tokens, last);
  if (textOf(tokens, open) !== '[' || open + 2 !== last || textOf(tokens, open - 1) !== 'environ') return undefined;
  const name = stringAt(tokens, open + 1);
  return name === undefined ? undefined : { name, first: chainStart(tokens, open - 1) };
}

/** The first token of the dotted name that ends at `last`. */
function chainStart(tokens: PyTokens, last: number): number {
  let at = last;
  while (textOf(tokens, at - 1) === '.' && tokens.list[at - 2]?.kind === 'name') at -= 2;
  return at;
}

/** The text of a plain string that is the name of a variable. */
function stringAt(tokens: PyTokens, index: number): string | undefined {
  return /^["']([A-Za-z_]\w*)["']$/.exec(textOf(tokens, index))?.[1];
}
