import { type NameKind, nameKind } from '../credential/name.ts';
import type { DocumentNode } from './node.ts';
import { follow, isExpression, named, type Place } from './place.ts';
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

function holds({ path, test }: Condition, from: Place, testing: Testing): boolean {
  const { places, hidden } = follow(path, from, testing.ignoreCase);
  if (test.exists === false) return !places.length && !hidden;
  return places.some((place) => passes(test, place, testing));
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
  const { is, not, matches, matchesNot, names, below, above } = test;
  if (!is && !not && !matches && !matchesNot && !names && below === undefined && above === undefined) return true;
  if (node.kind !== 'scalar' || isExpression(node)) return false;
  if (is && !is.some((literal) => isEqual(node.value, literal))) return false;
  if (not?.some((literal) => isEqual(node.value, literal))) return false;
  const shown = shownValue(node, text);
  if (matches && !regexOf(matches).test(shown)) return false;
  if (matchesNot && regexOf(matchesNot).test(shown)) return false;
  if (names && !meansOne(shown, names)) return false;
  if (below === undefined && above === undefined) return true;
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

/** Whether what the path leads to, seen from the place that is judged, has neither a key nor a value of this name. */
function isUnlisted(path: DocumentPath, place: Place, { about, ignoreCase }: Testing): boolean {
  const name =
    isLiteral(place.node) && place.node.kind === 'scalar' ? String(place.node.value) : named(place)?.entry.key;
  if (name === undefined || (place.node.kind === 'scalar' && isExpression(place.node))) return false;
  const { places, hidden } = follow(path, about, ignoreCase);
  const listed = places.some(
    ({ node, entry }) => entry?.key === name || (node.kind === 'scalar' && String(node.value) === name),
  );
  return !listed && !hidden;
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
