import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = (file: string) => join(root, 'node_modules', file);

/** One program to run; all of them together are the whole truth about a checkout. */
interface Part {
  readonly name: string;
  readonly program: readonly string[];
  /** Whether it runs mocha, whose closing lines say how many tests there were. */
  readonly mocha: boolean;
}

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** The folders of tests that do not need VS Code. */
const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'host')
  .map(({ name }) => name)
  .sort();

const usage = `Usage: npm test -- [--only <part>]… [--coverage]
Parts: check, build, ${folders.join(', ')}, host. Without --only: all of them, in this order.
--coverage says how much of server/ the tests without VS Code have run, line by line in coverage/index.html.`;

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, coverage: { type: 'boolean' }, help: { type: 'boolean' } },
});
const unknown = values.only?.filter((name) => !['check', 'build', 'host', ...folders].includes(name)) ?? [];
if (values.help || unknown.length) {
  console.log(unknown.length ? `There is no part called ${unknown.join(', ')}.\n${usage}` : usage);
  process.exit(values.help ? 0 : 1);
}

let passed = 0;
let failed = 0;
for (const part of parts(values.only, values.coverage ?? false)) {
  const outcome = await run(part);
  passed += outcome.passed;
  failed += outcome.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function parts(only: readonly string[] | undefined, coverage: boolean): Part[] {
  const wanted = (name: string) => !only || only.includes(name);
  const chosen = folders.filter(wanted);
  const built = only ? [...chosen, ...only].some((name) => name !== 'check' && name !== 'unit') : true;
  return [
    ...(wanted('check') ? [{ name: 'check', program: script('check'), mocha: false }] : []),
    ...(built ? [{ name: 'build', program: script('build'), mocha: false }] : []),
    ...(chosen.length
      ? [{ name: only ? chosen.join(', ') : 'tests', program: mocha(only && chosen, coverage), mocha: true }]
      : []),
    ...(wanted('host') ? [{ name: 'host', program: [join(root, 'test', 'host', 'run.ts')], mocha: true }] : []),
  ];
}

function script(name: string): string[] {
  return [join(root, 'scripts', `${name}.ts`)];
}

/** @param chosen some of the folders; absent: all that needs no VS Code */
function mocha(chosen: readonly string[] | undefined, coverage: boolean): string[] {
  const spec = chosen?.map((folder) => `test/${folder}/**/*.test.ts`) ?? [
    'test/**/*.test.ts',
    '--ignore',
    'test/host/**',
  ];
  const program = [installed('mocha/bin/mocha.js'), '--reporter', 'dot', ...spec];
  return coverage ? [installed('c8/bin/c8.js'), process.execPath, ...program] : program;
}

/** Runs a part with its output on ours, and a line that says how it ended. A part without tests of its own counts as one. */
async function run({ name, program, mocha }: Part): Promise<Outcome> {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const { code, output } = await runProgram(program);
  const well = code === 0;
  const outcome = mocha ? tests(output, well) : { passed: well ? 1 : 0, failed: well ? 0 : 1 };
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${name}: ${outcome.failed ? 'FAILED' : 'ok'} (${seconds} s)`);
  return outcome;
}

/** Sums mocha's closing lines up. A run that ended badly has at least one failure, and one without tests has failed. */
function tests(output: string, well: boolean): Outcome {
  const sum = (word: string) =>
    [...output.matchAll(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'gm'))].reduce((all, [, count]) => all + Number(count), 0);
  const passed = sum('passing');
  return { passed, failed: Math.max(sum('failing'), well && passed ? 0 : 1) };
}

function runProgram(program: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: stripVTControlCharacters(output) }));
  });
}
