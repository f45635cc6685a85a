import { dirname, join } from 'node:path';

/** Where a workspace folder belongs; all paths are absolute. */
export interface Home {
  /** What the paths of its files are relative to: the top of the repository, or the folder itself outside of one. */
  readonly root: string;
  /** The `handrail.yaml` files that may count, nearest first; the first one that is there does. */
  readonly folderFiles: readonly string[];
}

/**
 * Looks from the folder upwards as far as its repository reaches (outside of one, to the root of the disk), as the
 * command line does: a person who opens a part of a repository sees what the pull request will show.
 */
export function homeOf(folder: string, exists: (path: string) => boolean): Home {
  const above = upwards(folder);
  const top = above.findIndex((each) => exists(join(each, '.git')));
  const within = top < 0 ? above : above.slice(0, top + 1);
  return { root: above[top] ?? folder, folderFiles: within.map((each) => join(each, 'handrail.yaml')) };
}

/** The folder and all that hold it. */
function upwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}
