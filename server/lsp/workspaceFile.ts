import { sep } from 'node:path';
import { filePath } from './place.ts';
import type { NotRead, Tree } from './runtime.ts';
import { type Snapshot, settingsOf } from './session.ts';

/** The text of a file that is not open, as far as the settings allow. */
export function readFile(
  path: string,
  uri: string,
  snapshot: Snapshot,
  tree: Tree,
): { readonly text: string } | { readonly not: NotRead } {
  return tree.read(path, settingsOf(uri, snapshot).maxFileSize * 1_000_000);
}

/** Whether the file is among those of its workspace folder that are checked: Git and `handrail.yaml` leave files out. */
export function isChecked(path: string, uri: string, snapshot: Snapshot, tree: Tree): boolean {
  const { folder } = snapshot.place(uri);
  const root = folder && filePath(folder.uri);
  if (root === undefined) return false;
  const { leavesOut } = snapshot.rules(uri);
  const isOnTheWay = (other: string) => path === other || path.startsWith(other + sep);
  return [...tree.walk(root, (other, isFolder) => !isOnTheWay(other) || leavesOut(other, isFolder))].includes(path);
}
