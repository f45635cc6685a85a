import type { FunctionPart } from './functions.ts';
import { isToken, kinds, type Tokens, textOf } from './tokens.ts';

/** The brackets that open the arguments of its calls. */
export function callsOf(tokens: Tokens, { name, at }: FunctionPart): number[] {
  return (callsByName(tokens).get(name) ?? []).filter((open) => open !== at + 1);
}

const calls = new WeakMap<Tokens, ReadonlyMap<string, readonly number[]>>();

function callsByName(tokens: Tokens): ReadonlyMap<string, readonly number[]> {
  const known = calls.get(tokens);
  if (known) return known;
  const found = new Map<string, number[]>();
  for (let i = 1; i < tokens.count; i++) {
    if (!isToken(tokens, i, '(') || tokens.kind[i - 1] !== kinds.word) continue;
    const name = textOf(tokens, i - 1);
    const list = found.get(name);
    if (list) list.push(i);
    else found.set(name, [i]);
  }
  calls.set(tokens, found);
  return found;
}
