import assert from 'node:assert/strict';
import { compilePack } from '../../server/packs/compile.ts';
import { loadFolder, loadPacks } from '../../server/packs/folder.ts';
import { assertMarks, marked } from '../unit/marked.ts';
import { memoryFiles } from './memoryFiles.ts';
import { marksOf } from './places.ts';

const rule = (id: string) => `rules:
  - id: ${id}
    title: T
    severity: high
    confidence: high
    keywords: [tk_]
    detect: { pattern: { regex: 'tk_[a-z]{8}' } }
    message: M
`;

const builtin = compilePack([{ path: 'builtin.yaml', text: rule('secrets/jwt') }]).rules;

/** Loads `/home/handrail.yaml` with this text. */
function load(text: string, others: Readonly<Record<string, string>> = {}, links?: Readonly<Record<string, string>>) {
  return loadFolder('/home', memoryFiles({ '/home/handrail.yaml': text, ...others }, links), builtin);
}

/** Fails unless the problems of `/home/handrail.yaml` are those of its marker lines, and no other file has one. */
function assertProblems(
  written: string,
  others: Readonly<Record<string, string>> = {},
  links?: Readonly<Record<string, string>>,
): void {
  assertMarks(written, (text) => {
    const { problems } = load(text, others, links);
    assert.deepEqual(
      problems.filter(({ path }) => path !== '/home/handrail.yaml'),
      [],
    );
    return marksOf(text, problems);
  });
}

const ids = (text: string, others: Readonly<Record<string, string>>) => load(text, others).rules.map(({ id }) => id);

