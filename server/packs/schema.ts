import * as v from 'valibot';
import { dependencyFaults, dependencyPlaces } from '../detectors/dependency/spec.ts';
import { DocumentDeclaration } from './documentSchema.ts';
import { GrantDeclaration } from './grantSchema.ts';
import { described, line, listOf, oneOf, words } from './schemaParts.ts';
import { Structure } from './structureSchema.ts';

/**
 * What a rule file and a `handrail.yaml` may say. The JSON schemas in `schema/` are made from these, so the descriptions
 * are what an editor shows while somebody writes.
 */

const severities = ['low', 'medium', 'high', 'critical'] as const;
const confidences = ['low', 'medium', 'high'] as const;
const profiles = ['recommended', 'all'] as const;
const allowComments = ['all', 'own'] as const;
const levels = ['off', 'hint', 'info', 'warning', 'error'] as const;
const strengths = ['weak', 'fair', 'strong'] as const;
const nameKinds = ['password', 'secret', 'token', 'key', 'auth', 'bare-key'] as const;

const Allowlist = v.strictObject({
  condition: described(
    v.optional(oneOf(['or', 'and']), 'or'),
    '`or`: one part that applies is enough. `and`: every part that is given must apply.',
  ),
  paths: described(v.optional(listOf(words), []), 'Regular expressions; one that matches the path of the file.'),
  regexes: described(v.optional(listOf(words), []), 'Regular expressions over what `regexTarget` names.'),
  regexTarget: described(
    v.optional(oneOf(['secret', 'match', 'line']), 'secret'),
    'What the `regexes` look at: the secret, the whole match, or the lines that the match stands on.',
  ),
  stopwords: described(v.optional(listOf(words), []), 'Words; one that occurs in the secret, in either case.'),
});

const Pattern = v.strictObject({
  regex: described(
    v.optional(words),
    'What to find, in RE2 or JavaScript syntax. The first group that takes part is the secret, else the whole match.',
  ),
  secretGroup: described(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(1, 'Groups are counted from 1.'))),
    'The number of the group that is the secret, where it is not the first one.',
  ),
  path: described(v.optional(words), 'A regular expression that the path of the file must match.'),
  entropy: described(
    v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(16))),
    'The secret must have more Shannon entropy than this, in bits per character. Random hex has up to 4, base 64 up to 6.',
  ),
  strength: described(
    v.optional(oneOf(strengths)),
    'How much the shape of the secret must look like one: words, paths and identifiers are weak, made by a machine is strong.',
  ),
  boundary: described(
    v.optional(words, '[0-9A-Za-z_]'),
    'A character class: such a character must not touch the secret on either side. `none` switches it off.',
  ),
  decode: described(
    v.optional(oneOf(['base64'])),
    'The secret is written in base 64: its shape, and whether it is a placeholder, are judged on what it says.',
  ),
  near: described(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
    'For secrets whose shape alone says nothing: a keyword must stand at most so many characters before the secret.',
  ),
  checksum: described(
    v.optional(words),
    'The checksum that the issuer puts into the credential; where it is wrong, the finding has low confidence.',
  ),
  placeholders: described(
    v.optional(v.boolean('Write true or false.'), false),
    'Whether `xxxx…`, `<your-key>` and their kind are findings as well.',
  ),
  outside: described(
    v.optional(v.pipe(listOf(oneOf(['comment', 'string'])), v.nonEmpty('Name at least one, or leave the key out.'))),
    'What it must not stand in, in languages whose comments and strings are known.',
  ),
  allowlists: described(v.optional(listOf(Allowlist), []), 'What is not a finding after all.'),
});

const Credential = v.strictObject({
  names: described(
    v.pipe(listOf(oneOf(nameKinds)), v.nonEmpty('Name at least one kind.')),
    'Which kinds of names count: `password`, `secret`, `token`, `key`, `auth`, or the word `key` alone (`bare-key`).',
  ),
  position: described(
    v.optional(oneOf(['literal', 'fallback']), 'literal'),
    '`literal`: the value itself is written down. `fallback`: it is the default of a look-up in the environment.',
  ),
});

const Dependency = v.strictObject({
  in: described(
    v.pipe(listOf(oneOf(dependencyPlaces)), v.nonEmpty('Name at least one place.')),
    'Where packages are asked for: `imports` of programs, entries of `manifests`, commands that `install`, `actions` of workflows, `images` of containers.',
  ),
  that: described(
    oneOf(dependencyFaults),
    'What is wrong: nobody knows it (`unknown`), it is one letter away from a much-used one (`misspelt`), no version is said ' +
      '(`unpinned`), it comes from an address without a commit (`remote`), it was given up or taken over (`retired`), or its ' +
      'licence is not among those that `handrail.yaml` allows (`licence`).',
  ),
});

