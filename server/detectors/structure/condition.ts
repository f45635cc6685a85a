import { assignmentBefore } from './assignments.ts';
import { chainEnd, itemsOf, type Row } from './expression.ts';
import { holds } from './flow.ts';
import { type Captures, findPattern } from './match.ts';
import { meansBy } from './meaning.ts';
import type { Pattern } from './pattern.ts';
import type { Condition, NumberRange, ReadyRegex } from './spec.ts';
import { bodyOf, bodyStart, isKind, isToken, kinds, sliceOf, type Tokens, textOf } from './tokens.ts';
import { writtenText } from './written.ts';

/** What conditions need to look at code. */
export interface Looking {
  readonly tokens: Tokens;
  readonly captures: Captures;
  readonly pattern: (text: string) => Pattern;
  readonly regex: (ready: ReadyRegex) => RegExp;
}

/** Whether a capture is what a condition asks for. */
export function isMet(condition: Condition, row: Row, looking: Looking): boolean {
  const { tokens } = looking;
  if (condition.not && isMet(condition.not, row, looking)) return false;
  if (condition.any && !condition.any.some((one) => isMet(one, row, looking))) return false;
  if (
    condition.names &&
    !condition.names.some((meaning) => namesIn(tokens, row).some((name) => meansBy(name, meaning)))
  ) {
    return false;
  }
  if (condition.holds && !condition.holds.some((meaning) => holds(tokens, row, meaning))) return false;
  if (condition.written !== undefined && (writtenText(tokens, row) !== undefined) !== condition.written) return false;
  const value = resolved(tokens, row);
  const has = (text: string): boolean => occursIn(looking, looking.pattern(text), row, value);
  if (condition.literal !== undefined && !isLiteral(tokens, value, condition.literal)) return false;
  if (condition.number && !isInRange(numberOf(tokens, value), condition.number)) return false;
  if (condition.has && !condition.has.some(has)) return false;
  if (condition.lacks && (!isKnown(tokens, value) || condition.lacks.some(has))) return false;
  if (condition.regex !== undefined && !matches(looking, condition.regex, row, value)) return false;
  return condition.notRegex === undefined || !matches(looking, condition.notRegex, row, value);
}

/** Those of the expression, and of the text that the file assigns to it: `const COOKIE = 'session'`. */
function namesIn(tokens: Tokens, row: Row): string[] {
  const value = resolved(tokens, row);
  const isText = value !== row && value.to - value.from === 1 && isKind(tokens, value.from, kinds.string);
  return isText ? [...namesOf(tokens, row), ...namesOf(tokens, value)] : namesOf(tokens, row);
}

/** The names that an expression is known by: the last of a chain, the content of a text, the key of an entry. */
function namesOf(tokens: Tokens, row: Row): string[] {
  if (row.to - row.from === 1 && tokens.kind[row.from] === kinds.string) {
    const body = bodyOf(tokens, row.from);
    return /^[^\s]{1,80}$/.test(body) ? [body] : [];
  }
  const end = chainEnd(tokens, row.from, row.to);
  if (end !== row.to) return [];
  const last = end - 1;
  if (isKind(tokens, last, kinds.word)) return [textOf(tokens, last)];
  if (isToken(tokens, last, ']') && isKind(tokens, last - 1, kinds.string)) return [bodyOf(tokens, last - 1)];
  return [];
}

/** What a variable was given, where the file says so; else the expression itself. */
function resolved(tokens: Tokens, row: Row): Row {
  let current = row;
  for (let steps = 0; steps < 3; steps++) {
    const i = current.from;
    if (current.to - i !== 1 || !isKind(tokens, i, kinds.word)) return current;
    const given = assignmentBefore(tokens, textOf(tokens, i), i);
    if (!given || given.key !== undefined) return current;
    current = given.value;
  }
  return current;
}

function occursIn(looking: Looking, pattern: Pattern, row: Row, value: Row): boolean {
  const { tokens, captures } = looking;
  const within = (part: Row): boolean => findPattern(tokens, pattern, part, () => true, captures).length > 0;
  if (within(value)) return true;
  if (value !== row && within(row)) return true;
  // Of arguments: what the variables among them were given.
  return itemsOf(tokens, row).some((item) => {
    const of = resolved(tokens, item);
    return of !== item && within(of);
  });
}

/** Whether all of an expression can be seen: nothing of it is a variable from elsewhere, or spread into it. */
function isKnown(tokens: Tokens, row: Row): boolean {
  for (let i = row.from; i < row.to; i++) {
    if (isToken(tokens, i, '...') || isToken(tokens, i, '**')) {
      const spread = { from: i + 1, to: i + 2 };
      if (resolved(tokens, spread) === spread) return false;
    }
  }
  if (row.to - row.from === 1 && isKind(tokens, row.from, kinds.word)) return isConstant(textOf(tokens, row.from));
  return itemsOf(tokens, row).every((item) => {
    if (!isKind(tokens, item.from, kinds.word) || isNamedEntry(tokens, item)) return true;
    if (chainEnd(tokens, item.from, item.to) !== item.to) return true;
    // What opts, this.cookieOptions and optionsFor(request) have in them is said elsewhere.
    return resolved(tokens, item) !== item || !settings.test(sliceOf(tokens, item.from, item.to));
  });
}

