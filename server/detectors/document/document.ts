import type { Detector } from '../../engine/detector.ts';
import { oncePerSource } from '../../engine/oncePerSource.ts';
import type { Source } from '../../engine/source.ts';
import type { Span } from '../../engine/span.ts';
import { documentsOf } from './documents.ts';
import { documentPlace, follow, isExpression, named, type Place } from './place.ts';
import type { DocumentPath, DocumentQuery, DocumentSpec } from './spec.ts';
import { candidates, holdAll, holdsAny, passes, passesName, regexOf, type Testing } from './test.ts';

/**
 * Finds settings in configuration texts: YAML, JSON, HCL, TOML, properties, INI, `.env`, XML, Dockerfile and Bicep, all
 * read into one kind of tree (`node.ts`; each reader says how its format becomes it). A rule says where to look and what
 * must stand there or must not be missing:
 *
 * ```yaml
 * detect:
 *   document:
 *     in: resource.aws_db_instance.*          # the places that are judged; left out: every document
 *     when: { engine: [mysql, postgres] }     # … where all of this holds,
 *     unless: { tags.demo: true }             # … and none of this
 *     at: storage_encrypted                   # what is found, seen from the place; left out: the place itself
 *     is: false                               # … where it is so,
 *     missing: true                           # … or where it is not there at all
 * ```
 *
 * or, for several dialects, `any:` with a list of such parts.
 *
 * **Paths** are steps joined by dots. `in` and `at` may be lists of them.
 *
 * | step | leads to |
 * |---|---|
 * | `name` | the entry of that name; of a list, that of each of its items |
 * | `{a,b,'c.d'}`, `aws_*`, `'a.b'` | names to choose from, with parts left open (`*`), with dots in them (quoted) |
 * | `*` | every entry, every item |
 * | `**` | the thing itself and everything in it, but for the inside of expressions |
 * | `[*]`, `[0]` | every item of a list (what is no list is its own only item), the first one |
 * | `^`, `$` | what is around it; the document |
 *
 * **Tests** stand beside `at`, and behind the paths of `when` and `unless`, where a bare value or a list means `is`. All
 * that are given must be met. Of several things that a path leads to, one that meets them is enough.
 *
 * | test | is met by |
 * |---|---|
 * | `is`, `not` | a literal that is one of these, or none of them; upper and lower case are the same, `yes` is `true` |
 * | `matches`, `matchesNot` | a literal with a text that the regular expression finds something in, or nothing |
 * | `says`, `saysNot` | the same for whatever stands there, expressions and whole maps included |
 * | `below`, `above` | a number |
 * | `spans` | ports that hold one of these: `22`, `20-25`, `20/25`, `22,80-90`, `*` |
 * | `literal`, `kind`, `empty` | a literal or an expression; `map`, `list` or `scalar`; nothing in it |
 * | `names` | a literal that is itself the name of a credential: `Name: DB_PASSWORD` |
 * | `namesPlace` | what refers to the place by its key |
 * | `sameKey` | what has the key of the place |
 * | `sameAs` | what has the value that stands where this path leads, seen from the place |
 * | `unlisted` | a name (its value, or else its key) that stands nowhere where this path leads, seen from the place |
 * | `key` | a key that fits a regular expression |
 * | `means` | a key that names a credential: password, secret, token, key, auth |
 * | `exists` | (in conditions) a path that leads somewhere, or nowhere |
 * | `when`, `unless` | conditions, seen from there |
 *
 * An expression (`var.x`, `!Ref X`, `{ Fn::If: … }`, `${{ … }}`) is no literal, so no test of a value is met by one; and
 * what may stand behind it is not `missing`.
 *
 * What is found is shown at the value; where it is a map or a list at its key; what is missing at the key of the nearest
 * thing around that is there. `report: key | value | place | line` says otherwise (`place`: the key of the
 * place, or the nearest around it; `line`: its first line, for the items of a list), and
 * `part: regex` shows only what it finds in the value, as it is written. `name` is a test for the key of the place:
 * `{ matches: regex }` or `{ means: [password] }`. `ignoreCase: true`: names mean every case.
 *
 * `becomes: value` offers the fix that writes this value, or adds it where it is missing.
 *
 * Facts for messages: `{KEY}`, the key that is found or missing; `{NAME}`, the key of the place.
 */
export const documentDetector: Detector<DocumentSpec> = {
  kind: 'document',
  anywhere: true,
  prepare: ({ detect, finds }) => {
    return (source) =>
      searchSettings(detect, source).map(({ span, facts, query, place }) => ({
        // A secret is what stands inside of the quotes.
        span: finds === 'code' ? span : withoutQuotes(span, source.text),
        // Of a script of many lines, the script down to the part.
        ...(query.part && finds === 'code'
          ? { whole: { start: keySpan(place, source.text).start, end: span.end } }
          : {}),
        facts,
      }));
  },
};

