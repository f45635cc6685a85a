import * as v from 'valibot';
import { meanings } from '../detectors/structure/meaning.ts';
import { described, line, listOf, oneOf, words } from './schemaParts.ts';

/** What a rule file may say under `detect.structure`. */

/** One, or a list of them; always a list behind the schema. */
function some<const S extends v.BaseSchema<unknown, string, v.BaseIssue<unknown>>>(item: S) {
  return v.pipe(
    v.union([item, listOf(item)], 'Write one, or a list of them.'),
    v.transform((one): v.InferOutput<S>[] => (Array.isArray(one) ? one : [one]) as v.InferOutput<S>[]),
  );
}

const numbers = v.strictObject({
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  bits: described(v.optional(v.pipe(v.number(), v.integer())), 'A bit mask: at least one of these bits is set.'),
});

const plain = {
  names: described(
    v.optional(some(oneOf(meanings))),
    'It is a name, or a text that is one, of such a value: credential, token, password, session, personal, contact.',
  ),
  holds: described(
    v.optional(some(oneOf(meanings))),
    'It is an expression that can have such a value: by its name, or by what the file assigns to it.',
  ),
  regex: described(
    v.optional(words),
    'A regular expression over the code as it is written; of a text over its content.',
  ),
  notRegex: described(v.optional(words), 'A regular expression that must not match.'),
  literal: described(
    v.optional(
      v.union([v.boolean(), oneOf(['string', 'number', 'boolean'])], 'Write true, false, string, number or boolean.'),
    ),
    'Whether it is a literal, or of which kind; a variable counts as what the file assigns to it.',
  ),
  written: described(
    v.optional(v.boolean('Write true or false.')),
    'Its text is written in the file, also behind what turns it into bytes or characters, and is no placeholder.',
  ),
  number: described(v.optional(numbers), 'It is a number in this range.'),
  has: described(v.optional(some(words)), 'Patterns, one of which occurs in it.'),
  lacks: described(
    v.optional(some(words)),
    'Patterns, none of which occurs in it. Not met where a part of it comes from elsewhere, so that nobody can know.',
  ),
};

/** Conditions in conditions go two deep, which is as far as anybody can read. */
const inner = v.strictObject({ ...plain, not: v.optional(v.strictObject(plain)) });

const Condition = v.strictObject({
  ...plain,
  not: described(v.optional(inner), 'A condition that it must not meet.'),
  any: described(v.optional(listOf(inner)), 'Conditions, one of which it must meet.'),
});

const Conditions = v.record(
  v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'Write the name of a metavariable, without its $.')),
  Condition,
);

const Around = v.strictObject({
  scope: described(
    oneOf(['statement', 'block', 'function', 'signature', 'outermost', 'file']),
    'How far to look; `signature` is the name and the parameters of the function around it, `outermost` the outermost function.',
  ),
  place: described(v.optional(oneOf(['before', 'after', 'anywhere']), 'anywhere'), 'On which side of the match.'),
  has: described(
    v.optional(some(words), []),
    'Patterns, one of which must stand there. Metavariables of the match keep what they stand for; further ones can be ' +
      'asked about like those of the match.',
  ),
  lacks: described(v.optional(some(words), []), 'Patterns, none of which may stand there.'),
  regex: described(v.optional(words), 'A regular expression over the code there.'),
  notRegex: described(v.optional(words), 'A regular expression over the code there, which must not match.'),
});

const Alternative = v.union(
  [
    words,
    v.strictObject({
      pattern: described(words, 'Code with metavariables.'),
      where: described(v.optional(Conditions, {}), 'What metavariables of this pattern must stand for.'),
      report: described(v.optional(words), 'The metavariable whose place is reported.'),
      confidence: described(v.optional(oneOf(['low', 'medium', 'high'])), 'How sure this pattern is.'),
    }),
  ],
  'Write a pattern, or { pattern, where, report, confidence }.',
);

const place = described(words, 'A metavariable without its $, or match for the whole match.');
const code = described(words, 'Code; metavariables in it stand for what they matched.');

const Rewrite = v.strictObject({
  title: described(line, 'What the person reads: a verb and its object.'),
  safe: described(
    v.optional(v.boolean('Write true or false.'), false),
    'Whether it may be made without a person looking at it.',
  ),
  edits: described(
    v.pipe(
      listOf(
        v.union(
          [
            v.strictObject({ replace: place, with: described(v.string(), 'Code; metavariables stand for theirs.') }),
            v.strictObject({ remove: place }),
            v.strictObject({ set: code, in: place }),
            v.strictObject({ after: code }),
            v.strictObject({ before: code }),
          ],
          'Write { replace, with }, { remove }, { set, in }, { before } or { after }.',
        ),
      ),
      v.nonEmpty('Write at least one edit.'),
    ),
    'What to change: replace a part, remove an argument or entry with its comma, set an entry or named argument, add ' +
      'lines before or after the statement.',
  ),
});

export const Structure = v.pipe(
  v.strictObject({
    any: described(
      v.optional(listOf(Alternative), []),
      'Patterns of code, one of which must match. $NAME stands for an expression, $$$NAME for any number of arguments, ' +
        'entries or statements, "$NAME" for a text.',
    ),
    unprovided: described(
      v.optional(v.boolean('Write true or false.'), false),
      'Look at every call and decorator of a name that the file neither defines nor imports: $NAME stands for it.',
    ),
    functions: described(
      v.optional(v.boolean('Write true or false.'), false),
      'Look at every function: $NAME, $PARAMETERS and $BODY stand for its parts.',
    ),
    where: described(
      v.optional(Conditions, {}),
      'What metavariables must stand for, by name; those a pattern lacks do not count.',
    ),
    either: described(
      v.optional(listOf(Conditions), []),
      'Sets of conditions, one of which must be met in full; a metavariable that the pattern lacks does not meet any.',
    ),
    inside: described(v.optional(some(words), []), 'Patterns, one of which must match around it.'),
    notInside: described(v.optional(some(words), []), 'Patterns, none of which may match around it.'),
    around: described(v.optional(listOf(Around), []), 'What must, or must not, stand around it.'),
    text: described(
      v.optional(
        v.strictObject({
          has: described(v.optional(some(words), []), 'Regular expressions, one of which must match somewhere.'),
          lacks: described(v.optional(some(words), []), 'Regular expressions, none of which may match.'),
        }),
        {},
      ),
      'What the whole file must, or must not, say.',
    ),
    report: described(v.optional(words), 'The metavariable whose place is reported. Left out: the whole match.'),
    rewrites: described(v.optional(listOf(Rewrite), []), 'How to mend it, best first.'),
  }),
  v.check(
    ({ any, functions, unprovided }) => any.length > 0 || functions || unprovided,
    'Write patterns under any, or functions: true, or unprovided: true.',
  ),
);
export type DeclaredStructure = v.InferOutput<typeof Structure>;
