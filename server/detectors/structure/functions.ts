import { groupAround, isKeyword, itemsOf, type Row } from './expression.ts';
import { isKind, isToken, kinds, type Tokens, textOf } from './tokens.ts';

/** A function, method or lambda with a body of its own. */
export interface FunctionPart {
  /** Empty where it has none. */
  readonly name: string;
  /** The number of the token that is its name; where it has none, of the bracket that opens its parameters. */
  readonly at: number;
  readonly parameters: readonly Row[];
  readonly body: Row;
}

const known = new WeakMap<Tokens, ReadonlyMap<number, FunctionPart>>();

/** All functions, in the order in which their bodies start. */
export function functionsOf(tokens: Tokens): readonly FunctionPart[] {
  return [...byBody(tokens).values()];
}

/** The first function of a name. */
export function functionNamed(tokens: Tokens, name: string): FunctionPart | undefined {
  let names = named.get(tokens);
  if (!names) {
    names = new Map(
      functionsOf(tokens)
        .toReversed()
        .map((one) => [one.name, one]),
    );
    named.set(tokens, names);
  }
  return names.get(name);
}

const named = new WeakMap<Tokens, ReadonlyMap<string, FunctionPart>>();

/** The innermost function around a token. */
export function functionAround(tokens: Tokens, i: number): FunctionPart | undefined {
  const functions = byBody(tokens);
  for (let { open } = groupAround(tokens, i); open >= 0; open = groupAround(tokens, open).open) {
    const found = functions.get(open);
    if (found) return found;
  }
  return undefined;
}

/** The functions of a text, by the bracket that opens their body. Computed once. */
function byBody(tokens: Tokens): ReadonlyMap<number, FunctionPart> {
  const before = known.get(tokens);
  if (before) return before;
  const found = new Map<number, FunctionPart>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== kinds.open) continue;
    const isLayout = tokens.start[i] === tokens.end[i];
    if (!isLayout && !isToken(tokens, i, '{')) continue;
    const header = headerBefore(tokens, i, isLayout);
    if (!header) continue;
    found.set(i, { ...header, body: { from: i + 1, to: Math.min(tokens.partner[i]!, tokens.count) } });
  }
  known.set(tokens, found);
  return found;
}

type Header = Omit<FunctionPart, 'body'>;

/** Reads back from the bracket that opens a block: over a type, `throws X`, `=>`, `:`, `async` to the parameters. */
function headerBefore(tokens: Tokens, open: number, isLayout: boolean): Header | undefined {
  if (isToken(tokens, open - 1, '=>') && isKind(tokens, open - 2, kinds.word)) {
    return { ...assigned(tokens, open - 2, open - 2), parameters: [{ from: open - 2, to: open - 1 }] };
  }
  for (let i = open - 1, steps = 0; i >= 0 && steps < 24; steps++) {
    if (tokens.kind[i] === kinds.open || isToken(tokens, i, ';')) return undefined;
    if (tokens.kind[i] === kinds.close) {
      const other = tokens.partner[i]!;
      if (other < 0) return undefined;
      const header = isToken(tokens, i, ')') ? headerOf(tokens, other, i) : undefined;
      // with open(path) as f: is no definition of open.
      if (header && isLayout && !isDefinition(tokens, other)) return undefined;
      if (header) return header;
      i = other - 1;
      continue;
    }
    if (isKind(tokens, i, kinds.word) && blockWords.has(textOf(tokens, i))) return undefined;
    if (tokens.first[i]) return isLayout ? definitionWithoutParameters(tokens, i) : undefined;
    i--;
  }
  return undefined;
}

/** Of a block made by indentation: whether `def` or its like stands before the name in front of the parameters. */
function isDefinition(tokens: Tokens, open: number): boolean {
  for (let i = open - 1; i >= 0 && i >= open - 6; i--) {
    if (!isKind(tokens, i, kinds.word) && !isToken(tokens, i, '.') && !isToken(tokens, i, ':')) return false;
    if (/^(?:def|defp|defmacro|function|sub|func|fn|lambda)$/i.test(textOf(tokens, i))) return true;
    if (tokens.first[i]) return false;
  }
  return false;
}

/** `def login` of Ruby. */
function definitionWithoutParameters(tokens: Tokens, i: number): Header | undefined {
  if (!isToken(tokens, i, 'def') || !isKind(tokens, i + 1, kinds.word)) return undefined;
  return { name: textOf(tokens, i + 1), at: i + 1, parameters: [] };
}

function headerOf(tokens: Tokens, open: number, close: number): Header | undefined {
  const parameters = itemsOf(tokens, { from: open + 1, to: close });
  const before = open - 1;
  if (isKind(tokens, before, kinds.word)) {
    const name = textOf(tokens, before);
    if (blockWords.has(name) || isToken(tokens, before - 1, 'class')) return undefined;
    if (name === 'function' || name === 'func' || name === 'async' || name === 'fn') {
      return { ...assigned(tokens, before, open), parameters };
    }
    return isKeyword(tokens, before) ? undefined : { name, at: before, parameters };
  }
  // Generics: name<T>(…)
  if (isToken(tokens, before, '>')) {
    for (let i = before; i > before - 16 && i >= 0; i--) {
      if (isToken(tokens, i, '<') && isKind(tokens, i - 1, kinds.word)) {
        return { name: textOf(tokens, i - 1), at: i - 1, parameters };
      }
    }
  }
  if (
    isToken(tokens, before, '=') ||
    isToken(tokens, before, ':') ||
    isToken(tokens, before, '(') ||
    isToken(tokens, before, ',')
  ) {
    return { ...assigned(tokens, open, open), parameters };
  }
  return undefined;
}

/** The name of what a function without one is assigned to. */
function assigned(tokens: Tokens, i: number, open: number): { name: string; at: number } {
  let sign = i - 1;
  if (isToken(tokens, sign, 'async')) sign--;
  if ((isToken(tokens, sign, '=') || isToken(tokens, sign, ':')) && isKind(tokens, sign - 1, kinds.word)) {
    return { name: textOf(tokens, sign - 1), at: sign - 1 };
  }
  return { name: '', at: open };
}

const blockWords = new Set(
  'if for while switch catch with elif elsif else unless until foreach using lock synchronized match when select except guard repeat do try class struct interface enum object module namespace trait impl return'.split(
    ' ',
  ),
);
