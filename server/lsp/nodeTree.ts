import { readText } from '../disk/readText.ts';
import { walk } from '../disk/walk.ts';
import type { Tree } from './runtime.ts';

/** The files of this machine. */
export const nodeTree: Tree = {
  *walk(folder, leavesOut) {
    for (const { path, error } of walk(folder, { gitIgnore: true, leavesOut })) if (error === undefined) yield path;
  },
  read(path, limit) {
    const read = readText(path, limit);
    return read.kind === 'text' ? { text: read.text } : { not: read.kind };
  },
};
