import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build as bundle } from 'esbuild';
import { compileBuiltin } from './compileRules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** What is known without asking anybody, read when it is needed: lists of names, a third as large when packed. */
const tables = ['packages.txt', 'iam.txt'];

/** Makes everything in `dist`: the three bundles, the built-in rules as one JSON file, and the tables. */
export async function build(): Promise<void> {
  mkdirSync(join(dist, 'meta'), { recursive: true });
  compileBuiltin(join(dist, 'rules.json'));
  for (const table of tables) {
    writeFileSync(join(dist, `${table}.gz`), gzipSync(readFileSync(join(root, 'tables', table)), { level: 9 }));
  }
  const made = await Promise.all([
    client(),
    program('server', 'server/lsp/main.ts'),
    program('cli', 'server/cli/main.ts', shebang),
  ]);
  chmodSync(join(dist, 'cli.js'), 0o755);
  removeOthers([...made.flat(), 'rules.json', ...tables.map((table) => `${table}.gz`), 'meta']);
}

/** VS Code loads extensions with `require`, so this one is CommonJS. */
function client(): Promise<string[]> {
  return bundleTo('client', {
    entryPoints: { client: 'client/extension.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
  });
}

/**
 * The server and the command line are programs of their own for Node 20 and later. What they load with `await import()`
 * becomes a file of its own, so that a heavy library costs nothing until it is needed.
 */
function program(name: string, entry: string, firstLine = ''): Promise<string[]> {
  return bundleTo(name, {
    entryPoints: { [name]: entry },
    format: 'esm',
    splitting: true,
    chunkNames: `${name}-[name]-[hash]`,
    banner: { js: `${firstLine}${requireForCommonJs}` },
  });
}

const shebang = '#!/usr/bin/env node\n';

/** Libraries written in CommonJS call `require` for Node's own modules; an ES module has none unless it makes one. */
const requireForCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** The names of the files made. */
async function bundleTo(name: string, options: BuildOptions): Promise<string[]> {
  const { metafile } = await bundle({
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    // `module` first: the CommonJS builds of the language client's family hide their imports from the bundler.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    metafile: true,
    ...options,
  });
  // What went into which bundle; a test reads it to see that nothing came in by the back door.
  writeFileSync(join(dist, 'meta', `${name}.json`), JSON.stringify(metafile));
  return Object.keys(metafile?.outputs ?? {}).map((file) => basename(file));
}

/** Files of an earlier build would otherwise be shipped. */
function removeOthers(made: readonly string[]): void {
  for (const name of readdirSync(dist)) {
    if (!made.includes(name)) rmSync(join(dist, name), { recursive: true });
  }
}

if (import.meta.main) await build();
