import { isAbsolute, relative, sep } from 'node:path';

/** `path` as seen from `folder`, with forward slashes; undefined where it lies outside. Both are absolute. */
export function relativePath(folder: string, path: string): string | undefined {
  const found = relative(folder, path);
  if (found === '..' || found.startsWith(`..${sep}`) || isAbsolute(found)) return undefined;
  return sep === '/' ? found : found.split(sep).join('/');
}

/** As {@link relativePath}, but what lies outside is named by its whole path, with forward slashes too. */
export function shownPath(folder: string, path: string): string {
  return relativePath(folder, path) ?? (sep === '/' ? path : path.split(sep).join('/'));
}