describe("a folder's handrail.yaml", () => {
  it('may be missing, or empty', () => {
    const nothing = { levels: [], rules: [], ignore: [], problems: [], reads: ['/home/handrail.yaml'] };
    assert.deepEqual(loadFolder('/home', memoryFiles({})), nothing);
    assert.deepEqual(load(''), nothing);
    assert.deepEqual(load('# nothing yet\n'), nothing);
  });

  it('sets the profile, levels in order, and what to pass over', () => {
    const { profile, levels, ignore, problems } = load(`profile: all
rules:
  secrets/*: warning
  secrets/jwt: off
ignore: ['vendor/**', '!vendor/ours']
`);
    assert.deepEqual(
      { profile, levels, ignore, problems },
      {
        profile: 'all',
        levels: [
          ['secrets/*', 'warning'],
          ['secrets/jwt', 'off'],
        ],
        ignore: ['vendor/**', '!vendor/ours'],
        problems: [],
      },
    );
  });

  it('says whose comments count, after its packs', () => {
    const base = { '/home/base/handrail.yaml': 'allowComments: own', '/home/all/handrail.yaml': 'allowComments: all' };
    const said = (text: string) => load(text, base).allowComments;
    assert.equal(said(''), undefined);
    assert.equal(said('allowComments: own'), 'own');
    assert.equal(said('extends: [base/handrail.yaml]'), 'own');
    assert.equal(said('extends: [base/handrail.yaml, all/handrail.yaml]'), 'all');
    assert.equal(said('extends: [base/handrail.yaml]\nallowComments: all'), 'all');
    assert.deepEqual(
      load('allowComments: none').problems.map(({ message }) => message),
      ['Write one of all, own.'],
    );
  });

  it('extends files of rules, folders of them at any depth, and gitleaks configurations', () => {
    const text = 'extends: [./one.yaml, packs/team, ../shared/leaks.toml]';
    const { rules, problems, reads } = load(text, {
      '/home/one.yaml': rule('one/a'),
      '/home/packs/team/two.yml': rule('two/a'),
      '/home/packs/team/deep/er/three.yaml': rule('three/a'),
      '/home/packs/team/README.md': '# not a rule',
      '/shared/leaks.toml': `[[rules]]\nid = "x"\nregex = '''x{9}'''\nkeywords = ["x"]\n`,
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      rules.map(({ id }) => id),
      ['one/a', 'three/a', 'two/a', 'leaks/x'],
    );
    assert.deepEqual(reads, [
      '/home/handrail.yaml',
      '/home/one.yaml',
      '/home/packs/team',
      '/home/packs/team/deep/er/three.yaml',
      '/home/packs/team/two.yml',
      '/shared/leaks.toml',
    ]);
  });

  it('overrules the handrail.yaml of its packs, which hold before it', () => {
    const { profile, levels, ignore, rules } = load('extends: [team]\nrules: { secrets/jwt: off }\nignore: [a]', {
      '/home/team/handrail.yaml':
        'extends: [../base/handrail.yaml]\nprofile: all\nrules: { secrets/jwt: error }\nignore: [b]',
      '/home/team/rules.yaml': rule('team/a'),
      '/home/base/handrail.yaml': 'profile: recommended\nrules: { "*": hint }',
      '/home/base/rules.yaml': rule('base/a'),
    });
    assert.equal(profile, 'all');
    assert.deepEqual(levels, [
      ['*', 'hint'],
      ['secrets/jwt', 'error'],
      ['secrets/jwt', 'off'],
    ]);
    assert.deepEqual(ignore, ['b', 'a']);
    assert.deepEqual(
      rules.map(({ id }) => id),
      ['team/a'],
    );
  });

  it('reads a pack once, whichever ways lead to it', () => {
    assert.deepEqual(
      ids('extends: [a, b, a/one.yaml]', {
        '/home/a/handrail.yaml': 'extends: [../b]',
        '/home/a/one.yaml': rule('one/a'),
        '/home/b/two.yaml': rule('two/a'),
      }),
      ['two/a', 'one/a'],
    );
  });
});

describe("mistakes in a folder's handrail.yaml", () => {
  it('are named where they stand, and the rest holds', () => {
    const written = `extend: [a]
^^^^^^ There is no key "extend" here. Did you mean "extends"?
profile: recomended
         ^^^^^^^^^^ Write one of recommended, all.
rules:
  secrets/jwt: warn
               ^^^^ Write one of off, hint, info, warning, error.
  secrets/*: off
ignore: vendor
        ^^^^^^ Write a list here: [a, b], or one "- item" a line.
`;
    assertProblems(written);
    const { levels, profile } = load(marked(written).text);
    assert.deepEqual(levels, [['secrets/*', 'off']]);
    assert.equal(profile, undefined);
  });

  it('are levels for rules that are nowhere', () => {
    assertProblems(
      `extends: [team.yaml]
rules:
  secrets/jwtt: off
  ^^^^^^^^^^^^ warning: There is no rule secrets/jwtt. Did you mean secrets/jwt?
  nothing/*: off
  ^^^^^^^^^ warning: There is no rule nothing/*. Correct it, or take it out.
  team/a: off
  secrets/*: off
`,
      { '/home/team.yaml': rule('team/a') },
    );
  });

  it('are packs that are missing, empty or of no known kind', () => {
    assertProblems(
      `extends:
  - ./gone
    ^^^^^^ There is no such pack. Paths are relative to this handrail.yaml; it was looked for at /home/gone.
  - docs
    ^^^^ This folder holds no file of rules (*.yaml). Paths are relative to this handrail.yaml; it was looked for at /home/docs.
  - notes.txt
    ^^^^^^^^^ A pack is a folder, a file that ends in .yaml or .yml, or a gitleaks configuration (.toml). Name one of these.
  - 7
    ^ Write a text here; put it in quotes if it looks like a number.
  - team.yaml
`,
      { '/home/docs/a.md': '', '/home/notes.txt': '', '/home/team.yaml': rule('team/a') },
    );
  });

  it('are circles', () => {
    assertProblems(
      `extends: [., team/handrail.yaml]
          ^ This leads back to /home/handrail.yaml, which is being read already. Take one of the two out.
`,
      { '/home/team/handrail.yaml': 'extends: []' },
    );
    const { problems } = load('extends: [team]', {
      '/home/team/handrail.yaml': 'extends: [..]',
      '/home/team/a.yaml': rule('team/a'),
    });
    assert.deepEqual(
      problems.map(({ path, message }) => [path, message]),
      [
        [
          '/home/team/handrail.yaml',
          'This leads back to /home/handrail.yaml, which is being read already. Take one of the two out.',
        ],
      ],
    );
  });

  it('are links that lead out of the folder; what they lead to holds', () => {
    const others = { '/home/team.yaml': rule('team/a'), '/home/in.yaml': rule('in/a') };
    assertProblems(
      `extends: [team.yaml, in.yaml]
          ^^^^^^^^^ warning: /home/team.yaml is a link that leads out of this folder, to /etc/team.yaml. It holds; check that this is meant.
`,
      others,
      { '/home/team.yaml': '/etc/team.yaml', '/home/in.yaml': '/home/other.yaml' },
    );
  });

  it('in a pack are problems of the file of the pack', () => {
    const { problems, rules } = load('extends: [team]', {
      '/home/team/a.yaml': rule('team/a').replace('high', 'hihg'),
      '/home/team/b.yaml': rule('team/b'),
      '/home/team/c.yaml': rule('team/b'),
    });
    assert.deepEqual(
      problems.map(({ path, range, message }) => [path, range.start.line, message]),
      [
        ['/home/team/a.yaml', 3, 'Write one of low, medium, high, critical.'],
        ['/home/team/c.yaml', 1, 'The id team/b is taken by a rule in /home/team/b.yaml. Give this one another.'],
      ],
    );
    assert.deepEqual(
      rules.map(({ id }) => id),
      ['team/b'],
    );
  });

  it('are files too long to be written by hand', () => {
    const { problems, rules } = load('extends: [team.yaml]', { '/home/team.yaml': '#'.repeat(2_000_001) });
    assert.deepEqual(rules, []);
    assert.match(problems[0]!.message, /longer than 2000000 characters\. Split it/);
  });

  it('are YAML that is none', () => {
    assertProblems(`profile: all
rules: { a: off
ignore: []
^ Not valid YAML: Flow map in block collection must be sufficiently indented and end with a }.
`);
  });
});

describe('what a team says of packages', () => {
  it('joins the names of all its files, and takes the licences of the nearest one', () => {
    const team = { '/home/team/handrail.yaml': 'packages: { allow: [left], licences: [MIT] }\n' };
    const base = 'extends: [./team]\n';
    assert.deepEqual(load(base, team).packages, { allow: ['left'], licences: ['MIT'] });
    const own = `${base}packages: { allow: ['@acme/*'], licences: [ISC] }\n`;
    assert.deepEqual(load(own, team).packages, { allow: ['left', '@acme/*'], licences: ['ISC'] });
    const names = `${base}packages: { allow: [right] }\n`;
    assert.deepEqual(load(names, team).packages, { allow: ['left', 'right'], licences: ['MIT'] });
    assert.equal(load('profile: all\n').packages, undefined);
  });

  it('holds without the keys that there are not', () => {
    const { packages, problems } = load('packages: { allow: [left], deny: [right] }\n');
    assert.deepEqual(packages, { allow: ['left'] });
    assert.equal(problems.length, 1);
  });
});

describe('packs named on a command line', () => {
  it('are compiled as those of a handrail.yaml', () => {
    const files = memoryFiles({ '/a/one.yaml': rule('one/a'), '/b.yaml': rule('two/a') });
    const { rules, problems } = loadPacks(['/a', '/b.yaml', '/gone'], files);
    assert.deepEqual(
      rules.map(({ id }) => id),
      ['one/a', 'two/a'],
    );
    assert.deepEqual(
      problems.map(({ path, message }) => [path, message.slice(0, 25)]),
      [['/gone', 'There is no such pack. Pa']],
    );
  });
});
