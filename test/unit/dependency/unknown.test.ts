import assert from 'node:assert/strict';
import { builtinFiles } from '../../../scripts/compileRules.ts';
import { packages } from '../../../scripts/packages.ts';
import { projectFinder } from '../../../server/detectors/dependency/project/project.ts';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { compilePack } from '../../../server/packs/compile.ts';
import { memoryDisk } from './memoryDisk.ts';

describe('packages that nobody knows', () => {
  const files = builtinFiles().filter(({ path }) => path === 'rules/deps/packages.yaml');
  const { rules } = compilePack(files, true);
  const all = ruleset(rules, detectors(undefined, packages), { profile: 'all' });

  function said(path: string, text: string, files: Readonly<Record<string, string>> = {}): string[] {
    const project = projectFinder(memoryDisk({ [path]: text, ...files }))(path, '/work');
    const { findings, failures } = scan(source(path.slice('/work/'.length), text, undefined, project), all, {
      today: '2026-11-20',
    });
    assert.deepEqual(failures, []);
    return findings.map(({ span, confidence, message }) => {
      const near = /or is (\S+) misspelt|from (\S+),/.exec(message);
      return [confidence, text.slice(span.start, span.end), near?.[1] ?? near?.[2]].filter(Boolean).join(' ');
    });
  }

  const text = "import a from 'vector-magic-pro';\nimport b from 'react';\nimport c from 'expresss';\n";
  const manifest = { '/work/package.json': '{ "dependencies": { "react": "19.0.0" } }' };

  it('are doubtful without a project, unless a much-used one has almost that name', () => {
    assert.deepEqual(said('/work/x.ts', text), ['low vector-magic-pro', 'medium expresss express']);
  });

  it('are told with a project', () => {
    assert.deepEqual(said('/work/src/x.ts', text, manifest), ['medium vector-magic-pro', 'medium expresss express']);
  });

  const known: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['declared', { '/work/package.json': '{ "dependencies": { "vector-magic-pro": "1", "expresss": "1" } }' }],
    [
      'locked',
      { ...manifest, '/work/yarn.lock': 'vector-magic-pro@1:\n  version "1"\n\nexpresss@1:\n  version "1"\n' },
    ],
    ['installed', { ...manifest, '/work/node_modules/vector-magic-pro/x': '', '/work/node_modules/expresss/x': '' }],
    [
      'mapped',
      {
        ...manifest,
        '/work/tsconfig.json': '{ "compilerOptions": { "paths": { "vector-magic-pro": [], "expresss/*": [] } } }',
      },
    ],
  ];
  for (const [how, files] of known)
    it(`are known once they are ${how}`, () => assert.deepEqual(said('/work/x.ts', text, files), []));

  it('are imported by Python', () => {
    const python = 'import numpy, reqeusts\nfrom agentic_vector_tools import run\nimport ours\nimport cv2\n';
    const files = { '/work/requirements.txt': 'numpy\n', '/work/lib/ours.py': '' };
    assert.deepEqual(said('/work/app/x.py', python, files), [
      'medium reqeusts requests',
      'medium agentic_vector_tools',
    ]);
    const declared = { ...files, '/work/requirements.txt': 'acme-agentic-vector-tools\nreqeusts\n' };
    assert.deepEqual(said('/work/app/x.py', python, declared), []);
  });

  it('are imported by Go and Rust', () => {
    const go = 'import (\n  "example.com/own/pkg"\n  "example.com/router/v2/mux"\n  "example.com/unheard-of"\n)\n';
    const mod = { '/work/go.mod': 'module example.com/own\n\nrequire example.com/router/v2 v2.1.0\n' };
    assert.deepEqual(said('/work/cmd/x.go', go, mod), ['medium example.com/unheard-of']);
    const rust = '//\nuse serde::Serialize;\nuse ours::x;\nuse made_up_crate::y;\n';
    const cargo = { '/work/Cargo.toml': '[dependencies]\nserde = "1"\n', '/work/src/ours.rs': '' };
    assert.deepEqual(said('/work/src/main.rs', rust, cargo), ['medium made_up_crate']);
  });

  it('are entries of a manifest that the lockfile does not have', () => {
    const text =
      '{ "dependencies": { "react": "1", "vector-magic-pro": "1" }, "devDependencies": { "vector-magic-dev": "1" } }';
    assert.deepEqual(said('/work/package.json', text), ['low vector-magic-pro']);
    const lock = { '/work/yarn.lock': 'react@1:\n  version "1"\n' };
    assert.deepEqual(said('/work/package.json', text, lock), ['medium vector-magic-pro', 'medium vector-magic-dev']);
    const both = { '/work/yarn.lock': 'vector-magic-pro@1:\n  version "1"\n\nvector-magic-dev@1:\n  version "1"\n' };
    assert.deepEqual(said('/work/package.json', text, both), []);
  });

  it('are a slip of the pen in a manifest', () => {
    const text = 'djagno==5.0\nflask==3\nflask-corss==1\n';
    assert.deepEqual(said('/work/requirements.txt', text), ['medium djagno django', 'medium flask-corss flask-cors']);
  });

  it('are doubtful in what seems to be a text', () => {
    const made = "const code = `\nimport a from 'vector-magic-pro';\n`;\nimport b from 'vector-magic-max';\n";
    assert.deepEqual(said('/work/x.ts', made, manifest), ['low vector-magic-pro', 'medium vector-magic-max']);
    const doc = '"""Use it so:\n\nimport vector_magic\n"""\nimport vector_magician\n';
    const files = { '/work/requirements.txt': 'flask\n' };
    assert.deepEqual(said('/work/x.py', doc, files), ['low vector_magic', 'medium vector_magician']);
  });

  it('are none without the table', () => {
    const without = ruleset(rules, detectors(), { profile: 'all' });
    assert.deepEqual(scan(source('x.ts', text), without, { today: '2026-11-20' }).findings, []);
  });

  it('are not looked for in what is installed or was copied in', () => {
    for (const folder of ['node_modules/a', 'vendor/a', '.venv/lib/python3/site-packages/a']) {
      assert.deepEqual(said(`/work/${folder}/x.ts`, text), []);
    }
  });
});
