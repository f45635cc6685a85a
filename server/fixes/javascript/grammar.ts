import { leftwards, lineBetween, opening, previous, textOf } from '../tokens.ts';
import type { Brace, JsTokens } from './tokens.ts';

/**
 * What a lexer must know of the grammar, read off the tokens before a place. `index` is the number of a token, or of
 * the one that comes next; `parent` the number of the opening token around it.
 */

/** Whether the last token ends an operand, so that `/` divides and `<` compares. */
export function endsOperand(tokens: JsTokens): boolean {
  const index = tokens.list.length - 1;
  const token = tokens.list[index];
  if (!token) return false;
  const text = textOf(tokens, index);
  switch (token.kind) {
    case 'name':
      return !operandKeywords.has(text) || textOf(tokens, index - 1) === '.';
    case 'template':
      return text.endsWith('`');
    case 'punctuation':
      return text === '++' || text === '--';
    case 'open':
      return false;
    case 'close': {
      if (text === ']' || text.endsWith('>')) return true;
      const opener = tokens.list[token.pair]!;
      if (text === ')') return !/^(?:if|while|for|with)$/.test(textOf(tokens, token.pair - 1));
      return opener.brace === 'object' || opener.brace === 'type';
    }
    default:
      return true;
  }
}

/** Whether `<` at the offset `at` begins an element, and not a comparison or a list of type parameters. */
export function startsElement(tokens: JsTokens, at: number, parent: number): boolean {
  if (endsOperand(tokens)) return false;
  const rest = tokens.text.slice(at, at + 200);
  if (!/^<(?:>|[\p{ID_Start}$_])/u.test(rest)) return false;
  if (!tokens.typed) return true;
  return (
    !/^<\s*(?:const\s+)?[\w$]+\s*(?:,|extends\b)/.test(rest) && !isTypePosition(tokens, tokens.list.length, parent)
  );
}

/** What a `{` that comes next opens. */
export function braceKind(tokens: JsTokens, parent: number): Brace {
  const index = tokens.list.length;
  const at = previous(tokens, index, parent);
  if (at < 0) {
    const around = tokens.list[parent];
    return !around || around.brace === 'block' || around.brace === 'class'
      ? 'block'
      : operandBrace(tokens, index, parent);
  }
  const text = textOf(tokens, at);
  const token = tokens.list[at]!;
  if (token.kind === 'string') return headKind(tokens, at) ?? 'block';
  if (token.kind === 'name' && textOf(tokens, at - 1) !== '.') {
    if (/^(?:do|else|try|finally|static|catch)$/.test(text)) return 'block';
    if (/^(?:import|export)$/.test(text)) return 'names';
    if (text === 'type' && /^(?:import|export)$/.test(textOf(tokens, at - 1))) return 'names';
    if (operandKeywords.has(text) || typeKeywords.has(text) || /^(?:const|let|var|with|assert|from)$/.test(text)) {
      return operandBrace(tokens, index, parent);
    }
  }
  if (token.kind === 'name' || text === '>' || text === ')' || text === ']' || token.kind === 'template') {
    return headKind(tokens, at) ?? 'block';
  }
  if (text === '}') return headKind(tokens, at) ?? 'block';
  if (text === ';') return 'block';
  if (text === ',' && isImportList(tokens, at)) return 'names';
  if (text === '=>') return isTypePosition(tokens, index, parent) ? 'type' : 'block';
  if (text === ':') {
    const colon = colonKind(tokens, at);
    if (colon === 'case' || colon === 'label') return 'block';
  }
  return operandBrace(tokens, index, parent);
}

/** What a `:` separates. `annotation`: a name and its type. */
export type Colon = 'annotation' | 'property' | 'ternary' | 'case' | 'label';