const Detect = v.pipe(
  v.strictObject({
    pattern: described(v.optional(Pattern), 'Finds by a regular expression.'),
    credential: described(v.optional(Credential), 'Finds a literal value under a name that means a secret.'),
    structure: described(v.optional(Structure), 'Finds code by its structure.'),
    dependency: described(v.optional(Dependency), 'Finds packages that a text asks for.'),
    document: described(v.optional(DocumentDeclaration), 'Finds settings in configuration texts.'),
    grant: described(v.optional(GrantDeclaration), 'Finds permissions that are wider than they must be.'),
  }),
  v.check(
    (detect) => Object.keys(detect).length === 1,
    'Write exactly one of pattern, credential, structure, dependency, document, grant here.',
  ),
);

const Example = v.union(
  [
    words,
    v.strictObject({
      text: described(words, 'The text of the file.'),
      file: described(v.optional(words), 'Its name, which decides the language. Default: example.ts'),
      language: described(v.optional(words), 'A VS Code language id, where the name does not tell.'),
      beside: described(v.optional(v.record(words, v.string())), 'Further files of its project: names with texts.'),
    }),
  ],
  'Write a text, or { text, file, language, beside }.',
);

const Partner = v.strictObject({
  rule: described(words, 'The id of the rule that finds the other half.'),
  lines: described(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 10),
    'How many lines it may be away, in either direction.',
  ),
  required: described(
    v.optional(v.boolean('Write true or false.'), false),
    'Whether there is no finding without it. Otherwise there is one of low confidence.',
  ),
  doubtful: described(
    v.optional(v.boolean('Write true or false.'), true),
    '`false`: a finding without it is as sure as one with it. The partner is named where it stands.',
  ),
});

const Issuer = v.strictObject({
  name: described(line, 'Who hands the credential out.'),
  opens: described(v.optional(line), 'What somebody who has it can reach; ends the sentence "It opens …".'),
  revoke: described(v.optional(v.pipe(line, v.url('Write a whole address: https://…'))), 'Where it is revoked.'),
});

const References = v.strictObject({
  cwe: described(
    v.optional(listOf(v.pipe(v.number('Write the number alone, without "CWE-".'), v.integer(), v.minValue(1)))),
    'Numbers of the Common Weakness Enumeration.',
  ),
  nhi: described(
    v.optional(listOf(v.pipe(v.string(), v.regex(/^NHI(?:[1-9]|10)$/, 'Write NHI1 to NHI10.')))),
    'Items of the OWASP Non-Human Identities Top 10 (2025).',
  ),
  csf: described(
    v.optional(listOf(v.pipe(v.string(), v.regex(/^[A-Z]{2}\.[A-Z]{2}-\d{2}$/, 'Write it like PR.AA-01.')))),
    'Subcategories of the NIST Cybersecurity Framework 2.0.',
  ),
  links: described(
    v.optional(listOf(v.pipe(line, v.url('Write a whole address: https://…')))),
    'Pages to read further.',
  ),
});

const Examples = v.strictObject({
  bad: described(v.optional(listOf(Example), []), 'Each must be found by this rule.'),
  good: described(v.optional(listOf(Example), []), 'Each looks alike and must not be found by this rule.'),
  fixed: described(v.optional(listOf(Example), []), 'What the bad examples look like once they are mended.'),
});

/** One rule, as it is written. Defaults are filled in by parsing. */
export const RuleDeclaration = v.strictObject({
  id: described(
    v.pipe(
      v.string(),
      v.regex(
        /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/,
        'Write pack/name in lower case, words joined by hyphens: my-team/internal-token.',
      ),
    ),
    'pack/name; the name says the bad pattern and reads well after "allow …".',
  ),
  title: described(line, 'A short name for the finding, as it stands in lists.'),
  severity: described(oneOf(severities), 'How bad it is if the finding is real.'),
  confidence: described(oneOf(confidences), 'How sure the rule is that a finding is real.'),
  profile: described(
    v.optional(oneOf(profiles), 'recommended'),
    '`recommended`: worth a squiggle while somebody works. `all`: for audits.',
  ),
  languages: described(
    v.optional(v.pipe(listOf(words), v.nonEmpty('Name at least one language, or leave the key out.'))),
    'VS Code language ids the rule is for, such as python or typescript. Left out: every language.',
  ),
  files: described(
    v.optional(v.pipe(listOf(words), v.nonEmpty('Name at least one glob, or leave the key out.'))),
    'Globs of the files the rule is for. One without a slash applies at any depth. Left out: every file.',
  ),
  keywords: described(
    v.optional(listOf(words)),
    'Words, one of which stands in every text with a finding, in either case. They make the rule cheap: without them it ' +
      'runs on every text, which [] says is meant.',
  ),
  detect: described(Detect, 'How to find it: exactly one way.'),
  partners: described(
    v.optional(v.pipe(listOf(Partner), v.nonEmpty('Name at least one, or leave the key out.'))),
    'What must stand near, for credentials that come in pairs.',
  ),
  harmless: described(
    v.optional(v.boolean('Write true or false.'), false),
    'Whether what it finds is public or opens nothing real. Then no less specific rule speaks of the same text, even where this rule is off.',
  ),
  finds: described(
    v.optional(oneOf(['secret', 'code'])),
    'What a finding points at: a `secret`, which is masked wherever text is shown, or `code`. Default: by the way of finding.',
  ),
  silent: described(
    v.optional(v.boolean('Write true or false.'), false),
    'Whether it is looked for only as the partner of others, and never reported.',
  ),
  sample: described(
    v.optional(words),
    'A JavaScript regular expression of a credential, for {{name}} in examples, where that of the rule will not do.',
  ),
  message: described(line, 'One line that says what stands there. It must not contain a secret.'),
  why: described(v.optional(words), 'Why that is bad.'),
  instead: described(v.optional(words), 'What to do instead.'),
  issuer: described(v.optional(Issuer), 'Who hands the credential out, and where it is revoked.'),
  fixes: described(v.optional(listOf(words), []), 'Names of quick fixes, best first.'),
  references: described(v.optional(References, {}), 'Where the weakness is described.'),
  examples: described(
    v.optional(Examples, {}),
    'Texts with and without a finding; they are the tests of the rule. {{name}} stands for a credential of the rule ' +
      'secrets/name, {{/regex/}} for a text of that shape.',
  ),
});
export type RuleDeclaration = v.InferOutput<typeof RuleDeclaration>;
export type Example = v.InferOutput<typeof Example>;

