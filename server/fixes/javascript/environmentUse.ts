import { type Refusal, refuse } from '../refusal.ts';
import { closing, lineBetween, next, opening, previous, textOf } from '../tokens.ts';
import { endsStatement } from './leading.ts';
import type { Literal } from './literal.ts';
import type { JsTokens } from './tokens.ts';

/** A literal that stands in for a variable of the environment, or is put into one. */
export interface EnvironmentUse {
  readonly name: string;
  /**
   * `fallback`: `process.env.X || '…'`; `assignment`: `process.env.X = '…'`.
   */
  readonly kind: 'fallback' | 'assignment';
  /** Numbers of the tokens that the look-up replaces. */
  readonly first: number;
  readonly last: number;
  /** The whole assignment, where it is a statement of its own: with the variable set from outside, it goes. */
  readonly statement?: { readonly first: number; readonly last: number };
}

/** How the literal is used with a variable of the environment; undefined: not at all. */
export function environmentUse(tokens: JsTokens, literal: Literal): EnvironmentUse | Refusal | undefined {
  const start = opening(tokens, literal.first);
  const last = closing(tokens, opening(tokens, literal.last));
  const at = previous(tokens, start);
  const read = at < 0 ? undefined : environmentRead(tokens, at - 1);
  if (!read) return undefined;
  const { name, first } = read;
  if (/^(?:=|\|\|=|\?\?=)$/.test(textOf(tokens, at))) {
    const before = previous(tokens, first);
    const alone = before < 0 || /^[;}]$/.test(textOf(tokens, before)) || lineBetween(tokens, before, first);
    const statement = tokens.list[first]!.parent < 0 && alone && endsStatement(tokens, last);
    return { name, kind: 'assignment', first: start, last, ...(statement ? { statement: { first, last } } : {}) };
  }
  if (!isFallback(textOf(tokens, at)) || !standsFree(tokens, first, last)) return undefined;
  const before = previous(tokens, first);
  if (isFallback(textOf(tokens, before)) && environmentRead(tokens, before - 1)) {
    return refuse('Several variables are tried here; take the last alternative away by hand.');
  }
  return { name, kind: 'fallback', first, last };
}

/** The variable that the tokens up to `last` read: `process.env.X`, `process.env['X']`, with or without `!`. */
function environmentRead(tokens: JsTokens, last: number): { name: string; first: number } | undefined {
  const end = textOf(tokens, last) === '!' ? last - 1 : last;
  const indexed = textOf(tokens, end) === ']' && tokens.list[end - 1]?.kind === 'string';
  const name = indexed ? textOf(tokens, end - 1).slice(1, -1) : textOf(tokens, end);
  const env = end - (indexed ? 3 : 2);
  const joined = indexed ? '[' : /^\??\.$/;
  const read =
    /^[A-Za-z_]\w*$/.test(name) &&
    textOf(tokens, env + 1).match(joined === '[' ? /^\[$/ : joined) &&
    textOf(tokens, env) === 'env' &&
    textOf(tokens, env - 1) === '.' &&
    textOf(tokens, env - 2) === 'process' &&
    textOf(tokens, env - 3) !== '.';
  return read ? { name, first: env - 2 } : undefined;
}

function isFallback(text: string): boolean {
  return text === '||' || text === '??';
}

/** Whether no operator around binds tighter than `||`, so that both sides of it go together. */
function standsFree(tokens: JsTokens, first: number, last: number): boolean {
  const left = textOf(tokens, previous(tokens, first));
  const right = textOf(tokens, next(tokens, last));
  return (
    /^(?:|;|\}|=|\+=|\|\|=|\?\?=|,|:|\?|=>|\|\||\?\?|return|default|yield|case|of)$/.test(left) &&
    (/^(?:|;|,|:|\?|\|\||\?\?|as|satisfies)$/.test(right) || endsStatement(tokens, last))
  );
}
