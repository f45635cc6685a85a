import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Packages' programs are started by their files, so that no shell and no `.cmd` file is needed. */
const installed = (file: string) => join(root, 'node_modules', file);

/** A program that has nothing to say and ends with 0 when all is well. */
interface Step {
  readonly name: string;
  readonly program: readonly string[];
  /** What to do about it, where the output does not say. */
  readonly remedy?: string;
}

const steps: readonly Step[] = [
  { name: 'types', program: [installed('typescript/bin/tsc')] },
  {
    name: 'pure folders',
    program: [installed('typescript/bin/tsc'), '-p', 'tsconfig.pure.json'],
    remedy: 'These folders compile without Node, VS Code and DOM. Hand in what they need of the world.',
  },
  {
    name: 'format, lint and import walls',
    program: [installed('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--diagnostic-level=warn'],
    remedy: 'node_modules/.bin/biome check --write mends most of it.',
  },
  {
    name: 'unused code and dependencies',
    program: [installed('knip/bin/knip.js'), '--treat-config-hints-as-errors'],
    remedy: 'Delete what nothing uses, or use it.',
  },
  {
    name: 'generated files',
    program: [join(root, 'scripts', 'generate.ts'), '--check'],
    remedy: 'npm run generate, then commit what it wrote.',
  },
];

/** Runs all steps at once; one line for each, with its output where it failed. Whether all went well. */
export async function check(): Promise<boolean> {
  const running = steps.map(run);
  let well = true;
  for (const [i, { name, remedy }] of steps.entries()) {
    const { code, output, seconds } = await running[i]!;
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
    if (code === 0) continue;
    console.log([output.trimEnd(), ...(remedy ? [remedy] : []), ''].join('\n'));
    well = false;
  }
  return well;
}

function run({ program }: Step): Promise<{ code: number | null; output: string; seconds: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, seconds: (performance.now() - start) / 1000 }));
  });
}

if (import.meta.main) process.exitCode = (await check()) ? 0 : 1;
