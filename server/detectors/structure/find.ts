import type { Source } from '../../engine/source.ts';
import { isMet, type Looking } from './condition.ts';
import type { Row } from './expression.ts';
import { functionsOf } from './functions.ts';
import { type Grammar, grammarOf } from './grammar.ts';
import { lex } from './lex.ts';
import { type Captures, findPattern, type StructureMatch } from './match.ts';
import { type Pattern, parsePattern } from './pattern.ts';
import { scopeOf } from './scope.ts';
import type { Alternative, Around, Conditions, ReadyRegex, StructureSpec } from './spec.ts';
import { sliceOf, type Tokens, textOf } from './tokens.ts';
import { unprovided } from './unprovided.ts';
import { hashOf, indexedWords, occurs, wordsOf } from './wordIndex.ts';

/** A place where a rule's pattern matches and all its conditions are met. */
export interface Found extends StructureMatch {
  readonly tokens: Tokens;
  readonly alternative: Alternative;
  /** What is reported: the metavariable that the rule names, or all of the match. */
  readonly reported: Row;
}

/** Makes a search for what a rule describes. What it needs is made once, when it is first needed. */
export function searchFor(spec: StructureSpec): (source: Source) => Found[] {
  const regexes = new Map<ReadyRegex, RegExp>();
  const patterns = new Map<Grammar, Map<string, Pattern>>();
  const regex = (ready: ReadyRegex): RegExp => remembered(regexes, ready, () => new RegExp(ready.source, ready.flags));
  const alternatives = spec.any.map((alternative) => ({
    alternative,
    hashes: indexedWords(alternative.pattern).map(hashOf),
  }));
  const says = (text: string) => (ready: ReadyRegex) => regex(ready).test(text);
  return (source) => {
    const words = wordsOf(source);
    const possible = alternatives.filter(({ hashes }) => hashes.every((hash) => occurs(words, hash)));
    if (!possible.length && !spec.functions && !spec.unprovided) return [];
    const grammar = grammarOf(source.language);
    const known = remembered(patterns, grammar, () => new Map<string, Pattern>());
    const pattern = (text: string): Pattern => remembered(known, text, () => parsePattern(text, grammar));
    if (spec.text.has.length && !spec.text.has.some(says(source.text))) return [];
    if (spec.text.lacks.some(says(source.text))) return [];
    const tokens = tokensOf(source, grammar);
    const ways = { tokens, pattern, regex };
    const all = { from: 0, to: tokens.count };
    const found = possible.flatMap(({ alternative }) =>
      findPattern(tokens, pattern(alternative.pattern), all, (match) => accepted(spec, alternative, match, ways)).map(
        (match) => reportedOf(spec, alternative, match, tokens),
      ),
    );
    return [
      ...found,
      ...(spec.functions ? functionMatches(spec, ways) : []),
      ...(spec.unprovided ? unprovidedMatches(spec, ways) : []),
    ];
  };
}

function reportedOf(spec: StructureSpec, alternative: Alternative, match: StructureMatch, tokens: Tokens): Found {
  const name = alternative.report ?? spec.report;
  const reported = (name === undefined ? undefined : match.captures.get(name)) ?? match.row;
  return { ...match, tokens, alternative, reported };
}

function remembered<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const lexed = new WeakMap<Source, Tokens>();

/** The tokens of a source, cut once for all rules. */
export function tokensOf(source: Source, grammar = grammarOf(source.language)): Tokens {
  const known = lexed.get(source);
  if (known) return known;
  const tokens = { ...lex(source.text, grammar), words: wordsOf(source) };
  lexed.set(source, tokens);
  return tokens;
}

type Ways = Omit<Looking, 'captures'>;

const nothing: Alternative = { pattern: '', where: {} };

function unprovidedMatches(spec: StructureSpec, ways: Ways): Found[] {
  const { tokens } = ways;
  const { regex, notRegex } = spec.where.NAME ?? {};
  const known = new Map<string, boolean>();
  // Every word of the file is asked about, so by its text alone.
  const isAsked = (at: number): boolean => {
    const name = textOf(tokens, at);
    const fits = () => !((regex && !ways.regex(regex).test(name)) || (notRegex && ways.regex(notRegex).test(name)));
    return remembered(known, name, fits);
  };
  return unprovided(tokens, isAsked).flatMap((at) => {
    const name = { from: at, to: at + 1 };
    const found = accepted(spec, nothing, { row: name, captures: new Map([['NAME', name]]) }, ways);
    return found ? [reportedOf(spec, nothing, found, tokens)] : [];
  });
}