/** What all rules of a file share: a rule that does not say a key itself has it from here, as a whole. */
export const RuleDefaults = v.partial(
  v.strictObject({
    severity: RuleDeclaration.entries.severity,
    confidence: RuleDeclaration.entries.confidence,
    profile: RuleDeclaration.entries.profile,
    languages: RuleDeclaration.entries.languages,
    finds: RuleDeclaration.entries.finds,
    files: RuleDeclaration.entries.files,
    why: RuleDeclaration.entries.why,
    instead: RuleDeclaration.entries.instead,
    issuer: RuleDeclaration.entries.issuer,
    fixes: RuleDeclaration.entries.fixes,
    references: RuleDeclaration.entries.references,
  }),
);

/**
 * One more way to find what a rule of the same pack finds: the same mistake in another language or format. All ways of a
 * rule are one rule to everybody: one id, one page, one level.
 */
export const WayDeclaration = v.strictObject({
  rule: described(words, 'The id of the rule, which may stand in another file of the pack.'),
  languages: RuleDeclaration.entries.languages,
  files: RuleDeclaration.entries.files,
  keywords: RuleDeclaration.entries.keywords,
  detect: RuleDeclaration.entries.detect,
  finds: described(
    v.optional(oneOf(['secret', 'code'])),
    'What a finding points at. Left out: the same as those of the rule.',
  ),
  message: described(v.optional(line), 'What stands there, where the message of the rule does not fit.'),
  confidence: described(v.optional(oneOf(confidences)), 'How sure this way is. Left out: as sure as the rule.'),
  profile: described(v.optional(oneOf(profiles)), 'When this way is taken. Left out: as the rule says.'),
  examples: described(
    v.optional(Examples, {}),
    'Texts with and without a finding; they are the tests of this way, and stand on the page of the rule.',
  ),
});
export type WayDeclaration = v.InferOutput<typeof WayDeclaration>;

/** A rule file, many rules of one subject in a file, as an editor checks it: what `defaults` may give, a rule may leave out. */
export const RuleFile = v.strictObject({
  defaults: described(
    v.optional(RuleDefaults),
    'Keys of rules; each holds for the rules here that do not say it. `languages` and `files` hold for the ways, too.',
  ),
  rules: described(v.optional(listOf(v.partial(RuleDeclaration, ['severity', 'confidence']))), 'The rules.'),
  ways: described(
    v.optional(listOf(WayDeclaration)),
    'Further ways to find what rules find that are declared here or in another file of the pack.',
  ),
});

/** `handrail.yaml`: what a team or a folder chose. */
export const FolderFile = v.strictObject({
  extends: described(
    v.optional(listOf(words), []),
    'Packs to add: folders of rule files, or single ones, by paths relative to this file.',
  ),
  profile: described(
    v.optional(oneOf(profiles)),
    '`recommended`: only what is worth a squiggle. `all`: everything, for audits.',
  ),
  rules: described(
    v.optional(v.record(words, oneOf(levels), 'Write one "rule: level" a line.'), {}),
    'Levels by rule id or glob (secrets/*); a later one wins over an earlier one. Any level but off also switches a rule on.',
  ),
  packages: described(
    v.optional(
      v.strictObject({
        allow: described(
          v.optional(listOf(words), []),
          'Names of packages, actions and images that no rule speaks of; `*` stands for any text: `@acme/*`.',
        ),
        licences: described(
          v.optional(listOf(words)),
          'The licences that installed packages may have, as SPDX names them; `*` stands for any text: `BSD-*`.',
        ),
      }),
    ),
    'What the team says of packages, beside what the project has.',
  ),
  ignore: described(v.optional(listOf(words), []), 'Files to pass over, in the notation of .gitignore.'),
  allowComments: described(
    v.optional(oneOf(allowComments)),
    'Whose comments allow a finding. `own`: those that name a rule of ours (`handrail: allow …`). `all`: for credentials ' +
      'also those for other tools (`gitleaks:allow`, `pragma: allowlist secret`, …).',
  ),
});
export type FolderFile = v.InferOutput<typeof FolderFile>;
