import assert from 'node:assert/strict';
import { compilePack } from '../../server/packs/compile.ts';
import { assertMarks } from '../unit/marked.ts';
import { marksOf } from './places.ts';

/** Fails unless compiling the text reports exactly what its marker lines say, at exactly those places. */
function assertProblems(written: string): void {
  assertMarks(written, (text) => marksOf(text, compilePack([{ path: 'pack.yaml', text }]).problems));
}

const sound = `rules:
  - id: team/token
    title: Team token
    severity: high
    confidence: medium
    keywords: [TK_]
    detect: { pattern: { regex: 'tk_[a-z0-9]{8}' } }
    message: A team token.
`;

function compiled(text: string) {
  const { rules, problems } = compilePack([{ path: 'pack.yaml', text }]);
  assert.deepEqual(problems, []);
  return rules;
}

describe('compiling a pack', () => {
  it('fills in every default', () => {
    assert.deepEqual(compiled(sound), [
      {
        id: 'team/token',
        title: 'Team token',
        family: 'team',
        severity: 'high',
        confidence: 'medium',
        profile: 'recommended',
        keywords: ['tk_'],
        detect: {
          kind: 'pattern',
          regex: { engine: 'js', source: 'tk_[0-9a-z]{8}', flags: '' },
          secretGroup: 0,
          boundary: '[0-9A-Za-z_]',
          reach: { before: 3, after: 8 },
          placeholders: false,
          allowlists: [],
        },
        message: 'A team token.',
        fixes: [],
        references: {},
      },
    ]);
  });

  it('keeps everything that is said', () => {
    const [rule] = compiled(`rules:
  - id: team/token
    title: Team token
    severity: high
    confidence: medium
    profile: all
    languages: [python]
    files: ['*.py', 'src/**/*.{ts,js}']
    keywords: [tk_]
    detect:
      pattern:
        regex: '(?i)(a)(tk_[a-z]{8})'
        secretGroup: 2
        path: '(?i)\\.py$'
        entropy: 3
        strength: fair
        decode: base64
        boundary: none
        near: 20
        checksum: crc32-base62
        placeholders: true
        allowlists: [{ condition: and, regexes: [x], regexTarget: line, stopwords: [TEST], paths: ['^t/'] }]
    partners: [{ rule: other/id, required: true }]
    silent: true
    message: A team token.
    why: Because.
    instead: Do not.
    issuer: { name: Team, opens: all, revoke: 'https://example.com' }
    fixes: [env-lookup]
    references: { cwe: [798], nhi: [NHI2], csf: [PR.AA-01], links: ['https://example.com/a'] }
`);
    assert.deepEqual(rule, {
      id: 'team/token',
      title: 'Team token',
      family: 'team',
      severity: 'high',
      confidence: 'medium',
      profile: 'all',
      languages: ['python'],
      files: rule!.files,
      keywords: ['tk_'],
      detect: {
        kind: 'pattern',
        regex: { engine: 'js', source: '(a)(tk_[a-z]{8})', flags: 'i' },
        path: { engine: 'js', source: '\\.py$', flags: 'i' },
        secretGroup: 2,
        entropy: 3,
        strength: 'fair',
        decode: 'base64',
        reach: { before: 12, after: 32 },
        near: 20,
        checksum: 'crc32-base62',
        placeholders: true,
        allowlists: [
          {
            condition: 'and',
            paths: [{ engine: 'js', source: '^t\\/', flags: '' }],
            regexes: [{ engine: 'js', source: 'x', flags: '' }],
            regexTarget: 'line',
            stopwords: ['test'],
          },
        ],
      },
      partners: [{ rule: 'other/id', lines: 10, required: true, doubtful: true }],
      silent: true,
      message: 'A team token.',
      why: 'Because.',
      instead: 'Do not.',
      issuer: { name: 'Team', opens: 'all', revoke: 'https://example.com' },
      fixes: ['env-lookup'],
      references: { cwe: [798], nhi: ['NHI2'], csf: ['PR.AA-01'], links: ['https://example.com/a'] },
    });
    const matches = (path: string) => rule!.files!.some((file) => new RegExp(file).test(path));
    assert.deepEqual(['a.py', 'b/c/.d/a.py', 'src/a.ts', 'src/b/c.js', 'lib/a.ts', 'a.pyc'].map(matches), [
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('gives the keys of "defaults" to the rules that do not say them', () => {
    const rules = compiled(`defaults:
  severity: low
  confidence: low
  fixes: [env-lookup]
  references: { cwe: [798] }
rules:
  - { id: a/b, title: T, keywords: [k], detect: { pattern: { regex: k } }, message: M }
  - { id: a/c, title: T, severity: high, fixes: [], keywords: [k], detect: { pattern: { regex: k } }, message: M }
`);
    assert.deepEqual(
      rules.map(({ id, severity, fixes, references }) => [id, severity, fixes, references]),
      [
        ['a/b', 'low', ['env-lookup'], { cwe: [798] }],
        ['a/c', 'high', [], { cwe: [798] }],
      ],
    );
  });

  it('compiles the credential detector, whose messages may name the name', () => {
    const [rule] = compiled(`rules:
  - id: a/b
    title: T
    severity: high
    confidence: medium
    keywords: [password]
    detect: { credential: { names: [password] } }
    message: '{NAME} has a literal value.'
`);
    assert.deepEqual(rule!.detect, { kind: 'credential', names: ['password'], position: 'literal' });
  });
});

describe('mistakes in a pack', () => {
  it('leave the other rules alone', () => {
    const two = `${sound}  - { id: team/broken }\n`;
    const { rules, problems } = compilePack([
      { path: 'a.yaml', text: two },
      { path: 'b.yaml', text: 'rules: [' },
      { path: 'c.yaml', text: sound.replace('team/token', 'team/other') },
    ]);
    assert.deepEqual(
      rules.map(({ id }) => id),
      ['team/token', 'team/other'],
    );
    assert.deepEqual([...new Set(problems.map(({ path }) => path))], ['a.yaml', 'b.yaml']);
  });

  it('are named where they stand: keys', () => {
    assertProblems(
      `rulez: []
# ^ A file of rules says "rules:" and lists them.
`.replace('# ^ A', '^^^^^^^^^ A'),
    );
    assertProblems(`rules:
  - id: team/token
    titel: Team token
    ^^^^^ There is no key "titel" here. Did you mean "title"?
    title: Team token
    severity: hihg
              ^^^^ Write one of low, medium, high, critical.
    confidence: medium
    colour: red
    ^^^^^^ There is no key "colour" here. Known here: id, title, severity, confidence, profile, languages, files, keywords, detect, partners, harmless, finds, silent, sample, message, why, instead, issuer, fixes, references, examples.
    keywords: tk_
              ^^^ Write a list here: [a, b], or one "- item" a line.
    detect:
      pattern: { regex: tk_, entrpy: 3 }
                             ^^^^^^ There is no key "entrpy" here. Did you mean "entropy"?
    message: A team token.
`);
  });

  it('are named where they stand: what is missing', () => {
    assertProblems(`rules:
  - id: team/token
    ^^^^^^^^^^^^^^ "title" is missing. Add it: A short name for the finding, as it stands in lists.
    severity: high
    confidence: medium
    keywords: []
    detect: {}
    ^^^^^^ Write exactly one of pattern, credential, structure, dependency, document, grant here.
    message: "two\\nlines"
             ^^^^^^^^^^^^ Write this in one line.
`);
  });

  it('are named where they stand: values that mean nothing', () => {
    assertProblems(`rules:
  - id: team/token
    title: Team token
    severity: high
    confidence: medium
    files: ['**/*.ts', '!a', '[a', 'C:/x', '*a*b*c*d']
                       ^^^^ A glob cannot say "not" here. Name the files that the rule is for.
                             ^^^^ Missing closing: "]" - use "\\\\]" to match literal characters.
                                   ^^^^^^ Paths are relative to the folder. Leave the beginning out.
                                           ^^^^^^^^^^ A glob has at most three * between two slashes. Write several globs.
    detect:
      pattern:
        regex: 'a(b'
               ^^^^^ Neither RE2 syntax (missing closing ): \`a(b\`) nor JavaScript's (Unterminated group).
        boundary: abc
                  ^^^ Write a class of single characters, such as [0-9A-Za-z_], or none.
        checksum: crc32-hax
                  ^^^^^^^^^ There is no checksum "crc32-hax". Did you mean crc32-hex?
        allowlists: [{ regexes: ['(?<=a+)b'] }, {}]
                                 ^^^^^^^^^^ It can take very long: look-around with a+ may look at the whole text, again at every place. Bound the repetitions, or leave look-around and back references out, so that the linear-time engine can run it.
                                                ^^ warning: This list allows nothing. Add paths, regexes or stopwords.
    sample: '[a'
            ^^^^ Unterminated character class. Write a JavaScript regular expression.
    keywords: [k]
    fixes: [env-lookpu]
            ^^^^^^^^^^ There is no fix "env-lookpu". Did you mean env-lookup?
    message: 'A {TOKEN}.'
             ^^^^^^^^^^^^ There is no fact {TOKEN}. This way of finding knows none: write the words out.
`);
  });

  it('are named where they stand: parts that do not fit together', () => {
    assertProblems(
      `rules:
  - id: team/one
    title: T
    ^^^^^^^^ placeholder
`.replace(
        / {4}\^+ placeholder\n/,
        `    severity: high
    confidence: medium
    detect: { pattern: { regex: '(a)', secretGroup: 2, near: 4 } }
                                                    ^ The regex has 1 groups that capture. Name one of them, or leave this out.
                                                             ^ It is a keyword that must stand near. Name keywords, or leave this out.
    keywords: []
    partners: [{ rule: team/two }]
    message: M
  - id: team/one
        ^^^^^^^^ The id team/one is taken by a rule in pack.yaml. Give this one another.
    title: T
    severity: high
    confidence: medium
    detect: { pattern: {} }
    keywords: []
    message: M
  - id: team/three
    title: T
    severity: high
    confidence: medium
    detect: { pattern: { entropy: 3 } }
              ^^^^^^^ Write a regex, or a path, or both: without them there is nothing to find.
    keywords: []
    message: M
`,
      ),
    );
  });

  it('say that a rule without keywords runs on every text', () => {
    assertProblems(`rules:
  - id: team/token
    ^^^^^^^^^^^^^^ warning: Without keywords the rule runs on every text. Name words that stand in every finding, or write [].
    title: Team token
    severity: high
    confidence: medium
    detect: { pattern: { regex: x } }
    message: M
`);
  });

  it('are named once in the defaults', () => {
    assertProblems(`defaults:
  severity: hgih
            ^^^^ Write one of low, medium, high, critical.
  fixes: [env]
          ^^^ There is no fix "env". There is delete-residue, env-lookup, pin-action, pin-version, rename-package, strict-source, strip-hidden.
rules:
  - { id: a/b, title: T, severity: low, confidence: low, keywords: [k], detect: { pattern: { regex: k } }, message: M }
  - { id: a/c, title: T, severity: low, confidence: low, keywords: [k], detect: { pattern: { regex: k } }, message: M }
`);
  });

  it('of YAML itself have a place, too', () => {
    assertProblems(`rules:
  - id: [a
    title: b
    ^ Not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].
`);
    assertProblems(`rules: []
a: 1
a: 2
^ Not valid YAML: The key a stands here twice.
{}: 3
^^ Not valid YAML: A key is a plain word.
`);
    const { problems } = compilePack([{ path: 'pack.yaml', text: 'rules: [*nowhere]' }]);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['Not valid YAML: Unresolved alias (the anchor must be set before the alias): nowhere.'],
    );
  });

  it('never make it throw', () => {
    for (const text of [
      '',
      '\0',
      '\ufeffrules: []\r\n',
      'a: *b',
      '- '.repeat(3000),
      '[{'.repeat(3000),
      '? {a: 1}\n: 2',
      'rules: [1, null, [], {}]',
      'rules: {}',
      'a: &a [*a]',
      '---\n---\n',
      '%TAG x\n',
      'rules:\n- <<: 1',
    ]) {
      const { rules } = compilePack([{ path: 'p.yaml', text }]);
      assert.deepEqual(rules, [], text);
    }
  });
});
