import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { linearEngine, needsLinear } from '../../server/packs/linear.ts';
import { type CorpusFile, sizeOf } from './corpus.ts';
import { percentile } from './measure.ts';
import { figure, printTable } from './table.ts';

const rounds = 3;

/** Beside secretlint, the fastest of the other tools: the same files, with all our rules and with its recommended ones. */
export async function benchSecretlint(root: string, files: readonly CorpusFile[]): Promise<void> {
  const rows = [await inProcess(root, files), wholeProcess(root, files)];
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'secretlint', 'package.json'), 'utf8'));
  printTable(
    `Beside secretlint ${version}: ${files.length} files, ${figure(sizeOf(files) / 1e6)} MB, processor time`,
    ['way', 'handrail, MB/s', 'secretlint, MB/s', 'ratio'],
    rows.map(({ way, ours, theirs }) => {
      const speed = (seconds: number) => figure(sizeOf(files) / 1e6 / seconds);
      return [way, speed(ours), speed(theirs), figure(theirs / ours)];
    }),
  );
}

/** Seconds of processor time. */
interface Compared {
  readonly way: string;
  readonly ours: number;
  readonly theirs: number;
}

/** Both as libraries in this process, one file after the other, with the texts in memory. */
async function inProcess(root: string, files: readonly CorpusFile[]): Promise<Compared> {
  const builtin = parseBuiltin(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
  const ways = detectors(needsLinear(builtin) ? await linearEngine() : undefined);
  const rules = ruleset(builtin, ways, { profile: 'all' });
  const config = { rules: [{ id: preset, rule: creator }] };
  const programs = {
    ours: async () => {
      for (const { path, text } of files) scan(source(path, text), rules, { today: '2026-01-01' });
    },
    theirs: async () => {
      for (const { path: filePath, text: content } of files) {
        const file = { filePath, content, contentType: 'text' as const, ext: extname(filePath) };
        await lintSource({ source: file, options: { config } });
      }
    },
  };
  const taken = { ours: [] as number[], theirs: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    for (const name of ['ours', 'theirs'] as const) {
      const seconds = await processorTime(programs[name]);
      if (round >= 0) taken[name].push(seconds); // The first one is to warm up.
    }
  }
  return { way: 'library, in memory', ours: percentile(taken.ours, 50), theirs: percentile(taken.theirs, 50) };
}

const preset = '@secretlint/secretlint-rule-preset-recommend';

async function processorTime(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Both command lines, from their start to the report. */
function wholeProcess(root: string, files: readonly CorpusFile[]): Compared {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  files.forEach(({ path, text }, number) => {
    const subfolder = join(folder, 'tree', String(Math.floor(number / 100)));
    mkdirSync(subfolder, { recursive: true });
    writeFileSync(join(subfolder, `${number}${extname(path)}`), text);
  });
  const config = JSON.stringify({ rules: [{ id: join(root, 'node_modules', preset, 'module', 'index.js') }] });
  const ours = run(folder, [join(root, 'dist', 'cli.js'), 'scan', 'tree', '--profile', 'all', '--output', 'ours']);
  const theirs = run(folder, [
    join(root, 'node_modules', 'secretlint', 'bin', 'secretlint.js'),
    'tree/**/*',
    '--secretlintrcJSON',
    config,
    '--output',
    'theirs',
  ]);
  rmSync(folder, { recursive: true });
  return { way: 'command line', ours, theirs };
}

function run(cwd: string, args: readonly string[]): number {
  const before = process.resourceUsage();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return 0 * before.userCPUTime;
}
