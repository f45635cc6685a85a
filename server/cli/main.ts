import { readFileSync } from 'node:fs';
import module from 'node:module';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import v8 from 'node:v8';
import { gunzipSync } from 'node:zlib';
import { packageTable } from '../detectors/dependency/packageTable.ts';
import { lazily } from '../detectors/dependency/remember.ts';
import { iamTable } from '../detectors/grant/iamTable.ts';
import { nodeProjectDisk } from '../disk/project/nodeProjectDisk.ts';
import { type ExitCode, exitCode } from './exitCode.ts';

async function main(): Promise<ExitCode> {
  // Before anything large is loaded, and only where Node has it (22.8 and later).
  module.enableCompileCache?.();
  // Every text is garbage as soon as it is checked. V8 would rather grow than collect it: to twice the memory, no faster.
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  const [{ run }, { parseBuiltin }] = await Promise.all([import('./run.ts'), import('../packs/builtin.ts')]);
  return run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: () => buffer(process.stdin),
    version: JSON.parse(packaged('../package.json')).version,
    builtin: () => parseBuiltin(packaged('rules.json')),
    packages: lazily(() => packageTable(unpacked('packages.txt.gz'))),
    iam: lazily(() => iamTable(unpacked('iam.txt.gz'))),
    projectDisk: nodeProjectDisk,
    today: today(),
    now: () => performance.now(),
  });
}

/** The text of a file of the package; this program is `dist/cli.js` in it. */
function packaged(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

/** The same of a packed one. */
function unpacked(path: string): string {
  return gunzipSync(readFileSync(new URL(path, import.meta.url))).toString('utf8');
}

/** The local date, in ISO form. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Node exits with 1 for an error that nobody expected, which would say that something was found. */
function giveUp(error: unknown): never {
  console.error(error);
  process.exit(exitCode.failed);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads us may stop reading, as `head` does.
  if (error.code !== 'EPIPE') giveUp(error);
});
process.exitCode = await main().catch(giveUp);
