import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from './languageServer.ts';
import { percentile } from './measure.ts';
import { figure, printTable } from './table.ts';

const rounds = 15;

/** How long the programs take from their start to their first answer, beside a Node that does nothing. */
export async function benchStart(dist: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  writeFileSync(join(folder, 'a.ts'), 'export const answer = 42;\n');
  const cli = join(dist, 'cli.js');
  const programs = {
    'node -e 0': () => runProgram(['-e', '0']),
    'cli --version': () => runProgram([cli, '--version']),
    'cli scan, one small file': () => runProgram([cli, 'scan', folder]),
    'server, until it answers initialize': () => startServer(join(dist, 'server.js')),
  };
  const names = Object.keys(programs) as (keyof typeof programs)[];
  const taken = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) taken.get(name)!.push(await programs[name]());
  }
  rmSync(folder, { recursive: true });
  const median = (name: keyof typeof programs) => percentile(taken.get(name)!, 50);
  const rows = names.map((name) => [name, figure(median(name)), figure(median(name) / median('node -e 0'))]);
  printTable('Start', ['program', 'ms', 'times node -e 0'], rows);
}

function runProgram(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

async function startServer(server: string): Promise<number> {
  const start = performance.now();
  const { close } = await connect(spawn(process.execPath, [server, '--stdio']));
  const took = performance.now() - start;
  await close();
  return took;
}
