import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type CorpusFile, ordinaryLines, sizeOf } from './corpus.ts';
import { typeInto } from './editor.ts';
import { peakMemory } from './peakMemory.ts';
import { figure, printTable } from './table.ts';

const count = 5_000;
const keystrokes = 2_000;

/** How much memory the programs take at most: for a tree of thousands of files, and for a long while of typing. */
export async function benchMemory(dist: string, files: readonly CorpusFile[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const chosen = files.slice(-count);
  chosen.forEach(({ path, text }, number) => {
    const subfolder = join(folder, 'tree', String(Math.floor(number / 100)));
    mkdirSync(subfolder, { recursive: true });
    writeFileSync(join(subfolder, `${number}${extname(path)}`), text);
  });
  const scan = ['scan', join(folder, 'tree'), '--profile', 'all', '--output', join(folder, 'out')];
  const rows = [
    ['node -e 0', ...measured(['-e', '0'])],
    [
      `cli scan, ${chosen.length} files, ${figure(sizeOf(chosen) / 1e6)} MB`,
      ...measured([join(dist, 'cli.js'), ...scan]),
    ],
    [`server, ${keystrokes} keystrokes in 10000 lines`, ...(await measuredServer(join(dist, 'server.js'), files))],
  ];
  rmSync(folder, { recursive: true });
  await benchEdits(join(dist, 'server.js'), files);
  printTable('Memory', ['program', 'most, MB', 'seconds'], rows);
}

function measured(args: readonly string[]): [megabytes: string, seconds: string] {
  const peak = peakMemory();
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...peak.flags, ...args], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return [figure(peak.megabytes()), figure(seconds)];
}

async function measuredServer(server: string, files: readonly CorpusFile[]): Promise<[string, string]> {
  const peak = peakMemory();
  const start = performance.now();
  await typeInto([...peak.flags, server], ordinaryLines(files, 10_000), keystrokes);
  return [figure(peak.megabytes()), figure((performance.now() - start) / 1000)];
}

/** Whether the server's memory grows while somebody types for long: after the first thousand edits, and after ten. */
async function benchEdits(server: string, files: readonly CorpusFile[]): Promise<void> {
  const rows: string[][] = [];
  for (const lines of [1_000, 10_000]) {
    const look = { after: [1_000, 5_500, 10_000], at: residentMegabytes };
    const { looks } = await typeInto([server], ordinaryLines(files, lines), 10_000, look);
    rows.push([`${lines} lines`, ...looks.map(figure)]);
  }
  printTable(
    'Memory of the server while somebody types, all families on',
    ['document', 'after 1000 edits, MB', 'after 5500, MB', 'after 10000, MB'],
    rows,
  );
}

/** What a process has in memory now; not a number where the system does not tell. */
function residentMegabytes(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
    : spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return (Number(kilobytes?.trim() || Number.NaN) * 1024) / 1e6;
}
