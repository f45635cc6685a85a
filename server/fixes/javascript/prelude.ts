import type { TextEdit } from '../fix.ts';
import { isBlankBelow, laidOut, textStyle } from '../textStyle.ts';
import { beginning, closing, endOfLine, opening, textOf } from '../tokens.ts';
import { usesName } from './declaration.ts';
import { endsStatement } from './leading.ts';
import type { JsTokens } from './tokens.ts';

/** What must stand before the rest of a program. */
export interface Prelude {
  /** The statement `const NAME = …`, without a semicolon. */
  readonly constant?: string;
  /** The helper's text. */
  readonly helper?: string;
  /** The name of the helper: a constant goes right below another one that calls it. */
  readonly joinsAfter: string;
}

/** The edits that put the prelude after the token `last`, or, where that is -1, at the beginning of the program. */
export function preludeEdits(tokens: JsTokens, last: number, prelude: Prelude): TextEdit[] {
  const { text } = tokens;
  const style = textStyle(text, '  ');
  const { newline } = style;
  const at = last < 0 ? beginning(tokens, pragma) : endOfLine(tokens, last);
  const plain = isWithoutSemicolons(tokens);
  const constant = prelude.constant && prelude.constant + (plain && !couldGoOn(text, at) ? '' : ';');
  const helper = prelude.helper && laidOut(plain ? prelude.helper.replace(/;$/gm, '') : prelude.helper, 2, style);
  const block = [constant, helper].filter((part) => part !== undefined).join(newline + newline);
  if (!block) return [];
  const rest = text.slice(at);
  if (last < 0) return insertion(at, block + newline + newline);
  const before = constant && endsInLookup(tokens, last, prelude.joinsAfter) ? newline : newline + newline;
  if (!/^(?:[\r\n]|$)/.test(rest)) return insertion(at, before + block + newline + newline);
  return insertion(at, before + block + (isBlankBelow(text, at) ? '' : newline));
}

/** Whether the statement that ends at `last` is a constant with the helper's value. */
function endsInLookup(tokens: JsTokens, last: number, helper: string): boolean {
  const end = textOf(tokens, last) === ';' ? last - 1 : last;
  return textOf(tokens, end) === ')' && textOf(tokens, opening(tokens, end) - 1) === helper;
}

/** The name that the helper has in this file, and whether it is there already. */
export function helperIn(tokens: JsTokens, names: readonly string[]): { name: string; exists: boolean } {
  for (let number = 0; ; number++) {
    const name = names[number] ?? `${names[0]}${number}`;
    if (isHelper(tokens, name)) return { name, exists: true };
    if (!usesName(tokens, name)) return { name, exists: false };
  }
}

/** A string of the language, in the quotes that the file prefers. */
export function quoted(tokens: JsTokens, text: string): string {
  const count = (quote: string) =>
    tokens.list.filter(({ kind, start }) => kind === 'string' && tokens.text[start] === quote).length;
  const quote = count('"') > count("'") ? '"' : "'";
  return quote + text + quote;
}

/** Whether the file declares a function of that name which reads the environment and throws. */
function isHelper(tokens: JsTokens, name: string): boolean {
  const at = tokens.list.findIndex(
    ({ kind, parent }, index) =>
      kind === 'name' && parent < 0 && textOf(tokens, index) === name && textOf(tokens, index - 1) === 'function',
  );
  if (at < 0) return false;
  const body = tokens.list.findIndex((token, index) => index > at && token.parent < 0 && token.brace === 'block');
  if (body < 0) return false;
  const text = tokens.text.slice(tokens.list[body]!.start, tokens.list[closing(tokens, body)]!.end);
  return /\bprocess\.env\[/.test(text) && /\bthrow\b/.test(text);
}

function insertion(at: number, text: string): TextEdit[] {
  return [{ span: { start: at, end: at }, text }];
}

/** Whether the file ends statements without semicolons; one statement alone does not tell. */
function isWithoutSemicolons(tokens: JsTokens): boolean {
  if (tokens.list.some((_, index) => textOf(tokens, index) === ';')) return false;
  return tokens.list.some(({ kind, parent }, index) => {
    const brace = tokens.list[parent]?.brace;
    if (kind !== 'name' || index === 0 || (parent >= 0 && brace !== 'block')) return false;
    // A block needs no semicolon, and neither does a decorator.
    const needsOne = textOf(tokens, index - 1) !== '}' && !/^(?:export|class|abstract)$/.test(textOf(tokens, index));
    return needsOne && index - 1 !== parent && endsStatement(tokens, index - 1);
  });
}

/** Whether what comes after the place could be read as the rest of a statement before it. */
function couldGoOn(text: string, at: number): boolean {
  return /^\s*[([`+\-/*.,]/.test(text.slice(at));
}

const pragma =
  /^#!|^\/\*!|@(?:ts-|jsx|flow|license|preserve|jest-|vitest-|format|prettier)|eslint|copyright|SPDX|biome-|prettier-/i;
