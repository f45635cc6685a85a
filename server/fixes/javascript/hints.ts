import { leftwards, lineBetween, previous, textOf } from '../tokens.ts';
import { colonKind, isCallOrIndex } from './grammar.ts';
import type { JsTokens } from './tokens.ts';

/** What the code calls the value that begins at the token `index`, the nearest name first; at most four. */
export function hintsAt(tokens: JsTokens, index: number): string[] {
  const hints: string[] = [];
  for (let at = index; at >= 0 && hints.length < 4; at = tokens.list[at]!.parent) {
    const { brace } = tokens.list[at]!;
    if (brace === 'block' || brace === 'class') break;
    const hint = hintOnLevel(tokens, at);
    if (hint) hints.push(hint);
  }
  return hints;
}

/** A function's name helps only where it names its argument: `setApiKey`. */
const sayingWhat = /key|token|secret|passw|credential|dsn/i;

function hintOnLevel(tokens: JsTokens, index: number): string | undefined {
  for (const at of leftwards(tokens, index)) {
    const text = textOf(tokens, at);
    if (/^(?:=|\+=|\|\|=|&&=|\?\?=|===?|!==?)$/.test(text)) return target(tokens, at);
    if (text === ':' && colonKind(tokens, at) !== 'ternary') return nameAt(tokens, previous(tokens, at));
    if (text === ',') return textOf(tokens, tokens.list[at]!.parent) === '(' ? keyArgument(tokens, at) : undefined;
    if (text === ';' || text === '=>' || /^(?:const|let|var|return|if|throw|case)$/.test(text)) return undefined;
  }
  const { parent } = tokens.list[index]!;
  const called = textOf(tokens, parent) === '(' && isCallOrIndex(tokens, parent) && nameAt(tokens, parent - 1);
  return called && sayingWhat.test(called) ? called : undefined;
}

/** The name on the left of `=`: `x`, `a.x`, `a['x']`, `x: string`. */
function target(tokens: JsTokens, equals: number): string | undefined {
  const left = previous(tokens, equals);
  for (const at of leftwards(tokens, equals)) {
    const text = textOf(tokens, at);
    if (/^(?:[;,=]|const|let|var)$/.test(text) || lineBetween(tokens, at, equals)) break;
    if (text === ':' && colonKind(tokens, at) === 'annotation') return nameAt(tokens, previous(tokens, at));
  }
  return nameAt(tokens, left);
}

/** A call that gets a name and a value: `headers.set('X-Api-Key', …)`. */
function keyArgument(tokens: JsTokens, comma: number): string | undefined {
  const at = previous(tokens, comma);
  return tokens.list[at]?.kind === 'string' && previous(tokens, at) < 0 ? nameAt(tokens, at) : undefined;
}

/** The name that ends at the token: a word, a quoted key, or the text in brackets. */
function nameAt(tokens: JsTokens, index: number): string | undefined {
  const at = /^[?!]$/.test(textOf(tokens, index)) ? index - 1 : index;
  const text = textOf(tokens, at);
  const kind = tokens.list[at]?.kind;
  if (kind === 'name') return text;
  if (kind === 'string') return text.slice(1, -1);
  return text === ']' && tokens.list[at - 1]!.kind === 'string' ? textOf(tokens, at - 1).slice(1, -1) : undefined;
}
