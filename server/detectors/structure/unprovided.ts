import { groupAround, isJoint, isKeyword } from './expression.ts';
import { functionsOf } from './functions.ts';
import { isKind, isToken, kinds, type Tokens, textOf } from './tokens.ts';

/**
 * The calls and decorators of names that a file neither defines nor imports nor gets handed: by the numbers of the
 * tokens that are the names, in order. A name that stands anywhere in another way counts as provided, so that what is
 * not understood is nobody's mistake.
 * @param isAsked whether a name is one to look at, by the number of its token
 */
export function unprovided(tokens: Tokens, isAsked: (i: number) => boolean): number[] {
  const calls: number[] = [];
  const provided = new Set<string>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== kinds.word || isJoint(tokens, i - 1) || !isAsked(i)) continue;
    const use = useOf(tokens, i);
    if (use === 'call') calls.push(i);
    else if (use === undefined) provided.add(textOf(tokens, i));
  }
  return calls.filter((i) => !provided.has(textOf(tokens, i)));
}

/** How a name is used: called, or handed on; undefined where it may be the name's own declaration. */
function useOf(tokens: Tokens, i: number): 'call' | 'handed on' | undefined {
  if (isParameter(tokens, i)) return undefined;
  // Before a block as well: the condition of a Go `if`.
  if (isToken(tokens, i + 1, '(') && joins.some((sign) => isToken(tokens, i - 1, sign))) return 'call';
  if (functionsOf(tokens).some(({ at }) => at === i)) return undefined;
  if (isToken(tokens, i - 1, '@') && tokens.first[i - 1]) return 'call';
  if (isToken(tokens, i + 1, '(')) {
    const close = tokens.partner[i + 1]!;
    // `boolean verify(…)`, `function verify(…)`, `verify(…): boolean`, `verify(…) {`
    const follows = isToken(tokens, close + 1, ':') && !isToken(tokens, i - 1, '?') && tokens.first[i];
    const isTyped = isKind(tokens, i - 1, kinds.word) && !tokens.first[i] && !callers.has(textOf(tokens, i - 1));
    return isTyped || follows || isToken(tokens, close + 1, '{') ? undefined : 'call';
  }
  const { open } = groupAround(tokens, i);
  const isArgument =
    isToken(tokens, open, '(') &&
    (isKind(tokens, open - 1, kinds.word) || isToken(tokens, open - 1, ')')) &&
    !isKeyword(tokens, open - 1) &&
    (isToken(tokens, i - 1, '(') || isToken(tokens, i - 1, ',')) &&
    (isToken(tokens, i + 1, ')') || isToken(tokens, i + 1, ','));
  return isArgument ? 'handed on' : undefined;
}

/** What a declared name does not stand behind. */
const joins = ['!', '&&', '||'];

/** Words before a name that do not declare it. */
const callers = new Set(
  'return await yield not and or if elif else in is throw raise typeof void case when unless while until assert print do then lambda of'.split(
    ' ',
  ),
);

function isParameter(tokens: Tokens, i: number): boolean {
  const { open } = groupAround(tokens, i);
  if (open < 0 || !isToken(tokens, open, '(')) return false;
  const close = tokens.partner[open]!;
  if (isToken(tokens, close + 1, '=>') || isToken(tokens, open - 1, 'lambda')) return true;
  return functionsOf(tokens).some(({ parameters }) => parameters.some(({ from, to }) => from <= i && i < to));
}
