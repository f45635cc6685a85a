import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Lets a Node program write down, as it ends, how much memory it had at most. */
export interface PeakMemory {
  /** What to put before the program's own arguments. */
  readonly flags: readonly string[];
  /** In MB; to be read once, after the program has ended. */
  readonly megabytes: () => number;
}

export function peakMemory(): PeakMemory {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-peak-'));
  const note = join(folder, 'note');
  const hook = join(folder, 'hook.mjs');
  writeFileSync(
    hook,
    `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
    // Linux counts what the parent had, too, but not in the process's own status.
    const status = '/proc/self/status';
    const own = () => existsSync(status) && /^VmHWM:\\s*(\\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1];
    process.on('exit', () => writeFileSync(${JSON.stringify(note)}, own() || String(process.resourceUsage().maxRSS)));`,
  );
  return {
    flags: ['--import', pathToFileURL(hook).href],
    megabytes() {
      const kilobytes = Number(readFileSync(note, 'utf8'));
      rmSync(folder, { recursive: true });
      return (kilobytes * 1024) / 1e6;
    },
  };
}
