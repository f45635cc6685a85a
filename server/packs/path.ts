/**
 * Absolute paths as the machine writes them: `/home/a/b`, `C:\Users\a`, `\\server\share\a`. Packs must not depend on
 * Node, so the little they need stands here; what a pack file names is written with forward slashes everywhere.
 */

/** Where `way` leads from `folder`; an absolute `way` leads to itself. */
export function resolveFrom(folder: string, way: string): string {
  if (isAbsolute(way)) return normal(way);
  return normal(`${folder}${separatorOf(folder)}${way}`);
}

/** The folder that a path stands in; of a root, the root. */
export function folderOf(path: string): string {
  return normal(`${path}${separatorOf(path)}..`);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), isWindows(path) ? path.lastIndexOf('\\') : -1) + 1);
}

/** Whether `path` is `folder`, or stands in it at any depth. */
export function isWithin(folder: string, path: string): boolean {
  const from = normal(folder);
  const to = normal(path);
  return to === from || to.startsWith(from.endsWith(separatorOf(from)) ? from : `${from}${separatorOf(from)}`);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || isWindows(path);
}

function isWindows(path: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path);
}

function separatorOf(path: string): string {
  return isWindows(path) ? '\\' : '/';
}

/** Without `.`, `..` and doubled or trailing separators. */
function normal(path: string): string {
  const separator = separatorOf(path);
  const [root] = isWindows(path) ? /^(?:[A-Za-z]:|\\\\[^\\/]+[\\/]+[^\\/]+|\\\\)/.exec(path)! : [''];
  const parts: string[] = [];
  for (const part of path.slice(root.length).split(isWindows(path) ? /[\\/]/ : '/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${root}${separator}${parts.join(separator)}`;
}
