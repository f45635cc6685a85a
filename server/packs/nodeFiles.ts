import { type Dirent, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './files.ts';

/**
 * The files of this machine. Folders that hold no pack (`.git`, `node_modules`) are passed over, and so are links to
 * folders: a link that leads back up would never end.
 */
export const nodeFiles: Files = {
  read: (path) => ifThere(() => readFileSync(path, 'utf8')),
  list: (folder) => filesBelow(folder).sort(),
  realPath: (path) => ifThere(() => realpathSync(path)),
};

function filesBelow(folder: string): string[] {
  const entries: Dirent[] = ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return passedOver.has(entry.name) ? [] : filesBelow(path);
  });
}

const passedOver = new Set(['.git', 'node_modules']);

/** What `look` gives, or undefined where the file is missing, a folder, or not ours to read. */
function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && absent.has(String(error.code))) return undefined;
    throw error;
  }
}

const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);
