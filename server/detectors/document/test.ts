import { type NameKind, nameKind } from '../credential/name.ts';
import type { DocumentNode } from './node.ts';
import { follow, isExpression, type Level, levelOf, named, type Place, rootOf, type Way } from './place.ts';
import type { Condition, DocumentPath, Literal, NameTest, RegexSource, ValueTest } from './spec.ts';

/** What a test is made against. */
export interface Testing {
  /** The text that the document was read from. */
  readonly text: string;
  /** The place that is judged. */
  readonly about: Place;
  readonly ignoreCase: boolean;
}

/** Whether all of the conditions hold, seen from `from`. */
export function holdAll(conditions: readonly Condition[], from: Place, testing: Testing): boolean {
  return conditions.every((condition) => holds(condition, from, testing));
}

/** Whether one of the conditions holds, seen from `from`. */
export function holdsAny(conditions: readonly Condition[], from: Place, testing: Testing): boolean {
  return conditions.some((condition) => holds(condition, from, testing));
}

function holds(condition: Condition, from: Place, testing: Testing): boolean {
  const { path, test } = condition;
  if (path[0]?.to !== 'root') return isMet(test, follow(path, from, testing.ignoreCase), testing);
  const level = levelOf(path.slice(1), rootOf(from), testing.ignoreCase);
  // A question about the whole document that is asked for every place has one answer, or one for every name.
  if (isJust(test, 'namesPlace')) return namesIn(level, named(testing.about)?.entry.key, testing.text);
  if (dependsOnPlace(test)) return isMet(test, level, testing);
  return once(level, idOf(condition), () => isMet(test, level, testing));
}

function isMet(test: ValueTest, { places, hidden }: Way, testing: Testing): boolean {
  if (test.exists === false) return !places.length && !hidden;
  return places.some((place) => passes(test, place, testing));
}

function isJust(test: ValueTest, part: keyof ValueTest): boolean {
  return test[part] !== undefined && Object.keys(test).length === 1;
}

function dependsOnPlace(test: ValueTest): boolean {
  if (test.namesPlace || test.sameKey || test.sameAs || test.unlisted) return true;
  return [...(test.when ?? []), ...(test.unless ?? [])].some((inner) => dependsOnPlace(inner.test));
}

/** Works something out about where a path leads, once. */
function once<Value>({ known }: Level, what: string, compute: () => Value): Value {
  if (!known.has(what)) known.set(what, compute());
  return known.get(what) as Value;
}

const ids = new WeakMap<Condition, string>();

function idOf(condition: Condition): string {
  let id = ids.get(condition);
  if (id === undefined) {
    id = JSON.stringify(condition.test);
    ids.set(condition, id);
  }
  return id;
}

/** Whether the name stands as a word in what is written at one of the places. */
function namesIn(level: Level, name: string | undefined, text: string): boolean {
  if (name === undefined) return false;
  const words = once(level, 'words', () => {
    const written = level.places.map(({ node }) => text.slice(node.span.start, node.span.end));
    return new Set(written.flatMap((piece) => piece.match(/[A-Za-z0-9_-]+/g) ?? []));
  });
  return words.has(name);
}

/**
 * The places that have the key of the place that is judged, where that is asked; all of them otherwise.
 * @param way from a document on, else nothing is remembered
 */
export function candidates(way: Way | Level, test: ValueTest, about: Place): readonly Place[] {
  if (!test.sameKey || !('known' in way)) return way.places;
  const key = named(about)?.entry.key;
  return key === undefined ? [] : (once(way, 'keys', () => byKey(way)).get(key) ?? []);
}

function byKey({ places }: Way): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  for (const place of places) {
    const key = named(place)?.entry.key;
    if (key === undefined) continue;
    const list = found.get(key);
    if (list) list.push(place);
    else found.set(key, [place]);
  }
  return found;
}

/** Whether what stands at `place` meets the test. An expression is never equal to anything, nor different from it. */
export function passes(test: ValueTest, place: Place, testing: Testing): boolean {
  const { node } = place;
  if (test.literal !== undefined && test.literal !== isLiteral(node)) return false;
  if (test.kind !== undefined && test.kind !== node.kind) return false;
  if (test.empty !== undefined && (isExpression(node) || test.empty !== isEmpty(node))) return false;
  if (!passesValue(test, node, testing.text)) return false;
  if (!passesText(test, node, testing)) return false;
  if (test.key && !passesName(test.key, place)) return false;
  if (test.sameKey && named(place)?.entry.key !== named(testing.about)?.entry.key) return false;
  if (test.sameAs && !isSame(test.sameAs, node, testing)) return false;
  if (test.unlisted && !isUnlisted(test.unlisted, place, testing)) return false;
  if (test.when && !holdAll(test.when, place, testing)) return false;
  return !(test.unless && holdsAny(test.unless, place, testing));
}

function isLiteral(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.value !== null && !isExpression(node);
}

function isEmpty(node: DocumentNode): boolean {
  if (node.kind === 'map') return !node.entries.length && !node.merged;
  return node.kind === 'list' ? !node.items.length : node.value === null || node.value === '';
}

