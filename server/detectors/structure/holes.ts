import type { Row } from './expression.ts';
import type { HoleStyle, Quote } from './grammar.ts';
import { lex } from './lex.ts';
import { bodyOf, bodyStart, kinds, type Tokens } from './tokens.ts';

/** The code that stands in a string: `${token}`, `{token}`, `#{token}`. Each piece cut into tokens of the same text. */
export function holesOf(tokens: Tokens, i: number): Tokens[] {
  if (tokens.kind[i] !== kinds.string) return [];
  const styles = stylesOf(tokens, i);
  if (!styles.length) return [];
  const body = bodyOf(tokens, i);
  const base = bodyStart(tokens, i);
  return styles.flatMap((style) =>
    holesIn(body, style).map(({ from, to }) => lex(tokens.text, tokens.grammar, base + from, base + to)),
  );
}

function stylesOf(tokens: Tokens, i: number): readonly HoleStyle[] {
  const written = tokens.text.slice(tokens.start[i], bodyStart(tokens, i));
  const quote = tokens.grammar.quotes.find(({ open }) => written.endsWith(open));
  const prefix = written.slice(0, written.length - (quote?.open.length ?? 0));
  // Of Python, and of Scala and Kotlin's relatives: the letter before the quote says whether there is code in it.
  if (tokens.grammar.prefixes && /[ft]/i.test(prefix)) return ['{'];
  return holesOfQuote(quote);
}

function holesOfQuote(quote: Quote | undefined): readonly HoleStyle[] {
  return quote?.holes ?? [];
}

function holesIn(body: string, style: HoleStyle): Row[] {
  const found: Row[] = [];
  if (style === '$') {
    for (const match of body.matchAll(/(?<!\\)\$([A-Za-z_][\w.]*(?:->\w+|\[\w+\])?)/g)) {
      const from = match.index + 1;
      found.push({ from, to: match.index + match[0].length });
    }
    return found;
  }
  const close = style.endsWith('{') ? '}' : ')';
  for (let at = body.indexOf(style); at >= 0; at = body.indexOf(style, at + 1)) {
    if (style === '{' && (body[at + 1] === '{' || body[at - 1] === '{')) continue;
    const from = at + style.length;
    const to = matching(body, from, style.at(-1)!, close);
    if (to > from) found.push({ from, to: style === '{' ? beforeFormat(body, from, to) : to });
  }
  return found;
}

/** `{value:>10}`, `{value!r}`: how it is shown is no code. */
function beforeFormat(body: string, from: number, to: number): number {
  const format = body.slice(from, to).search(/[:!](?!=)[^()[\]]*$/);
  return format < 0 ? to : from + format;
}

function matching(body: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let i = from; i < body.length; i++) {
    if (body[i] === open) depth++;
    else if (body[i] === close && --depth === 0) return i;
  }
  return -1;
}
