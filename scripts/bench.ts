import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCorpus } from './bench/corpus.ts';
import { benchEditor } from './bench/editor.ts';
import { benchMemory } from './bench/memory.ts';
import { benchScan } from './bench/scan.ts';
import { benchSecretlint } from './bench/secretlint.ts';
import { benchSize } from './bench/size.ts';
import { benchStart } from './bench/start.ts';
import { build } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const corpus = () => readCorpus(root, ['client', 'server', 'scripts', 'test', 'node_modules'], 64_000_000);

/** What there is to measure, by the name that `--only` takes. */
const benches: Readonly<Record<string, () => unknown>> = {
  scan: () => benchScan(root, corpus()),
  secretlint: () => benchSecretlint(root, corpus()),
  editor: () => benchEditor(join(root, 'dist', 'server.js'), corpus()),
  start: () => benchStart(join(root, 'dist')),
  memory: () => benchMemory(join(root, 'dist'), corpus()),
  size: () => benchSize(root),
};

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const unknown = values.only?.filter((name) => !(name in benches)) ?? [];
if (unknown.length) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

await build();
for (const [name, bench] of Object.entries(benches)) {
  if (!values.only || values.only.includes(name)) await bench();
}
