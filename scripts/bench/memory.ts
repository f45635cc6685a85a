import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CorpusFile, sizeOf } from './corpus.ts';
import { figure, printTable } from './table.ts';

const count = 5_000;

/** How much memory the command line takes at most for a tree of thousands of files. */
export function benchMemory(cli: string, files: readonly CorpusFile[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const chosen = files.slice(-count);
  chosen.forEach(({ path, text }, number) => {
    const subfolder = join(folder, 'tree', String(Math.floor(number / 100)));
    mkdirSync(subfolder, { recursive: true });
    writeFileSync(join(subfolder, `${number}${extname(path)}`), text);
  });
  const scanned = measured(folder, [
    cli,
    'scan',
    join(folder, 'tree'),
    '--profile',
    'all',
    '--output',
    join(folder, 'out'),
  ]);
  const nothing = measured(folder, ['-e', '0']);
  rmSync(folder, { recursive: true });
  printTable(
    `Memory: ${chosen.length} files, ${figure(sizeOf(chosen) / 1e6)} MB`,
    ['program', 'most memory, MB', 'seconds'],
    [
      ['node -e 0', figure(nothing.megabytes), figure(nothing.seconds)],
      ['cli scan', figure(scanned.megabytes), figure(scanned.seconds)],
    ],
  );
}

/** Runs a program that itself writes down, as it ends, how much memory it had at most. */
function measured(folder: string, args: readonly string[]): { megabytes: number; seconds: number } {
  const note = join(folder, 'note');
  const hook = join(folder, 'hook.mjs');
  writeFileSync(
    hook,
    `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(note)}, String(process.resourceUsage().maxRSS)));`,
  );
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, ...args], {
    encoding: 'utf8',
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { megabytes: (Number(readFileSync(note, 'utf8')) * 1024) / 1e6, seconds };
}
