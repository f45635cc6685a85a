import { closing, next, opening, previous, textOf } from '../tokens.ts';
import { isCallOrIndex } from './grammar.ts';
import { endsStatement } from './leading.ts';
import type { JsTokens } from './tokens.ts';

/** A variable of the top level. */
export interface Declaration {
  readonly keyword: string;
  readonly name: string;
}

/** The variable of the top level whose whole initial value the tokens are; undefined where they are not. */
export function declarationOf(tokens: JsTokens, first: number, last: number): Declaration | undefined {
  if (tokens.list[first]!.parent >= 0 || textOf(tokens, previous(tokens, first)) !== '=') return undefined;
  const after = textOf(tokens, next(tokens, last));
  if (!endsStatement(tokens, last) && after !== ',') return undefined;
  // Back over the name and its type: `const key: string =`.
  for (let at = opening(tokens, first - 2), steps = 0; at > 0 && steps < 12; at = opening(tokens, at - 1), steps++) {
    const before = textOf(tokens, at - 1);
    if (/^(?:const|let|var)$/.test(before)) {
      const typed = at === first - 2 || textOf(tokens, at + 1) === ':';
      return tokens.list[at]!.kind === 'name' && typed ? { keyword: before, name: textOf(tokens, at) } : undefined;
    }
    if (/^[=;]$/.test(before)) return undefined;
  }
  return undefined;
}

/** Whether no other place of the file could give the name another meaning. */
export function isBoundOnce(tokens: JsTokens, name: string): boolean {
  const uses = tokens.list.flatMap((token, at) => (token.kind === 'name' && textOf(tokens, at) === name ? [at] : []));
  return uses.filter((at) => mayBind(tokens, at)).length === 1;
}

function mayBind(tokens: JsTokens, at: number): boolean {
  if (/^\??\.$/.test(textOf(tokens, at - 1))) return false;
  if (
    /^(?:const|let|var|function|class|enum|namespace|import|as|\*|type|interface|catch|async)$/.test(
      textOf(tokens, at - 1),
    )
  )
    return true;
  const { parent } = tokens.list[at]!;
  const opener = tokens.list[parent];
  if (textOf(tokens, at + 1) === '=>') return true;
  if (opener?.kind !== 'open') return false;
  if (textOf(tokens, parent) === '(') {
    // The parameters of a function look like the arguments of a call, but for what follows them.
    const end = closing(tokens, parent);
    return !isCallOrIndex(tokens, parent) || /^(?:=>|\{|:)$/.test(textOf(tokens, end + 1));
  }
  return opener.brace === 'object' || opener.brace === 'names' || textOf(tokens, parent) === '[';
}

/** Whether the file uses the word as the name of something of its own, and not only as a member or key. */
export function usesName(tokens: JsTokens, name: string): boolean {
  return tokens.list.some(({ kind, parent }, at) => {
    if (kind !== 'name' || textOf(tokens, at) !== name || /^\??\.$/.test(textOf(tokens, at - 1))) return false;
    return textOf(tokens, at + 1) !== ':' || tokens.list[parent]?.brace !== 'object';
  });
}
