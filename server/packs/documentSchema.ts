import * as v from 'valibot';
import { described, listOf, oneOf, words } from './schemaParts.ts';

/** What a rule file may say under `detect.document`; `server/detectors/document/document.ts` says what it means. */

const nameKinds = ['password', 'secret', 'token', 'key', 'auth', 'bare-key'] as const;

const literal = v.union(
  [v.string(), v.number(), v.boolean(), v.null()],
  'Write a text, a number, true, false or null.',
);

/** One, or a list of them; always a list behind the schema. */
const literals = v.pipe(
  v.union([literal, listOf(literal)], 'Write a value, or a list of values.'),
  v.transform((one) => (Array.isArray(one) ? one : [one])),
);

const paths = v.pipe(
  v.union([words, v.pipe(listOf(words), v.nonEmpty('Name at least one path.'))], 'Write a path, or a list of paths.'),
  v.transform((one) => (Array.isArray(one) ? one : [one])),
);

const tests = {
  is: described(v.optional(literals), 'A literal that is one of these; in either case, and `yes` is `true`.'),
  not: described(v.optional(literals), 'A literal that is none of these.'),
  matches: described(v.optional(words), 'A regular expression that a literal matches.'),
  matchesNot: described(v.optional(words), 'A regular expression that a literal does not match.'),
  says: described(v.optional(words), 'A regular expression that matches what is written there, be it an expression.'),
  saysNot: described(v.optional(words), 'A regular expression that does not match what is written there.'),
  below: described(v.optional(v.number()), 'A number that is less.'),
  above: described(v.optional(v.number()), 'A number that is more.'),
  spans: described(v.optional(listOf(v.number())), 'A number, or numbers and ranges, that one of these lies in.'),
  literal: described(v.optional(v.boolean('Write true or false.')), 'Whether the value itself is written there.'),
  empty: described(v.optional(v.boolean('Write true or false.')), 'Whether nothing is in it.'),
  kind: described(v.optional(oneOf(['map', 'list', 'scalar'])), 'What it is.'),
  names: described(v.optional(listOf(oneOf(nameKinds))), 'A literal that is itself a name for one of these.'),
  namesPlace: described(v.optional(v.literal(true)), 'It refers to the place by its key.'),
  sameKey: described(v.optional(v.literal(true)), 'It has the key of the place.'),
  sameAs: described(v.optional(words), 'A path from the place; the same value stands there.'),
  unlisted: described(v.optional(words), 'A path from the place; neither a key nor a value there has its name.'),
  key: described(v.optional(words), 'A regular expression that its key matches.'),
  means: described(v.optional(listOf(oneOf(nameKinds))), 'Its key is a name for one of these.'),
};

/** Conditions in conditions go two deep, which is as far as anybody can read. */
const innermost = v.strictObject({ ...tests, exists: v.optional(v.boolean('Write true or false.')) });
const innerConditions = v.record(words, v.union([innermost, literals]));
const inner = v.strictObject({
  ...tests,
  exists: described(v.optional(v.boolean('Write true or false.')), 'Whether the path leads anywhere.'),
  when: described(v.optional(innerConditions), 'What must hold, seen from there.'),
  unless: described(v.optional(innerConditions), 'What must not hold, seen from there.'),
});

const Conditions = v.record(
  words,
  v.union([inner, literals], 'Write a value, a list of values, or tests: { matches: … }.'),
);
export type Conditions = v.InferOutput<typeof Conditions>;

const query = {
  in: described(v.optional(paths), 'Where to look: the places that are judged. Left out: every document.'),
  name: described(
    v.optional(
      v.strictObject({
        matches: described(v.optional(words), 'A regular expression.'),
        means: described(v.optional(listOf(oneOf(nameKinds))), 'The key is a name for one of these.'),
      }),
    ),
    'What the key of a place must be like.',
  ),
  when: described(v.optional(Conditions), 'Paths from the place, and what must stand there: all of it.'),
  unless: described(v.optional(Conditions), 'Paths from the place, and what must not stand there: none of it.'),
  at: described(v.optional(paths), 'From the place to what is found. Left out: the place itself.'),
  ...tests,
  missing: described(v.optional(v.literal(true)), 'Found where `at` leads nowhere.'),
  report: described(v.optional(oneOf(['key', 'value', 'place', 'line'])), 'Where to show it, if not where it stands.'),
  becomes: described(
    v.optional(
      v.union(
        [v.boolean(), v.number(), v.pipe(v.string(), v.regex(/^[\w.-]+$/, 'Write a single word.'))],
        'Write true, false, a number or a word.',
      ),
    ),
    'What the value should be: a fix writes it.',
  ),
  part: described(v.optional(words), 'A regular expression: what it finds in the value is shown.'),
  ignoreCase: described(v.optional(v.boolean('Write true or false.')), 'Names in paths mean every case.'),
};

const Query = v.strictObject(query);
export type Query = v.InferOutput<typeof Query>;

export const DocumentDeclaration = v.strictObject({
  ...query,
  any: described(
    v.optional(v.pipe(listOf(Query), v.nonEmpty('Write at least one.'))),
    'Several of these, for several dialects, instead of one.',
  ),
});
export type DocumentDeclaration = v.InferOutput<typeof DocumentDeclaration>;