function passesValue(test: ValueTest, node: DocumentNode, text: string): boolean {
  const { is, not, matches, matchesNot, names, spans, below, above } = test;
  const isNumber = below !== undefined || above !== undefined;
  if (!is && !not && !matches && !matchesNot && !names && !spans && !isNumber) return true;
  if (node.kind !== 'scalar' || isExpression(node)) return false;
  if (is && !is.some((literal) => isEqual(node.value, literal))) return false;
  if (not?.some((literal) => isEqual(node.value, literal))) return false;
  const shown = shownValue(node, text);
  if (matches && !regexOf(matches).test(shown)) return false;
  if (matchesNot && regexOf(matchesNot).test(shown)) return false;
  if (names && !meansOne(shown, names)) return false;
  if (spans && !spansOne(shown, spans)) return false;
  if (!isNumber) return true;
  const number = typeof node.value === 'string' && node.value.trim() ? Number(node.value) : node.value;
  return (
    typeof number === 'number' && (below === undefined || number < below) && (above === undefined || number > above)
  );
}

function passesText({ says, saysNot, namesPlace }: ValueTest, node: DocumentNode, { text, about }: Testing): boolean {
  if (!says && !saysNot && !namesPlace) return true;
  const written = text.slice(node.span.start, node.span.end);
  if (says && !regexOf(says).test(written)) return false;
  if (saysNot && regexOf(saysNot).test(written)) return false;
  if (!namesPlace) return true;
  const name = named(about)?.entry.key;
  return name !== undefined && holdsWord(written, name);
}

/** Whether the value also stands where the path leads, seen from the place that is judged. */
function isSame(path: DocumentPath, node: DocumentNode, { about, ignoreCase }: Testing): boolean {
  if (node.kind !== 'scalar') return false;
  return follow(path, about, ignoreCase).places.some(
    (place) => place.node.kind === 'scalar' && isEqual(place.node.value, node.value),
  );
}

/** Whether what the path leads to, seen from the place that is judged, has neither a key nor a value of this name. */
function isUnlisted(path: DocumentPath, { node, ...place }: Place, { about, ignoreCase }: Testing): boolean {
  if (node.kind === 'scalar' && isExpression(node)) return false;
  const name = isLiteral(node) && node.kind === 'scalar' ? String(node.value) : named({ node, ...place })?.entry.key;
  if (name === undefined) return false;
  const way = follow(path, about, ignoreCase);
  const names = 'known' in way ? once(way as Level, 'names', () => namesOf(way)) : namesOf(way);
  return !names.has(name) && !way.hidden;
}

/** The keys and the values at the end of a path. */
function namesOf({ places }: Way): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node, entry } of places) {
    if (entry) names.add(entry.key);
    if (node.kind === 'scalar') names.add(String(node.value));
  }
  return names;
}

/** Whether the word stands in the text, and not as a part of a longer one. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isWordPart(text.charCodeAt(at - 1)) && !isWordPart(text.charCodeAt(at + word.length))) return true;
  }
  return false;
}

function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** Whether the key of the place looks and means as it should. */
export function passesName({ regex, means }: NameTest, place: Place): boolean {
  const key = named(place)?.entry.key;
  if (key === undefined) return false;
  if (regex && !regexOf(regex).test(key)) return false;
  return !means || meansOne(key, means);
}

function meansOne(name: string, kinds: readonly NameKind[]): boolean {
  const kind = nameKind(name);
  return kind !== undefined && kinds.includes(kind);
}

/** Whether one of the numbers is among those that stand there: numbers and ranges with commas between them, or all. */
function spansOne(written: string, numbers: readonly number[]): boolean {
  return written.split(',').some((part) => {
    const range = /^\s*(\d{1,9})(?:\s*[-/:]\s*(\d{1,9}))?\s*$/.exec(part);
    if (!range) return part.trim() === '*';
    const from = Number(range[1]);
    const to = range[2] === undefined ? from : Number(range[2]);
    return numbers.some((number) => number >= from && number <= to);
  });
}

/** A text as it is decoded; of a number or a word what stands there, so that `1.0` is not `1`. */
function shownValue(node: DocumentNode & { kind: 'scalar' }, text: string): string {
  return typeof node.value === 'string' ? node.value : text.slice(node.span.start, node.span.end);
}

/** Configurations write `true`, `"true"`, `True` and `yes` for one thing, and names of values in every case. */
function isEqual(value: Literal, wanted: Literal): boolean {
  if (value === wanted) return true;
  if (value === null || wanted === null) return false;
  const written = String(value).toLowerCase();
  if (typeof wanted === 'boolean') return truths.get(written) === wanted;
  return written === String(wanted).toLowerCase();
}

const truths = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

const made = new WeakMap<RegexSource, RegExp>();

/** The regular expression, made once. */
export function regexOf(source: RegexSource): RegExp {
  let regex = made.get(source);
  if (!regex) {
    regex = new RegExp(source.source, source.flags);
    made.set(source, regex);
  }
  return regex;
}