function withoutQuotes({ start, end }: Span, text: string): Span {
  const quote = text[start];
  const quoted = (quote === '"' || quote === "'") && end - start > 2 && text[end - 1] === quote;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A setting that was found, or the place where it is missing. */
export interface FoundSetting {
  readonly span: Span;
  readonly facts: Readonly<Record<'KEY' | 'NAME', string>>;
  readonly query: DocumentQuery;
  readonly place: Place;
  /** What is missing at the place: the names that lead from there to it. */
  readonly missing?: DocumentPath;
}

/** What the rule finds, with all that a fix must know. */
export function searchSettings(spec: DocumentSpec, source: Source): FoundSetting[] {
  const settings: FoundSetting[] = [];
  for (const document of placesOf(source)) {
    for (const query of spec.any) settings.push(...found(query, document, source));
  }
  return settings;
}

const placesOf = oncePerSource((source) => documentsOf(source).map(documentPlace));

function found(query: DocumentQuery, document: Place, source: Source): FoundSetting[] {
  const { ignoreCase = false, name, when = [], unless = [] } = query;
  const places = query.in ? query.in.flatMap((path) => follow(path, document, ignoreCase).places) : [document];
  return places.flatMap((about) => {
    const testing: Testing = { text: source.text, about, ignoreCase };
    if (isExpression(about.node)) return [];
    if (name && !passesName(name, about)) return [];
    if (!holdAll(when, about, testing) || holdsAny(unless, about, testing)) return [];
    return foundAt(query, testing).flatMap((found) => settingOf(found, query, testing));
  });
}

/** Something to report: a place, or what is missing in it. */
type Found = Pick<FoundSetting, 'place' | 'missing'>;

function foundAt(query: DocumentQuery, testing: Testing): Found[] {
  const { about, ignoreCase } = testing;
  const { at, test = {} } = query;
  if (!at) return passes(test, about, testing) ? [{ place: about }] : [];
  const ways = at.map((path) => follow(path, about, ignoreCase));
  const places = ways.flatMap((way) => candidates(way, test, about));
  if (places.length) {
    // With nothing but `missing` to ask for, what is there is as it should be.
    if (query.missing && !query.test) return [];
    return places.filter((place) => passes(test, place, testing)).map((place) => ({ place }));
  }
  if (ways.some(({ places: all }) => all.length)) return [];
  return query.missing && !ways.some(({ hidden }) => hidden) ? [missingFrom(at[0]!, testing)] : [];
}

/** The nearest thing around what is missing, and the names that lead nowhere from there. */
function missingFrom(path: DocumentPath, { about, ignoreCase }: Testing): Found {
  let place = about;
  for (const index of path.keys()) {
    const [next] = follow(path.slice(0, index + 1), about, ignoreCase).places;
    if (!next) return { place, missing: path.slice(index) };
    place = next;
  }
  return { place, missing: [] };
}

function settingOf({ place, missing }: Found, query: DocumentQuery, testing: Testing): FoundSetting[] {
  const span = spanOf({ place, ...(missing ? { missing } : {}) }, query, testing);
  if (!span) return [];
  const [step] = missing ?? [];
  const key = missing ? (step?.to === 'names' ? (step.names[0] ?? '') : '') : (named(place)?.entry.key ?? '');
  const facts = { KEY: key, NAME: named(testing.about)?.entry.key ?? '' };
  return [{ span, facts, query, place, ...(missing ? { missing } : {}) }];
}

/** What to show; undefined where the part to show is not there. */
function spanOf(
  { place, missing }: Found,
  { report, part }: DocumentQuery,
  { text, about }: Testing,
): Span | undefined {
  const { node } = place;
  if (part && !missing) {
    const match = regexOf(part).exec(text.slice(node.span.start, node.span.end));
    if (!match) return undefined;
    const start = node.span.start + match.index;
    return firstLine({ start, end: start + match[0].length }, text);
  }
  if (report === 'line') return firstLine(about.node.span, text);
  if (report === 'place') return keySpan(about, text);
  if (missing || report === 'key') return keySpan(place, text);
  const shown = node.kind === 'scalar' && node.span.end > node.span.start;
  return shown || report === 'value' || !place.entry ? firstLine(node.span, text) : keySpan(place, text);
}

/** The key of a place, or the nearest around it; of a document the first key in it. */
function keySpan(place: Place, text: string): Span {
  const entry = named(place)?.entry;
  if (entry && entry.keySpan.end > entry.keySpan.start) return entry.keySpan;
  const { node, parent } = place;
  if (!parent && node.kind === 'map' && node.entries.length) return node.entries[0]!.keySpan;
  return firstLine(node.span, text);
}

/** A squiggle under many lines helps nobody. */
function firstLine({ start, end }: Span, text: string): Span {
  const line = text.indexOf('\n', start);
  if (line < 0 || line >= end) return { start, end };
  return { start, end: text.charCodeAt(line - 1) === 13 ? line - 1 : line };
}