function functionMatches(spec: StructureSpec, ways: Ways): Found[] {
  const { tokens } = ways;
  return functionsOf(tokens).flatMap(({ at, parameters, body }) => {
    const name = { from: at, to: at + 1 };
    const last = parameters.at(-1);
    const captures = new Map<string, Row>([
      ['NAME', name],
      ['PARAMETERS', last ? { from: parameters[0]!.from, to: last.to } : { from: at, to: at }],
      ['BODY', body],
    ]);
    const match = { row: name, captures };
    const known = accepted(spec, nothing, match, ways, body);
    return known ? [reportedOf(spec, nothing, known, tokens)] : [];
  });
}

/** The match, with what stands for the metavariables of the patterns around it; undefined where it does not count. */
function accepted(
  spec: StructureSpec,
  alternative: Alternative,
  match: StructureMatch,
  ways: Ways,
  inner: Row = match.row,
): StructureMatch | false {
  const looking: Looking = { ...ways, captures: match.captures };
  const isGood =
    areMet(spec.where, looking) &&
    areMet(alternative.where, looking) &&
    (!spec.inside.length || spec.inside.some((text) => isInside(text, match.row, looking))) &&
    !spec.notInside.some((text) => isInside(text, match.row, looking));
  if (!isGood) return false;
  const captures = capturesAround(spec.around, match, ways, inner);
  if (!captures) return false;
  const knowing: Looking = { ...ways, captures };
  if (captures !== match.captures && !(areMet(spec.where, knowing) && areMet(alternative.where, knowing))) return false;
  if (spec.either.length && !spec.either.some((conditions) => areAllMet(conditions, knowing))) return false;
  return { row: match.row, captures };
}

function capturesAround(arounds: readonly Around[], match: StructureMatch, ways: Ways, inner: Row) {
  let captures: Captures | undefined = match.captures;
  for (const around of arounds) {
    captures = standingAround(around, match.row, inner, { ...ways, captures });
    if (!captures) return undefined;
  }
  return captures;
}

function areMet(conditions: Conditions, looking: Looking): boolean {
  return Object.entries(conditions).every(([name, condition]) => {
    const row = looking.captures.get(name);
    return !row || isMet(condition, row, looking);
  });
}

function areAllMet(conditions: Conditions, looking: Looking): boolean {
  return Object.keys(conditions).every((name) => looking.captures.has(name)) && areMet(conditions, looking);
}

function isInside(text: string, row: Row, { tokens, pattern }: Looking): boolean {
  const around = rowsOf(tokens, pattern(text));
  return around.some((outer) => outer.from <= row.from && row.to <= outer.to);
}

/** Where a pattern matches in a text: looked for once, for all that may stand inside. */
function rowsOf(tokens: Tokens, pattern: Pattern): readonly Row[] {
  const all = remembered(rows, tokens, () => new Map<Pattern, readonly Row[]>());
  return remembered(all, pattern, () =>
    findPattern(tokens, pattern, { from: 0, to: tokens.count }).map(({ row }) => row),
  );
}

const rows = new WeakMap<Tokens, Map<Pattern, readonly Row[]>>();

/** What metavariables stand for once the patterns around are looked at; undefined where it is not as it must be. */
function standingAround(around: Around, row: Row, inner: Row, looking: Looking): Captures | undefined {
  const { tokens, pattern, regex, captures } = looking;
  const whole = scopeOf(tokens, around.scope, row, inner);
  const scope =
    around.place === 'before'
      ? { from: whole.from, to: row.from }
      : around.place === 'after'
        ? { from: row.to, to: whole.to }
        : whole;
  const occurring = (text: string): StructureMatch[] => findPattern(tokens, pattern(text), scope, () => true, captures);
  if (around.lacks.some((text) => occurring(text).length)) return undefined;
  const text = sliceOf(tokens, scope.from, scope.to);
  if (around.regex !== undefined && !regex(around.regex).test(text)) return undefined;
  if (around.notRegex !== undefined && regex(around.notRegex).test(text)) return undefined;
  if (!around.has.length) return captures;
  for (const text of around.has) {
    // Of several the nearest, as far as that can be told: the last one before, the first one after.
    const nearest = occurring(text).at(around.place === 'before' ? -1 : 0);
    if (nearest) return nearest.captures.size > captures.size ? nearest.captures : captures;
  }
  return undefined;
}
