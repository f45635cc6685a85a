import { isAbsolute, relative, sep } from 'node:path';

/** `path` as seen from `folder`, with forward slashes; undefined where it lies outside. Both are absolute. */
export function relativePath(folder: string, path: string): string | undefined {
  const found = relative(folder, path);
  if (found === '..' || found.startsWith(`..${sep}`) || isAbsolute(found)) return undefined;
  return sep === '/' ? found : found.split(sep).join('/');
}

/** As {@link relativePath}, but the folder itself is `.`, and what lies outside has its whole path. */
export function shownPath(folder: string, path: string): string {
  const below = relativePath(folder, path);
  if (below === undefined) return sep === '/' ? path : path.split(sep).join('/');
  return below || '.';
}
