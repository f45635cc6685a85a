import assert from 'node:assert/strict';
import { builtinFiles } from '../../../scripts/compileRules.ts';
import { packages } from '../../../scripts/packages.ts';
import { projectFinder } from '../../../server/detectors/dependency/project/project.ts';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { fixesFor } from '../../../server/fixes/fixes.ts';
import { compilePack } from '../../../server/packs/compile.ts';
import { memoryDisk } from '../dependency/memoryDisk.ts';

const { rules } = compilePack(
  builtinFiles().filter(({ path }) => path.startsWith('rules/deps/')),
  true,
);
const all = ruleset(rules, detectors(undefined, packages), { profile: 'all' });

/** By the title of each fix (but the comment that allows): what it makes of the text, or why it does not. */
function fixed(file: string, text: string, files: Readonly<Record<string, string>> = {}): Record<string, string> {
  const path = `/work/${file}`;
  const project = projectFinder(memoryDisk({ [path]: text, ...files }))(path, '/work');
  const read = source(file, text, undefined, project);
  const out: Record<string, string> = {};
  for (const finding of scan(read, all, { today: '2026-11-20' }).findings) {
    const rule = rules.find(({ id }) => id === finding.rule)!;
    for (const { id, title, disabled, plan } of fixesFor({ source: read, finding, rule })) {
      if (id === 'allow') continue;
      const edits = plan().edits[0]?.edits ?? [];
      out[title] =
        disabled ??
        edits.reduceRight(
          (before, edit) => before.slice(0, edit.span.start) + edit.text + before.slice(edit.span.end),
          text,
        );
    }
  }
  return out;
}

describe('fixes for packages', () => {
  it('write the name that was meant', () => {
    assert.deepEqual(fixed('a.ts', "import get from 'lodahs/get';\n"), {
      'Replace by lodash': "import get from 'lodash/get';\n",
    });
    assert.deepEqual(fixed('package.json', '{ "dependencies": { "expresss": "^4.0.0" } }'), {
      'Replace by express': '{ "dependencies": { "express": "^4.0.0" } }',
    });
    assert.deepEqual(fixed('requirements.txt', 'djagno==5.0\n'), { 'Replace by the package django': 'django==5.0\n' });
  });

  it('rename a module of Python wherever it is used', () => {
    const text = 'import reqeusts\nreqeusts.get("x")\na.reqeusts = my_reqeusts\n';
    assert.deepEqual(fixed('a.py', text), {
      'Replace by the package requests (2 places)': 'import requests\nrequests.get("x")\na.reqeusts = my_reqeusts\n',
    });
  });

  it('offer no name that a module cannot have, and none where no package is near', () => {
    assert.deepEqual(fixed('a.py', 'import python_dateutill\nimport vector_magic_pro\n'), {});
  });

  it('pin to the version of the lockfile', () => {
    const lock = { '/work/yarn.lock': 'left@*:\n  version "1.3.0"\n\nright@latest:\n  version "2.0.1"\n' };
    assert.deepEqual(fixed('package.json', '{ "dependencies": { "left": "*", "right": "latest" } }', lock), {
      'Pin to 1.3.0, as in the lockfile': '{ "dependencies": { "left": "1.3.0", "right": "latest" } }',
      'Pin to 2.0.1, as in the lockfile': '{ "dependencies": { "left": "*", "right": "2.0.1" } }',
    });
    const uv = { '/work/uv.lock': '[[package]]\nname = "celery"\nversion = "5.4.0"\n' };
    assert.deepEqual(fixed('requirements.txt', 'celery[redis] ; python_version > "3"\n', uv), {
      'Pin to 5.4.0, as in the lockfile': 'celery[redis]==5.4.0 ; python_version > "3"\n',
    });
    assert.deepEqual(fixed('Dockerfile', 'RUN pip install "celery[redis]" flask\n', uv), {
      'Pin to 5.4.0, as in the lockfile': 'RUN pip install "celery[redis]==5.4.0" flask\n',
    });
    assert.deepEqual(fixed('Dockerfile', 'RUN npm i -g right@latest\n', lock), {
      'Pin to 2.0.1, as in the lockfile': 'RUN npm i -g right@2.0.1\n',
    });
  });

  it('pin no version that no lockfile names', () => {
    assert.deepEqual(fixed('package.json', '{ "dependencies": { "react": "*" } }'), {});
  });

  const sha = '11bd71901bbe5b1630ceea73d27597364c9af683';

  it('pin an action to the commit that the file names elsewhere', () => {
    const text = `steps:\n  - uses: a/b@${sha} # v4.2.2\n  - uses: "a/b/c@v4"\n  - uses: a/b@v3\n  - uses: x/y@v4\n`;
    assert.deepEqual(fixed('.github/workflows/ci.yml', text), {
      'Pin to the commit of v4.2.2, as elsewhere in this file': text.replace('"a/b/c@v4"', `"a/b/c@${sha}" # v4.2.2`),
    });
    const taken = `steps:\n  - uses: a/b@${sha} # v4\n  - { uses: a/b@v4, with: x }\n`;
    assert.deepEqual(Object.values(fixed('.github/workflows/ci.yml', taken)), [
      'More stands behind it: write the commit there.',
    ]);
  });

  it('switch a check back on', () => {
    assert.deepEqual(fixed('a.py', 'm = load("x", trust_remote_code=True)\n'), {
      'Do not run the code of the model': 'm = load("x", trust_remote_code=False)\n',
    });
    assert.deepEqual(fixed('.npmrc', 'registry=http://registry.example.com/\n'), {
      'Use https': 'registry=https://registry.example.com/\n',
    });
    assert.deepEqual(fixed('a.conf', '[x]\ngpgcheck=0\n'), { 'Check signatures': '[x]\ngpgcheck=true\n' });
    assert.deepEqual(fixed('Dockerfile', 'RUN apt-get install --allow-unauthenticated a=1\n'), {});
  });
});
