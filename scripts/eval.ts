import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseBuiltin } from '../server/packs/builtin.ts';
import { build } from './build.ts';
import { type Corpus, corporaOf } from './eval/corpora.ts';
import { readJudgements, toJudge } from './eval/judgements.ts';
import { type Measured, measure } from './eval/measure.ts';
import { findingsOf, ordinaryCode } from './eval/ordinaryCode.ts';
import { packOf } from './eval/packOf.ts';
import { accuracyPage } from './eval/page.ts';
import { compareWithRivals } from './eval/rivals.ts';
import { targets } from './eval/targets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const labelled = resolve(root, '..', 'shared', 'eval');
const page = join(root, 'docs', 'accuracy.md');

const judged = join(root, 'scripts', 'eval', 'judged.yaml');

const usage = `Usage: npm run eval -- [--misses <file>] [--to-judge <file>]
Measures the built command line on labelled cases and on node_modules, beside other programs where those are there, and
writes docs/accuracy.md. ESLint is installed on demand into scripts/eval/rivals; bandit comes with the system's packages.
--misses <file>    also writes every case that was missed, one JSON object a line; keep it out of the repository
--to-judge <file>  also writes the findings in node_modules that nobody has judged, to be completed and added to
                   ${relative(root, judged)}`;

const { values } = parseArgs({
  options: { misses: { type: 'string' }, 'to-judge': { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) console.log(usage);
else if (!existsSync(labelled)) {
  console.log(
    `Skipped: the labelled cases are not here. They belong in ${relative(root, labelled)}, beside this folder.`,
  );
} else await run();

async function run(): Promise<void> {
  await build();
  const cli = join(root, 'dist', 'cli.js');
  const measured = measureAll();
  const checkCorpora = corporaOf(join(labelled, 'corpora'), 'checks-');
  console.log('\nOther checks:');
  const checks = measureWith(checkCorpora, undefined);
  if (values.misses !== undefined) writeFileSync(values.misses, linesOfMisses([...measured, checks]));
  console.log('\nBeside other programs …');
  const comparisons = compareWithRivals(cli, checkCorpora);
  const ordinary = ordinaryCode(cli, root, 'node_modules');
  const judgements = readJudgements(judged);
  const builtin = parseBuiltin(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
  const text = accuracyPage({
    date: new Date().toISOString().slice(0, 10),
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    rules: builtin.filter(({ silent }) => !silent),
    measured,
    checks,
    comparisons,
    ordinary,
    judgements,
  });
  writeFileSync(page, text);
  console.log(`\n${relative(root, page)} is written.`);

  const found = findingsOf(ordinary);
  const open = found.filter(({ fingerprint }) => !judgements.has(fingerprint));
  if (values['to-judge'] !== undefined) writeFileSync(values['to-judge'], toJudge(open));
  if (open.length) console.log(`${open.length} findings in node_modules are not judged yet (--to-judge lists them).`);
  const known = new Set(found.map(({ fingerprint }) => fingerprint));
  const gone = [...judgements.keys()].filter((fingerprint) => !known.has(fingerprint));
  if (gone.length) console.log(`Judged, but not found any more:\n${gone.join('\n')}`);
}

function linesOfMisses(measured: readonly Measured[]): string {
  const misses = measured.flatMap(({ misses, extended }) => misses.map((miss) => ({ extended, ...miss })));
  return misses.map((miss) => `${JSON.stringify(miss)}\n`).join('');
}

/** With our rules alone every corpus of secrets; with another tool's configuration those that it was made for. */
function measureAll(): Measured[] {
  const corpora = corporaOf(join(labelled, 'corpora'), 'secrets-');
  console.log('With our rules alone:');
  const packs = new Set(targets.flatMap(({ extended }) => extended ?? []));
  return [
    measureWith(corpora, undefined),
    ...[...packs].map((pack) => {
      const names = new Set(targets.filter(({ extended }) => extended === pack).map(({ corpus }) => corpus));
      return measureWith(
        corpora.filter(({ name }) => names.has(name)),
        pack,
      );
    }),
  ];
}

function measureWith(corpora: readonly Corpus[], extended: string | undefined): Measured {
  const program = join(labelled, 'eval.mjs');
  const cli = join(root, 'dist', 'cli.js');
  const paths = corpora.map(({ path }) => path);
  if (extended === undefined) return measure(program, [process.execPath, cli], paths);
  console.log(`\nWith the configuration of ${extended} as a pack:`);
  const pack = join(labelled, 'configs', `${extended}.toml`);
  const measured = measure(program, [process.execPath, cli, '--extends', pack], paths);
  return { ...measured, extended, pack: packOf(cli, pack) };
}
