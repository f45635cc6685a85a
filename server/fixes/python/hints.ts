import { leftwards, lineBetween, previous, textOf } from '../tokens.ts';
import type { PyTokens } from './tokens.ts';

/** What the code calls the value that begins at the token `index`, the nearest name first; at most four. */
export function hintsAt(tokens: PyTokens, index: number): string[] {
  const hints: string[] = [];
  for (let at = index; at >= 0 && hints.length < 4; at = tokens.list[at]!.parent) {
    const hint = hintOnLevel(tokens, at);
    if (hint) hints.push(hint);
  }
  return hints;
}

/** A function's name helps only where it names its argument: `setApiKey`. */
const sayingWhat = /key|token|secret|passw|credential|dsn/i;

function hintOnLevel(tokens: PyTokens, index: number): string | undefined {
  const { parent } = tokens.list[index]!;
  for (const at of leftwards(tokens, index)) {
    const text = textOf(tokens, at);
    if (/^(?:=|\+=|:=|==|!=)$/.test(text)) return target(tokens, at);
    if (text === ':') return nameAt(tokens, previous(tokens, at));
    if (text === ',') return textOf(tokens, parent) === '(' ? keyArgument(tokens, at) : undefined;
    if (tokens.list[at]!.kind === 'newline' || /^(?:;|return|yield|if|elif|while|in|assert|lambda)$/.test(text))
      return undefined;
  }
  const called = textOf(tokens, parent) === '(' && textOf(tokens, parent - 2) !== 'def' && nameAt(tokens, parent - 1);
  return called && sayingWhat.test(called) ? called : undefined;
}

/** The name on the left of `=`: `x`, `a.x`, `a['x']`, `x: str`. */
function target(tokens: PyTokens, equals: number): string | undefined {
  for (const at of leftwards(tokens, equals)) {
    const text = textOf(tokens, at);
    if (/^(?:[;,=]|else|try|finally)$/.test(text) || lineBetween(tokens, at, equals)) break;
    const headed = /^(?:else|try|finally)$/.test(textOf(tokens, at - 1));
    if (text === ':' && !headed) return nameAt(tokens, previous(tokens, at));
  }
  return nameAt(tokens, previous(tokens, equals));
}

/** A pair, or a call that gets a name and a value: `("X-Api-Key", "…")`. */
function keyArgument(tokens: PyTokens, comma: number): string | undefined {
  const at = previous(tokens, comma);
  return tokens.list[at]?.kind === 'string' && previous(tokens, at) < 0 ? nameAt(tokens, at) : undefined;
}

/** The name that ends at the token: a word, a quoted key, or the text in brackets. */
function nameAt(tokens: PyTokens, index: number): string | undefined {
  const kind = tokens.list[index]?.kind;
  if (kind === 'name') return textOf(tokens, index);
  if (kind === 'string') return unquoted(textOf(tokens, index));
  const indexed = textOf(tokens, index) === ']' && tokens.list[index - 1]!.kind === 'string';
  return indexed ? unquoted(textOf(tokens, index - 1)) : undefined;
}

function unquoted(literal: string): string {
  return literal.replace(/^[A-Za-z]*["']+|["']+$/g, '');
}
