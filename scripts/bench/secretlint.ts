import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { detectors } from '../../server/detectors/detectors.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { linearEngine, needsLinear } from '../../server/packs/linear.ts';
import { type CorpusFile, sizeOf } from './corpus.ts';
import { percentile } from './measure.ts';
import { figure, printTable } from './table.ts';

const rounds = 3;
const secretlint = fileURLToPath(import.meta.resolve('secretlint/package.json'));
const preset = '@secretlint/secretlint-rule-preset-recommend';

/**
 * Beside secretlint, which also runs on Node: the same files, with our rules for secrets (it looks for nothing else),
 * with all of ours, and with all that it recommends.
 */
export async function benchSecretlint(root: string, files: readonly CorpusFile[]): Promise<void> {
  const megabytes = sizeOf(files) / 1e6;
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const ways = {
    'library, texts in memory, processor time: our rules for secrets': await inTurns(
      await libraries(root, files, ({ family }) => family === 'secrets'),
    ),
    'library, texts in memory, processor time: all our rules': await inTurns(await libraries(root, files, () => true)),
    'command line, start to report, clock time: all our rules': await inTurns(commandLines(root, folder, files)),
  };
  rmSync(folder, { recursive: true });
  const { version } = JSON.parse(readFileSync(secretlint, 'utf8'));
  printTable(
    `Beside secretlint ${version}: ${files.length} files, ${figure(megabytes)} MB`,
    ['way', 'handrail, MB/s', 'secretlint, MB/s', 'ratio'],
    Object.entries(ways).map(([way, { ours, theirs }]) => [
      way,
      figure(megabytes / ours),
      figure(megabytes / theirs),
      figure(theirs / ours),
    ]),
  );
}

/** A piece of work of each program; says how many seconds it took. */
type Programs = Readonly<Record<'ours' | 'theirs', () => Promise<number>>>;

/** The median of a few rounds, after one to warm up. */
async function inTurns(programs: Programs): Promise<{ ours: number; theirs: number }> {
  const taken = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    for (const name of ['ours', 'theirs'] as const) {
      const seconds = await programs[name]();
      if (round > 0) taken[name].push(seconds);
    }
  }
  return { ours: percentile(taken.ours, 50), theirs: percentile(taken.theirs, 50) };
}

/** Both in this process, on one core, one file after the other. */
async function libraries(
  root: string,
  files: readonly CorpusFile[],
  counts: (rule: Rule) => boolean,
): Promise<Programs> {
  const builtin = parseBuiltin(readFileSync(join(root, 'dist', 'rules.json'), 'utf8')).filter(counts);
  const ways = detectors(needsLinear(builtin) ? await linearEngine() : undefined);
  const rules = ruleset(builtin, ways, { profile: 'all' });
  const config = { rules: [{ id: preset, rule: creator }] };
  return {
    ours: () =>
      processorTime(async () => {
        for (const { path, text } of files) scan(source(path, text), rules, { today: '2026-01-01' });
      }),
    theirs: async () => {
      const seconds = await processorTime(async () => {
        for (const { path: filePath, text: content } of files) {
          const file = { filePath, content, contentType: 'text' as const, ext: extname(filePath) };
          await lintSource({ source: file, options: { config } });
        }
      });
      // It leaves a mark for each rule and file, and looks at them later: a million would slow the next round down.
      await setTimeout(1000);
      performance.clearMarks();
      performance.clearMeasures();
      return seconds;
    },
  };
}

/** In seconds. */
async function processorTime(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Both as people run them, on the same tree. @param folder for the tree and the reports */
function commandLines(root: string, folder: string, files: readonly CorpusFile[]): Programs {
  files.forEach(({ path, text }, number) => {
    const subfolder = join(folder, 'tree', String(Math.floor(number / 100)));
    mkdirSync(subfolder, { recursive: true });
    writeFileSync(join(subfolder, `${number}${extname(path)}`), text);
  });
  const config = JSON.stringify({ rules: [{ id: fileURLToPath(import.meta.resolve(preset)) }] });
  const ours = [join(root, 'dist', 'cli.js'), 'scan', 'tree', '--profile', 'all', '--output', 'ours'];
  const theirs = [join(dirname(secretlint), 'bin', 'secretlint.js'), 'tree/**/*', '--secretlintrcJSON', config];
  return {
    ours: async () => clockTime(folder, ours),
    theirs: async () => clockTime(folder, [...theirs, '--output', 'theirs']),
  };
}

/** In seconds. */
function clockTime(cwd: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  // Both exit with 1 where they have found something.
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}
