import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** What one file may not import, and what it may. */
interface Room {
  readonly file: string;
  readonly refused: readonly string[];
  readonly allowed: readonly string[];
}

const rooms: readonly Room[] = [
  {
    file: 'server/engine/x.ts',
    refused: [
      'node:fs',
      'node:fs/promises',
      'vscode',
      'vscode-languageserver/node',
      '../detectors/y.ts',
      '../lsp/y.ts',
    ],
    allowed: ['./span.ts', '@noble/hashes/sha2.js'],
  },
  {
    file: 'server/detectors/pattern/x.ts',
    refused: [
      'node:path',
      'vscode',
      'vscode-uri',
      '../../packs/y.ts',
      '../../fixes/y.ts',
      '../../lsp/y.ts',
      '../../cli/y.ts',
    ],
    allowed: ['../../engine/span.ts', '../placeholder.ts'],
  },
  {
    file: 'server/fixes/x.ts',
    refused: ['node:os', 'vscode', '../packs/y.ts', '../disk/y.ts', '../lsp/y.ts', '../cli/y.ts', '../../client/y.ts'],
    allowed: ['../engine/finding.ts', './fix.ts'],
  },
  {
    file: 'server/origins/x.ts',
    refused: ['node:fs', 'vscode', '../packs/y.ts', '../lsp/y.ts', '../cli/y.ts'],
    allowed: ['../engine/span.ts'],
  },
  {
    file: 'server/packs/regex/x.ts',
    refused: ['node:fs', 'vscode', 'vscode-languageserver', '../../lsp/y.ts', '../../cli/y.ts', '../../fixes/y.ts'],
    allowed: ['../../engine/rule.ts', '../../detectors/pattern/spec.ts', '../schema.ts', 'valibot'],
  },
  {
    file: 'server/packs/folder.ts',
    refused: ['node:fs', 'node:fs/promises', 'vscode', 'vscode-uri', '../lsp/y.ts', '../cli/y.ts'],
    allowed: ['node:path', './files.ts', '../engine/rule.ts'],
  },
  {
    file: 'server/packs/nodeFiles.ts',
    refused: ['vscode', 'vscode-languageserver/node', '../lsp/y.ts', '../cli/y.ts'],
    allowed: ['node:fs', 'node:path', './files.ts'],
  },
  {
    file: 'server/disk/x.ts',
    refused: ['vscode', 'vscode-uri', '../engine/scan.ts', '../packs/files.ts', '../lsp/y.ts', '../cli/y.ts'],
    allowed: ['node:fs', 'node:path', 'ignore', './walk.ts'],
  },
  {
    file: 'server/disk/x.ts',
    refused: ['vscode', 'vscode-uri', '../engine/scan.ts', '../packs/folder.ts', '../lsp/y.ts', '../cli/y.ts'],
    allowed: ['node:fs', 'node:path', 'ignore', './walk.ts'],
  },
  {
    file: 'server/lsp/handlers/x.ts',
    refused: ['vscode', 'vscode-languageclient/node', '../../cli/y.ts', '../../../client/y.ts'],
    allowed: ['node:path', 'vscode-languageserver/node', 'vscode-uri', '../../packs/files.ts', '../../engine/scan.ts'],
  },
  {
    file: 'server/cli/x.ts',
    refused: ['vscode', 'vscode-languageserver', 'vscode-languageserver/node', '../lsp/y.ts', '../../client/y.ts'],
    allowed: ['node:fs', 'commander', '../packs/folder.ts', '../fixes/fix.ts', '../engine/scan.ts'],
  },
  {
    file: 'server/protocol.ts',
    refused: ['node:fs', 'vscode', 'vscode-languageserver', './lsp/y.ts', './cli/y.ts', '../client/y.ts'],
    allowed: ['./engine/rule.ts'],
  },
  {
    file: 'client/views/x.ts',
    refused: [
      'vscode-languageserver/node',
      '../../server/engine/scan.ts',
      '../../server/lsp/y.ts',
      '../../scripts/y.ts',
    ],
    allowed: ['vscode', 'vscode-languageclient/node', 'node:path', '../../server/protocol.ts', '../status.ts'],
  },
  {
    file: 'test/unit/x.ts',
    refused: ['vscode', 'vscode-languageserver/node', 'vscode-languageclient/node'],
    allowed: ['node:fs', '../../server/engine/scan.ts'],
  },
  {
    file: 'test/lsp/x.ts',
    refused: ['vscode', '../../client/y.ts'],
    allowed: ['vscode-languageserver/node', '../../server/lsp/server.ts'],
  },
  { file: 'test/host/x.ts', refused: [], allowed: ['vscode', 'vscode-languageclient/node'] },
  { file: 'scripts/x.ts', refused: ['vscode'], allowed: ['node:fs', '../server/packs/compile.ts'] },
];

interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

/** Lints files, given by path and text, by our own configuration in a folder of their own. */
function lint(files: Readonly<Record<string, string>>): Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-walls-'));
  try {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const flags = ['--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'];
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', ...flags], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.ok(stdout, stderr);
    return JSON.parse(stdout).diagnostics;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('walls of the house', () => {
  let found: Diagnostic[];

  before(() => {
    const files = rooms.map(({ file, refused, allowed }) => [
      file,
      [...refused, ...allowed].map((name, number) => `export * as name${number} from '${name}';\n`).join(''),
    ]);
    found = lint(Object.fromEntries(files)).filter(({ category }) => category === 'lint/style/noRestrictedImports');
  });

  for (const { file, refused, allowed } of rooms) {
    it(`stand around ${file.replace(/\/x\.ts$/, '')}`, () => {
      const names = [...refused, ...allowed];
      const here = found.filter(({ location }) => location.path.replaceAll('\\', '/') === file);
      assert.deepEqual(here.map(({ location }) => names[location.start.line - 1]).sort(), [...refused].sort());
    });
  }

  it('say why, and where to go instead', () => {
    assert.ok(found.length);
    for (const { message } of found) assert.match(message, /^[A-Z].*[.:;] .*\.$/);
  });

  it('let no circle of imports and no forgotten promise through', () => {
    const categories = lint({
      'server/engine/a.ts': "import { b } from './b.ts';\n\nexport const a = () => b;\n",
      'server/engine/b.ts': "import { a } from './a.ts';\n\nexport const b = () => a;\n",
      'server/cli/c.ts': 'async function later(): Promise<void> {}\n\nexport function now(): void {\n  later();\n}\n',
    }).map(({ category }) => category);
    assert.ok(categories.includes('lint/suspicious/noImportCycles'));
    assert.ok(categories.includes('lint/nursery/noFloatingPromises'));
  });
});
