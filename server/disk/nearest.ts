import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The nearest folder, from `folder` upwards, that holds an entry called `name`; undefined where none does.
 * @param folder absolute
 * @param last the folder above which nobody looks; absent: the root of the file system
 */
export function nearest(folder: string, name: string, last?: string): string | undefined {
  if (existsSync(join(folder, name))) return folder;
  const parent = dirname(folder);
  return folder === last || parent === folder ? undefined : nearest(parent, name, last);
}
