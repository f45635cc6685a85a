import { readdirSync } from 'node:fs';
import { readText } from '../readText.ts';

/**
 * What this machine's disk tells of a project: the names in a folder (those of folders with a slash at the end, links
 * both ways; empty where there is no such folder or it is not ours to read), and the text of a file.
 */
export const nodeProjectDisk = {
  names(folder: string): readonly string[] {
    try {
      return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (entry.isDirectory()) return [`${entry.name}/`];
        // What a link leads to is not looked up: it may be either.
        return entry.isSymbolicLink() ? [`${entry.name}/`, entry.name] : [entry.name];
      });
    } catch {
      // Most folders that are asked for are not there; what cannot be read is then simply not known.
      return [];
    }
  },
  read(path: string): string | undefined {
    const read = readText(path, largest);
    return read.kind === 'text' ? read.text : undefined;
  },
};

/** In bytes. Lockfiles of large projects have some megabytes. */
const largest = 32_000_000;
