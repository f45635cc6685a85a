import type { Files } from '../../server/packs/files.ts';

/**
 * Files that are only in memory, by absolute path.
 * @param links where paths lead that are links, by path
 */
export function memoryFiles(
  texts: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Files {
  return {
    read: (path) => texts[path],
    list: (folder) =>
      Object.keys(texts)
        .filter((path) => path.startsWith(`${folder}/`))
        .sort(),
    realPath: (path) => links[path] ?? path,
  };
}