/** What the `:` of that number separates. */
export function colonKind(tokens: JsTokens, index: number): Colon {
  let nested = 0;
  for (const at of leftwards(tokens, index)) {
    const text = textOf(tokens, at);
    if (text === ':') nested++;
    else if (text === '?' && textOf(tokens, at + 1) !== ':') {
      if (nested === 0) return 'ternary';
      nested--;
    } else if (isWord(tokens, at, 'case') || isWord(tokens, at, 'default')) {
      return 'case';
    } else if (text === ';' || text === ',' || statementWords.test(text)) break;
  }
  const { parent } = tokens.list[index]!;
  const brace = tokens.list[parent]?.brace;
  if (brace === 'object' || brace === 'names') return 'property';
  return (parent < 0 || brace === 'block') && isLabel(tokens, index) ? 'label' : 'annotation';
}

/**
 * Whether an operand that begins at `index` is a type. Always false in JavaScript.
 * @param depth how many brackets to look out of at most: nobody writes types that are nested deeper
 */
export function isTypePosition(
  tokens: JsTokens,
  index: number,
  parent = tokens.list[index]?.parent ?? -1,
  depth = 30,
): boolean {
  if (!tokens.typed || depth === 0) return false;
  const isParentType = () => isTypePosition(tokens, parent, undefined, depth - 1);
  const at = previous(tokens, index, parent);
  if (at < 0) {
    const around = textOf(tokens, parent);
    return (around === '(' || around === '[') && !isCallOrIndex(tokens, parent) && isParentType();
  }
  const text = textOf(tokens, at);
  switch (text) {
    case ':': {
      const colon = colonKind(tokens, at);
      return colon === 'annotation' || (colon === 'ternary' && isInConditionalType(tokens, at));
    }
    case '=':
      return isInTypeAlias(tokens, index, parent);
    case '?':
      return isInConditionalType(tokens, at);
    case '|':
    case '&':
      return true;
    case '<':
      return tokens.list[at - 1]?.kind === 'name';
    case ',':
      return isTypeArgument(tokens, at) || (textOf(tokens, parent) === '[' && isParentType());
    case '=>':
      return isTypePosition(tokens, arrowStart(tokens, at), parent, depth - 1);
    default:
      return tokens.list[at]!.kind === 'name' && typeKeywords.has(text) && textOf(tokens, at - 1) !== '.';
  }
}

/** Whether what begins at `index` goes on with the operand before it: the arguments of a call, the key of a member, a tagged template. */
export function isCallOrIndex(tokens: JsTokens, index: number): boolean {
  const at = previous(tokens, index);
  const text = textOf(tokens, at);
  switch (tokens.list[at]?.kind) {
    case 'name':
      if (textOf(tokens, at - 1) === '.') return true;
      return !operandKeywords.has(text) && !(tokens.typed && typeKeywords.has(text));
    case 'template':
      return text.endsWith('`');
    case 'close':
      return text !== '}' || tokens.list[opening(tokens, at)]!.brace !== 'block';
    case 'punctuation':
      // `f!('x')` and `f<T>('x')` call; `!('x')` and, in JavaScript, `a > ('x')` do not.
      return text === '?.' || (tokens.typed && (text === '>' || (text === '!' && isOperand(tokens, at - 1))));
    default:
      return false;
  }
}

/** Whether the token alone can be what a `!` behind it says to be no null. */
function isOperand(tokens: JsTokens, index: number): boolean {
  const kind = tokens.list[index]?.kind;
  return (
    (kind === 'name' && !operandKeywords.has(textOf(tokens, index))) ||
    (kind === 'close' && textOf(tokens, index) !== '}')
  );
}

/** Words after which an operand begins. */
export const operandKeywords = new Set(
  'return typeof case in of delete void throw new do else instanceof yield await default'.split(' '),
);

const typeKeywords = new Set('as satisfies keyof infer is extends implements asserts readonly'.split(' '));

const statementWords = /^(?:const|let|var|function|return|class|if|while|for|throw|switch|do|else|import)$/;

function operandBrace(tokens: JsTokens, index: number, parent: number): Brace {
  return isTypePosition(tokens, index, parent) ? 'type' : 'object';
}

