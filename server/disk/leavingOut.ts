import ignore from 'ignore';
import { relativePath } from './relativePath.ts';

/**
 * A test for absolute paths of files and folders, from the `ignore` list of a `handrail.yaml`.
 * @param home the folder of that file; what lies outside of it is never left out
 * @param patterns in the notation of `.gitignore`, relative to `home`
 */
export function leavingOut(home: string, patterns: readonly string[]): (path: string, isFolder: boolean) => boolean {
  if (!patterns.length) return () => false;
  const list = ignore().add(patterns);
  return (path, isFolder) => {
    const below = relativePath(home, path);
    return Boolean(below) && list.ignores(isFolder ? `${below}/` : below!);
  };
}
