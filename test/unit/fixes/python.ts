import { spawnSync } from 'node:child_process';

/** The name of a Python 3 here; undefined where there is none. */
export const python = ['python3', 'python'].find((name) => {
  const { status, stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith('Python 3');
});

/**
 * Runs a Python program that reads JSON from standard input and writes JSON to standard output.
 * @throws Error with the program's own words where it fails
 */
export function askPython(program: string, question: unknown): unknown {
  const input = JSON.stringify(question);
  const { status, stdout, stderr } = spawnSync(python!, ['-W', 'ignore', '-c', program], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** For tests that need it: skips the test, and says so. */
export function needsPython(this: Mocha.Context): void {
  if (python) return;
  console.log('    skipped: there is no Python 3 on the PATH');
  this.skip();
}
