import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { nearest } from '../disk/nearest.ts';
import { reasonOf } from '../disk/reasonOf.ts';
import { relativePath } from '../disk/relativePath.ts';

/** A path that a person named. */
export interface Target {
  readonly kind: 'file' | 'folder';
  /** Absolute. */
  readonly path: string;
  /** The folder itself, or the one the file is in. */
  readonly folder: string;
  /** What paths in rules, fingerprints and reports are relative to; see {@link rootOf}. */
  readonly root: string;
}

/** Looks a named path up; the reason, in one line, where it cannot be checked. */
export function targetOf(named: string, cwd: string): Target | string {
  const path = resolve(cwd, named);
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { kind: 'folder', path, folder: path, root: rootOf(path, cwd) };
    if (!stats.isFile()) return 'is neither a file nor a folder; hand its text over with --stdin';
    return { kind: 'file', path, folder: dirname(path), root: rootOf(dirname(path), cwd) };
  } catch (error) {
    return `cannot be read (${reasonOf(error)})`;
  }
}

/**
 * The top of the repository, so that a file has one name wherever the command is called, and the same as in an editor
 * that has the repository open. Outside of a repository the current folder, or else the named folder itself.
 */
export function rootOf(folder: string, cwd: string): string {
  return nearest(folder, '.git') ?? (relativePath(cwd, folder) === undefined ? folder : cwd);
}
