import { execFile, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/** Two states of a repository to compare. */
export interface Range {
  /** A commit. */
  readonly base: string;
  /** A commit; absent: the files as they lie there. */
  readonly head?: string;
}

/** A file that differs, by its path relative to the top of the repository, with forward slashes. */
export interface ChangedFile {
  readonly path: string;
  /** Its path in the earlier state; absent where it was not there. */
  readonly before?: string;
}

/**
 * Understands `A` (since A, uncommitted changes included), `A..B`, and `A...B` (since where B left A).
 * @param folder in the repository
 * @throws Error with what git says, where a name is no commit, there is no repository, or no git
 */
export function rangeOf(written: string, folder: string): Range {
  const [, from, dots, to] = /^(.*?)(?:(\.{2,3})(.*))?$/.exec(written)!;
  const base = commitOf(from || 'HEAD', folder);
  if (dots === undefined) return { base };
  const head = commitOf(to || 'HEAD', folder);
  return { base: dots === '...' ? git(['merge-base', base, head], folder).trim() : base, head };
}

function commitOf(name: string, folder: string): string {
  return git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], folder, name).trim();
}

/** The files that differ and are there in the later state, untracked ones among them, in order of their paths. */
export function changedFiles({ base, head }: Range, top: string): ChangedFile[] {
  const args = ['diff', '--name-status', '-z', '--find-renames', '--no-ext-diff', '--no-textconv', base];
  const fields = git([...args, ...(head === undefined ? [] : [head]), '--'], top).split('\0');
  const files: ChangedFile[] = [];
  for (let i = 0; i + 1 < fields.length; ) {
    const status = fields[i]!;
    const moved = /^[RC]/.test(status);
    const before = fields[i + 1]!;
    const path = moved ? fields[i + 2]! : before;
    i += moved ? 3 : 2;
    if (!status.startsWith('D')) files.push({ path, ...(status.startsWith('A') ? {} : { before }) });
  }
  if (head === undefined) {
    const untracked = git(['ls-files', '--others', '--exclude-standard', '-z'], top).split('\0');
    files.push(...untracked.filter(Boolean).map((path) => ({ path })));
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The content of a file in a commit, as it is stored: no filter of the repository runs. */
export function contentIn(commit: string, path: string, top: string): Buffer {
  const run = spawnSync('git', [...quiet, 'cat-file', 'blob', `${commit}:${path}`], { cwd: top, maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(complaint(run));
  return run.stdout;
}

/**
 * The content of a file in the latest commit; undefined where there is none: no repository, no commit, a new file, no git.
 * @param path absolute
 */
export function committed(path: string): Promise<Buffer | undefined> {
  const name = path.slice(dirname(path).length).replace(/^[\\/]/, '');
  return new Promise((resolve) => {
    const options = { cwd: dirname(path), encoding: 'buffer', maxBuffer: 2 ** 27 } as const;
    execFile('git', [...quiet, 'cat-file', 'blob', `HEAD:./${name}`], options, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
}

/** Nothing that a repository configures may run, and nothing is locked. */
const quiet = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

function git(args: readonly string[], cwd: string, about?: string): string {
  const run = spawnSync('git', [...quiet, ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.status === 0) return run.stdout;
  throw new Error(
    about !== undefined && run.stderr === '' && !run.error ? `${about} is no commit here` : complaint(run),
  );
}

function complaint({ error, stderr }: SpawnSyncReturns<string | Buffer>): string {
  if (error) return 'code' in error && error.code === 'ENOENT' ? 'git is not installed' : error.message;
  return String(stderr)
    .trim()
    .split('\n')[0]!
    .replace(/^fatal: /, '');
}
