import assert from 'node:assert/strict';
import { projectFinder } from '../../../server/detectors/dependency/project/project.ts';
import type { Project } from '../../../server/engine/project.ts';
import { memoryDisk } from './memoryDisk.ts';

function projectAt(path: string, files: Readonly<Record<string, string>>, root = '/work'): Project {
  return projectFinder(memoryDisk(files))(path, root);
}

describe('what is known of a project', () => {
  const locks: readonly (readonly [name: string, ecosystem: string, text: string])[] = [
    [
      'package-lock.json',
      'npm',
      '{\n  "packages": {\n    "": {\n      "version": "1.0.0"\n    },\n    "node_modules/a": {\n      "version": "2.0.0"\n    },\n    "node_modules/a/node_modules/@s/b": {\n      "version": "3.0.0"\n    }\n  }\n}',
    ],
    [
      'npm-shrinkwrap.json',
      'npm',
      '{\n  "dependencies": {\n    "a": {\n      "version": "2.0.0"\n    },\n    "@s/b": {\n      "version": "3.0.0"\n    }\n  }\n}',
    ],
    [
      'yarn.lock',
      'npm',
      '# yarn lockfile v1\n\na@^2.0.0, a@^2.1.0:\n  version "2.0.0"\n\n"@s/b@^3.0.0":\n  version "3.0.0"\n',
    ],
    ['yarn.lock', 'npm', '"a@npm:^2.0.0":\n  version: 2.0.0\n\n"@s/b@npm:^3.0.0":\n  version: 3.0.0\n'],
    [
      'pnpm-lock.yaml',
      'npm',
      "lockfileVersion: '9.0'\npackages:\n\n  a@2.0.0:\n    resolution: {}\n\n  '@s/b@3.0.0':\n    resolution: {}\n",
    ],
    ['pnpm-lock.yaml', 'npm', 'packages:\n\n  /a/2.0.0:\n    dev: true\n\n  /@s/b@3.0.0(x@1.0.0):\n    dev: true\n'],
    [
      'bun.lock',
      'npm',
      '{\n  "packages": {\n    "a": ["a@2.0.0", "", {}],\n    "@s/b": ["@s/b@3.0.0", "", {}],\n  }\n}',
    ],
    [
      'poetry.lock',
      'pypi',
      '[[package]]\nname = "a"\nversion = "2.0.0"\n\n[[package]]\nname = "@s/b"\nversion = "3.0.0"\n',
    ],
    [
      'Cargo.lock',
      'cargo',
      '[[package]]\nname = "a"\nversion = "2.0.0"\n\n[[package]]\nname = "@s/b"\nversion = "3.0.0"\n',
    ],
    [
      'Pipfile.lock',
      'pypi',
      '{\n    "default": {\n        "a": {\n            "hashes": [\n                "x"\n            ],\n            "version": "==2.0.0"\n        }\n    }\n}',
    ],
    ['Gemfile.lock', 'gem', 'GEM\n  specs:\n    a (2.0.0)\n      c (~> 1)\n'],
    ['go.sum', 'go', 'a v2.0.0 h1:x=\na v2.0.0/go.mod h1:x=\n'],
    [
      'composer.lock',
      'composer',
      '{\n    "packages": [\n        {\n            "name": "a",\n            "version": "2.0.0",\n        }\n    ]\n}',
    ],
  ];
  for (const [name, ecosystem, text] of locks) {
    it(`comes from ${name}: ${text.slice(0, 30).replaceAll('\n', ' ')}`, () => {
      const project = projectAt('/work/src/x', { [`/work/${name}`]: text });
      assert.equal(project.version(ecosystem, 'a')?.replace(/^v/, ''), '2.0.0');
      if (text.includes('@s/b')) assert.equal(project.version(ecosystem, '@s/b'), '3.0.0');
      assert.ok(project.isResolved(ecosystem));
      assert.ok(project.holds(ecosystem, 'a'));
      assert.ok(!project.holds(ecosystem, 'c'));
    });
  }

  it('comes from the manifests of the folder and those above it, up to the root', () => {
    const files = {
      '/package.json': '{ "dependencies": { "outside": "1.0.0" } }',
      '/work/package.json': '{ "name": "top", "dependencies": { "above": "1.0.0" } }',
      '/work/web/package.json': '{ "dependencies": { "near": "1.0.0" } }',
      '/work/other/package.json': '{ "dependencies": { "beside": "1.0.0" } }',
    };
    const project = projectAt('/work/web/src/x.ts', files);
    const declared = ['near', 'above', 'top', 'beside', 'outside'].filter((name) => project.declares('npm', name));
    assert.deepEqual(declared, ['near', 'above', 'top']);
    assert.ok(project.has('npm'));
    assert.ok(!project.has('pypi'));
    assert.ok(!projectAt('/elsewhere/x.ts', files).has('npm'));
  });

  it('names Python packages as PyPI compares them', () => {
    const project = projectAt('/work/x.py', { '/work/requirements.txt': 'Zope.Interface==1\n' });
    assert.ok(project.declares('pypi', 'zope-interface'));
    assert.ok(project.declares('pypi', 'Zope_Interface'));
  });

  it('comes from what is installed', () => {
    const files = {
      '/work/package.json': '{}',
      '/work/node_modules/a/package.json': '{\n  "license": "GPL-3.0-only"\n}',
      '/work/node_modules/@s/b/package.json': '{\n  "license": { "type": "MIT" }\n}',
      '/work/.venv/lib/python3.12/site-packages/flask_cors/__init__.py': '',
      '/work/.venv/lib/python3.12/site-packages/Flask-3.0.3.dist-info/METADATA': '',
    };
    const project = projectAt('/work/src/x.ts', files);
    assert.deepEqual(
      ['a', '@s/b', '@s/c', 'b'].map((name) => project.holds('npm', name)),
      [true, true, false, false],
    );
    assert.deepEqual(
      ['flask-cors', 'flask', 'django'].map((name) => project.holds('pypi', name)),
      [true, true, false],
    );
    assert.equal(project.licence('npm', 'a'), 'GPL-3.0-only');
    assert.equal(project.licence('npm', '@s/b'), 'MIT');
    assert.equal(project.licence('npm', 'c'), undefined);
  });

  it('holds the packages of the workspace, and its scope as the own one', () => {
    for (const root of [
      { '/work/package.json': '{ "workspaces": ["packages/*", "tools"] }' },
      { '/work/package.json': '{ "workspaces": { "packages": ["packages/*", "./tools/"] } }' },
      { '/work/package.json': '{}', '/work/pnpm-workspace.yaml': "packages:\n  - 'packages/*'\n  - tools\n" },
      { '/work/package.json': '{}', '/work/pnpm-workspace.yaml': 'packages:\n  - "**"\n' },
    ]) {
      const project = projectAt('/work/packages/web/src/x.ts', {
        ...root,
        '/work/packages/web/package.json': '{ "name": "@acme/web" }',
        '/work/packages/core/package.json': '{ "name": "@acme/core" }',
        '/work/tools/package.json': '{ "name": "tools-of-ours" }',
      });
      assert.ok(project.holds('npm', '@acme/core'));
      assert.ok(project.holds('npm', 'tools-of-ours'));
      assert.ok(project.isLocal('npm', '@acme/published-elsewhere'));
      assert.ok(!project.isLocal('npm', '@other/x'));
    }
  });

  it('knows the names that settings map to files', () => {
    const project = projectAt('/work/src/x.ts', {
      '/work/package.json': '{ "imports": { "internal/*": "./src/*" } }',
      '/work/tsconfig.json':
        '{ "compilerOptions": { "baseUrl": "app", "paths": { "ours/*": ["./src/*"], "exact": ["./x"] } } }',
      '/work/vite.config.ts': "export default { resolve: { alias: { styled: './styles' } } }",
      '/work/app/widgets/a.ts': '',
      '/work/src/shared.ts': '',
    });
    const local = ['internal/a', 'ours/b', 'exact', 'styled', 'widgets', 'shared', 'else'];
    assert.deepEqual(
      local.filter((name) => project.isLocal('npm', name)),
      local.slice(0, -1),
    );
  });

  it('knows modules that stand anywhere below', () => {
    const files = {
      '/work/pyproject.toml': '',
      '/work/tools/gen/helper.py': '',
      '/work/app/x.py': '',
      '/work/lib/pkg/__init__.py': '',
    };
    const project = projectAt('/work/app/x.py', files);
    assert.deepEqual(
      ['helper', 'pkg', 'x', 'nowhere'].map((name) => project.isLocal('pypi', name)),
      [true, true, true, false],
    );
  });

  it('is read once, and not before it is asked for', () => {
    const reads: string[] = [];
    const disk = memoryDisk({ '/work/package.json': '{ "dependencies": { "a": "1" } }' });
    const find = projectFinder({
      names: (folder) => {
        reads.push(folder);
        return disk.names(folder);
      },
      read: (path) => {
        reads.push(path);
        return disk.read(path);
      },
    });
    const projects = ['/work/a.ts', '/work/b.ts'].map((path) => find(path, '/work'));
    assert.deepEqual(reads, []);
    for (const project of projects) assert.ok(project.declares('npm', 'a'));
    assert.deepEqual(reads, ['/work', '/work/package.json']);
  });

  it('takes paths of Windows', () => {
    const project = projectAt(
      'C:\\work\\src\\x.ts',
      { 'C:/work/package.json': '{ "dependencies": { "a": "1" } }' },
      'C:\\work',
    );
    assert.ok(project.declares('npm', 'a'));
  });
});
