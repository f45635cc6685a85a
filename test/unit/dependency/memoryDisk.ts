import type { ProjectDisk } from '../../../server/detectors/dependency/project/projectDisk.ts';

/** A disk made of texts by absolute path. */
export function memoryDisk(files: Readonly<Record<string, string>>): ProjectDisk {
  const paths = Object.keys(files);
  return {
    names: (folder) => [
      ...new Set(
        paths
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).replace(/\/.*/, '/')),
      ),
    ],
    read: (path) => files[path],
  };
}