function isNamedEntry(tokens: Tokens, { from, to }: Row): boolean {
  return from + 1 < to && /^(?:=|:|=>)$/.test(textOf(tokens, from + 1));
}

const settings = /^[^("']*(?:opt|conf|kwarg|setting|param|attr|props|init|flags|defaults|\$_?args)/i;

function isConstant(word: string): boolean {
  return /^(?:true|false|null|none|nil|undefined)$/i.test(word);
}

function isLiteral(tokens: Tokens, row: Row, wanted: NonNullable<Condition['literal']>): boolean {
  const kind = kindOfLiteral(tokens, row);
  if (wanted === true) return kind !== undefined;
  return wanted === false ? kind === undefined : kind === wanted;
}

function kindOfLiteral(tokens: Tokens, row: Row): 'string' | 'number' | 'boolean' | 'null' | undefined {
  if (row.to === row.from) return undefined;
  if (
    everyToken(tokens, row, (i) => tokens.kind[i] === kinds.string || isJoiner(tokens, i)) &&
    isKind(tokens, row.from, kinds.string)
  ) {
    return everyToken(tokens, row, (i) => tokens.kind[i] !== kinds.string || !hasCode(tokens, i))
      ? 'string'
      : undefined;
  }
  if (numberOf(tokens, row) !== undefined) return 'number';
  if (row.to - row.from !== 1 || !isKind(tokens, row.from, kinds.word)) return undefined;
  const word = textOf(tokens, row.from);
  if (/^(?:true|false)$/i.test(word)) return 'boolean';
  return isConstant(word) ? 'null' : undefined;
}

/** Between the parts of a text written in several. */
function isJoiner(tokens: Tokens, i: number): boolean {
  return isToken(tokens, i, '+') || isToken(tokens, i, '.') || isToken(tokens, i, '..') || isToken(tokens, i, '&');
}

function hasCode(tokens: Tokens, i: number): boolean {
  const written = tokens.text.slice(tokens.start[i], bodyStart(tokens, i));
  const body = bodyOf(tokens, i);
  if (written.includes('`') || written.includes('$') || /^[rb]?f/i.test(written)) return /\$\{|\{[^{]/.test(body);
  const quote = tokens.grammar.quotes.find(({ open }) => written.endsWith(open));
  return quote?.holes.some((style) => style !== '{' && style !== '$' && body.includes(style)) === true;
}

function everyToken(_tokens: Tokens, { from, to }: Row, is: (i: number) => boolean): boolean {
  for (let i = from; i < to; i++) if (!is(i)) return false;
  return true;
}

/** The value of a number, of a product or sum of numbers, or of a duration such as `timedelta(days=7)` in seconds. */
function numberOf(tokens: Tokens, row: Row): number | undefined {
  if (row.to <= row.from) return undefined;
  let sum = 0;
  let product = 1;
  for (let i = row.from; i < row.to; i++) {
    if (isToken(tokens, i, '*') && i > row.from) continue;
    if (isToken(tokens, i, '+') && i > row.from) {
      sum += product;
      product = 1;
      continue;
    }
    if (!isKind(tokens, i, kinds.number)) return undefined;
    const value = parseNumber(textOf(tokens, i));
    if (value === undefined) return undefined;
    product *= value;
  }
  return sum + product;
}

function parseNumber(written: string): number | undefined {
  const plain = written.replace(/_/g, '').replace(/(?<=\d)(?:[lLuUfFdDmM]|[iu](?:8|16|32|64|size)){1,4}$/, '');
  if (/^0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8);
  const value = Number(plain);
  return Number.isNaN(value) ? undefined : value;
}

function isInRange(value: number | undefined, { min, max, bits }: NumberRange): boolean {
  if (value === undefined) return false;
  if (min !== undefined && value < min) return false;
  if (max !== undefined && value > max) return false;
  return bits === undefined || (Math.trunc(value) & bits) !== 0;
}

function matches(looking: Looking, ready: ReadyRegex, row: Row, value: Row): boolean {
  const regex = looking.regex(ready);
  return regex.test(shown(looking.tokens, row)) || (value !== row && regex.test(shown(looking.tokens, value)));
}

/** The code as it is written; of a text its content. */
function shown(tokens: Tokens, row: Row): string {
  if (row.to - row.from === 1 && tokens.kind[row.from] === kinds.string) return bodyOf(tokens, row.from);
  return sliceOf(tokens, row.from, row.to);
}
