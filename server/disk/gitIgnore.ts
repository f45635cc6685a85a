import { lstatSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { nearest } from './nearest.ts';
import { readText } from './readText.ts';
import { relativePath } from './relativePath.ts';

/**
 * What the ignore files that count in one folder leave out: its `.gitignore`, those of the folders above it up to the
 * top of the repository, and the repository's `info/exclude`. The nearer a file the later its patterns, and the last
 * one that matches decides, as in Git.
 */
export interface GitIgnore {
  /** Absolute; all patterns are relative to it. */
  readonly top: string;
  readonly patterns: Ignore;
}

/** Whether it leaves out a file, or a folder with everything in it. The path is absolute, below `top`. */
export function leavesOut({ top, patterns }: GitIgnore, path: string, isFolder: boolean): boolean {
  const below = relativePath(top, path)!;
  return patterns.ignores(isFolder ? `${below}/` : below);
}

/**
 * What holds outside of `folder` for what is in it. A folder that is itself left out was asked for by name, so what
 * leaves it out does not count.
 * @param folder absolute
 */
export function gitIgnoreAround(folder: string): GitIgnore {
  const top = nearest(folder, '.git');
  if (top === undefined || top === folder) return nothing(folder);
  const above = foldersBetween(top, dirname(folder)).reduce(gitIgnoreIn, nothing(top));
  return leavesOut(above, folder, true) ? nothing(folder) : above;
}

/** What holds in a folder, given what holds around it. A repository within another one starts anew. */
export function gitIgnoreIn(around: GitIgnore, folder: string): GitIgnore {
  const repository = join(folder, '.git');
  const outer = isThere(repository) ? { top: folder, patterns: fresh().add(excludedIn(repository)) } : around;
  const own = textOf(join(folder, '.gitignore'));
  if (own.trim() === '') return outer;
  const prefix = relativePath(outer.top, folder)!;
  const patterns = own.split(/\r?\n/).map((line) => below(prefix, line));
  return { top: outer.top, patterns: fresh().add(outer.patterns).add(patterns) };
}

function nothing(top: string): GitIgnore {
  return { top, patterns: fresh() };
}

/** Git ignores case where the file system does; so it is set up by default on these platforms. */
function fresh(): Ignore {
  return ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' });
}

/** A pattern as it would stand in a `.gitignore` further up, from where this folder is `prefix`. */
export function below(prefix: string, line: string): string {
  if (prefix === '' || /^\s*$/.test(line) || line.startsWith('#')) return line;
  const [, not, pattern] = /^(!?)(.*)$/.exec(line)!;
  if (/^\/ *$/.test(pattern!)) return '';
  const folder = prefix.replace(/[\\*?[\]]/g, '\\$&');
  // Only a slash that is not the last character ties a pattern to its folder.
  return /\/(?! *$)/.test(pattern!)
    ? `${not}/${folder}/${pattern!.replace(/^\//, '')}`
    : `${not}/${folder}/**/${pattern}`;
}

/** The text of `info/exclude`; in a worktree or submodule `.git` is a file that says where the repository is. */
function excludedIn(repository: string): string {
  if (statSync(repository, { throwIfNoEntry: false })?.isDirectory())
    return textOf(join(repository, 'info', 'exclude'));
  const link = /^gitdir: (.+)$/m.exec(textOf(repository))?.[1];
  if (link === undefined) return '';
  const own = resolve(dirname(repository), link.trim());
  const shared = resolve(own, textOf(join(own, 'commondir')).trim());
  return textOf(join(shared, 'info', 'exclude'));
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Empty where there is no such file, or it cannot be read (the walk meets it as a file of the tree, and says so). A link
 * is not followed, as Git does not follow one to its ignore files.
 */
function textOf(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return '';
  const read = readText(path, Number.POSITIVE_INFINITY);
  return read.kind === 'text' ? read.text : '';
}

/** `top`, …, `folder`, each in the one before it. */
function foldersBetween(top: string, folder: string): string[] {
  return folder === top ? [top] : [...foldersBetween(top, dirname(folder)), folder];
}