/** What the head that ends at `index` (a class with its parents, an enum …) lets a `{` open; undefined: no such head. */
function headKind(tokens: JsTokens, index: number): Brace | undefined {
  let closed = 0; // Lists of type parameters, walking backwards: what stands in them does not matter.
  for (const at of leftwards(tokens, index + 1, tokens.list[index]!.parent)) {
    const text = textOf(tokens, at);
    if (text === '>') closed++;
    else if (text === '<') closed--;
    else if (closed <= 0) {
      const kind = headWord(tokens, at);
      if (kind) return kind;
      if (/^(?:;|=|=>|:)$/.test(text) || statementWords.test(text) || (text === '}' && at !== index)) return undefined;
    }
  }
  return undefined;
}

function headWord(tokens: JsTokens, at: number): Brace | undefined {
  if (textOf(tokens, at - 1) === '.') return undefined;
  if (isWord(tokens, at, 'class')) return 'class';
  const named = tokens.list[at + 1]?.kind === 'name' && !lineBetween(tokens, at, at + 1);
  if (named && isWord(tokens, at, 'enum')) return 'enum';
  return named && isWord(tokens, at, 'interface') ? 'type' : undefined;
}

function isImportList(tokens: JsTokens, comma: number): boolean {
  return (
    isWord(tokens, comma - 2, 'import') || (isWord(tokens, comma - 2, 'type') && isWord(tokens, comma - 3, 'import'))
  );
}

/** Whether the statement around an operand declares a type: `type A = …`. */
function isInTypeAlias(tokens: JsTokens, index: number, parent: number): boolean {
  for (const at of leftwards(tokens, index, parent)) {
    const text = textOf(tokens, at);
    if (text === 'type' && tokens.list[at + 1]?.kind === 'name' && /^[=<]$/.test(textOf(tokens, at + 2))) return true;
    if (text === ';' || statementWords.test(text)) return false;
  }
  return false;
}

/** Whether the `?` or `:` of that number belongs to a conditional type: `A extends B ? C : D`. */
function isInConditionalType(tokens: JsTokens, index: number): boolean {
  for (const at of leftwards(tokens, index)) {
    if (isWord(tokens, at, 'extends')) return true;
    if (textOf(tokens, at) === ';' || statementWords.test(textOf(tokens, at))) return false;
  }
  return false;
}

/** Whether the comma stands in a list of type arguments: `Map<string, 'x'>`. */
function isTypeArgument(tokens: JsTokens, comma: number): boolean {
  let closed = 0;
  for (const at of leftwards(tokens, comma)) {
    const text = textOf(tokens, at);
    if (text === '>') closed++;
    else if (text === '<' && --closed < 0) return tokens.list[at - 1]?.kind === 'name';
    else if (/^(?:;|=|\+|-|&&|\|\||\?\?)$/.test(text) || statementWords.test(text)) return false;
  }
  return false;
}

/** The number of the token at which the function begins whose `=>` is at `arrow`. */
function arrowStart(tokens: JsTokens, arrow: number): number {
  const start = opening(tokens, endOfParameters(tokens, arrow) ?? previous(tokens, arrow));
  return isWord(tokens, start - 1, 'async') ? start - 1 : start;
}

/** With a declared result the parameters stand further left: the number of their `)` in `(a): string =>`. */
function endOfParameters(tokens: JsTokens, arrow: number): number | undefined {
  for (const at of leftwards(tokens, arrow)) {
    const text = textOf(tokens, at);
    if (text === ':' && textOf(tokens, at - 1) === ')') return at - 1;
    if (/^(?:;|=|,|=>|\?)$/.test(text) || statementWords.test(text)) return undefined;
  }
  return undefined;
}

/** Whether the word before the colon stands at the beginning of a statement. */
function isLabel(tokens: JsTokens, colon: number): boolean {
  const name = previous(tokens, colon);
  const at = name < 0 ? -1 : previous(tokens, name);
  return at < 0 || /^[;}]$/.test(textOf(tokens, at));
}

function isWord(tokens: JsTokens, index: number, word: string): boolean {
  return tokens.list[index]?.kind === 'name' && textOf(tokens, index) === word;
}
