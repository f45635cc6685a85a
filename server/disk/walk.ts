import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type GitIgnore, gitIgnoreAround, gitIgnoreIn, leavesOut } from './gitIgnore.ts';

/** A file, by its absolute path; or, with an `error`, a folder that could not be listed. */
export interface Found {
  readonly path: string;
  readonly error?: unknown;
}

export interface WalkOptions {
  /** Whether `.gitignore` files and their kind count. */
  readonly gitIgnore: boolean;
  /** What else is left out; the path is absolute. */
  readonly leavesOut: (path: string, isFolder: boolean) => boolean;
}

/**
 * All files below a folder, in order of their names. `.git` is never among them, and symbolic links are not followed:
 * what they lead to is either in the tree and found there, or not part of it.
 * @param folder absolute
 */
export function walk(folder: string, options: WalkOptions): Generator<Found> {
  return below(folder, options, options.gitIgnore ? gitIgnoreAround(folder) : undefined);
}

function* below(folder: string, options: WalkOptions, around: GitIgnore | undefined): Generator<Found> {
  let entries: Dirent[];
  let git: GitIgnore | undefined;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
    git = around && gitIgnoreIn(around, folder);
  } catch (error) {
    yield { path: folder, error };
    return;
  }
  for (const entry of entries.sort(byName)) {
    const isFolder = entry.isDirectory();
    if (entry.name === '.git' || !(isFolder || entry.isFile())) continue;
    const path = join(folder, entry.name);
    if ((git && leavesOut(git, path, isFolder)) || options.leavesOut(path, isFolder)) continue;
    if (isFolder) yield* below(path, options, git);
    else yield { path };
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
