import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { JsonFinding, JsonReport } from '../../server/cli/report/json.ts';
import { readText } from '../../server/disk/readText.ts';
import { walk } from '../../server/disk/walk.ts';
import type { Profile } from '../../server/engine/rule.ts';

/** What is found in code that nobody planted anything in. */
export interface OrdinaryCode {
  readonly files: number;
  readonly lines: number;
  readonly profiles: Readonly<Record<Profile, JsonReport>>;
}

/**
 * Scans a folder with the built command line, every text file in it, whatever would leave it out elsewhere.
 * @param cwd absolute; a package's fingerprints depend on its path from the top of the repository
 * @param folder relative to `cwd`
 */
export function ordinaryCode(cli: string, cwd: string, folder: string): OrdinaryCode {
  return {
    ...sizeOf(join(cwd, folder)),
    profiles: { recommended: scan(cli, cwd, folder, 'recommended'), all: scan(cli, cwd, folder, 'all') },
  };
}

/** What a person would see: the findings of the profile `recommended`, which are judged one by one. */
export function findingsOf({ profiles }: OrdinaryCode): readonly JsonFinding[] {
  return profiles.recommended.findings;
}

/** The command line's own limit, in bytes. */
const largest = 100_000_000;

function sizeOf(folder: string): { files: number; lines: number } {
  let files = 0;
  let lines = 0;
  for (const { path } of walk(folder, { gitIgnore: false, leavesOut: () => false })) {
    const read = readText(path, largest);
    if (read.kind !== 'text') continue;
    files++;
    lines += read.text.split('\n').length - (read.text.endsWith('\n') ? 1 : 0);
  }
  return { files, lines };
}

function scan(cli: string, cwd: string, folder: string, profile: Profile): JsonReport {
  const options = ['--no-config', '--no-ignore', '--profile', profile, '--format', 'json', '--quiet'];
  const args = [cli, 'scan', folder, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as JsonReport;
}
