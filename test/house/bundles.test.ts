import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { listFiles, PackageManager } from '@vscode/vsce';
import type { Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Name = 'client' | 'server' | 'cli';

/** What may be in a bundle. Whoever adds a package adds its name here, and so says what it is for. */
interface Contents {
  /** Folders and files of ours, all of which must be in it. */
  readonly rooms: readonly string[];
  /** Packages. */
  readonly packages: readonly string[];
  /** What is there when it runs, besides Node's own modules. */
  readonly external: readonly string[];
  /** The most it may weigh, in KB. */
  readonly kilobytes: number;
}

const engine = ['@noble/hashes'];
const packs = [
  ...['@eslint-community/regexpp', 'oniguruma-parser', 're2js', 'picomatch'], // regular expressions and globs
  ...['yaml', 'smol-toml', 'valibot'], // rule files
  'ignore', // .gitignore
  'diff', // what changed since a commit
];
const protocol = ['vscode-jsonrpc', 'vscode-languageserver-protocol', 'vscode-languageserver-types'];

const bundles: Record<Name, Contents> = {
  client: {
    rooms: ['client/', 'server/protocol.ts'],
    packages: [
      ...protocol,
      'vscode-languageclient',
      'vscode-languageserver-textdocument',
      ...['semver', 'minimatch', 'brace-expansion', 'balanced-match'], // of vscode-languageclient
    ],
    external: ['vscode'],
    kilobytes: 500,
  },
  server: {
    rooms: [
      'server/lsp/',
      'server/disk/',
      'server/changes/',
      'server/packs/',
      'server/fixes/',
      'server/detectors/',
      'server/engine/',
      'server/protocol.ts',
    ],
    packages: [
      ...engine,
      ...packs,
      ...protocol,
      ...['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
    ],
    external: [],
    kilobytes: 1200,
  },
  cli: {
    rooms: ['server/cli/', 'server/disk/', 'server/changes/', 'server/packs/', 'server/detectors/', 'server/engine/'],
    packages: [...engine, ...packs, 'commander', 'picocolors'],
    external: [],
    kilobytes: 950,
  },
};

function metafile(name: Name): Metafile {
  return JSON.parse(readFileSync(join(root, 'dist', 'meta', `${name}.json`), 'utf8'));
}

/** The folder of the package that a file belongs to, or undefined for a file of ours. */
function packageFolder(input: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function packageName(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

for (const [name, contents] of Object.entries(bundles) as [Name, Contents][]) {
  describe(`the bundle of the ${name}`, () => {
    let meta: Metafile;
    before(() => {
      meta = metafile(name);
    });

    it('is made of its rooms of the house and no other', () => {
      const ours = Object.keys(meta.inputs).filter((input) => !packageFolder(input));
      const roomOf = (input: string) =>
        contents.rooms.find((room) => input === room || input.startsWith(room)) ?? input;
      assert.deepEqual([...new Set(ours.map(roomOf))].sort(), [...contents.rooms].sort());
    });

    it('holds the packages it is meant to hold, each once', () => {
      const folders = new Set(Object.keys(meta.inputs).flatMap((input) => packageFolder(input) ?? []));
      assert.deepEqual([...folders].map(packageName).sort(), [...contents.packages].sort());
    });

    it('asks for nothing but Node', () => {
      const asked = Object.values(meta.outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
      const foreign = asked
        .map(({ path }) => path)
        .filter((path) => !builtinModules.includes(path.replace('node:', '')));
      assert.deepEqual([...new Set(foreign)], contents.external);
    });

    it('stays small', () => {
      const bytes = Object.values(meta.outputs).reduce((sum, output) => sum + output.bytes, 0);
      assert.ok(bytes <= contents.kilobytes * 1000, `${Math.ceil(bytes / 1000)} KB`);
    });
  });
}

describe('the package', () => {
  let files: readonly string[];
  before(async () => {
    files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  });

  it('holds only what is used', () => {
    const expected =
      /^(?:package(?:\.nls)?\.json|(?:README|CHANGELOG|PRIVACY|SECURITY)\.md|LICENSE|icon\.png|assets\/walkthrough\/\w+\.svg|dist\/client\.cjs|dist\/(?:server|cli)(?:-[\w-]+)?\.js|dist\/rules\.json|dist\/(?:iam|packages)\.txt\.gz|docs\/rules\/[\w/-]+\.md|schema\/[\w.]+\.schema\.json)$/;
    assert.deepEqual(
      files.filter((file) => !expected.test(file)),
      [],
    );
  });

  it('holds all that the bundles and the manifest name', () => {
    const made = Object.keys(bundles).flatMap((name) => Object.keys(metafile(name as Name).outputs));
    const needed = [
      ...made,
      'dist/rules.json',
      'dist/packages.txt.gz',
      'dist/iam.txt.gz',
      'package.json',
      'package.nls.json',
      'README.md',
      'LICENSE',
    ];
    assert.deepEqual(
      needed.filter((file) => !files.includes(file)),
      [],
    );
  });

  it('stays under six megabytes, packed as a .vsix is', () => {
    const there = files.map((file) => join(root, file)).filter((path) => existsSync(path));
    const total = there.reduce((sum, path) => sum + deflateRawSync(readFileSync(path)).length, 0);
    assert.ok(total < 6_000_000, `${Math.ceil(total / 1000)} KB`);
  });
});
