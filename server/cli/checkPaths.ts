import { resolve } from 'node:path';
import { readText } from '../disk/readText.ts';
import { reasonOf } from '../disk/reasonOf.ts';
import { walk } from '../disk/walk.ts';
import type { Checker } from './checker.ts';
import type { FolderSettings } from './folderSettings.ts';
import type { Tell } from './notice.ts';
import type { Progress } from './progress.ts';
import { rootOf, type Target, targetOf } from './target.ts';

/** How paths are checked. */
export interface CheckPaths {
  /** Absolute; what the paths are relative to. */
  readonly cwd: string;
  readonly checker: Checker;
  readonly settingsOf: (folder: string) => Promise<FolderSettings>;
  /** Whether files are left out at all. */
  readonly ignore: boolean;
  /** In bytes. */
  readonly maxFileSize: number;
  readonly progress: Progress;
  readonly tell: Tell;
}

/**
 * Checks files, and folders with everything below them that nothing leaves out; each file once, however often it is
 * named.
 * @returns the folder that paths in reports for other programs are relative to: that of the first path
 */
export async function checkPaths(paths: readonly string[], options: CheckPaths): Promise<string> {
  const { cwd, checker, maxFileSize, progress } = options;
  const targets = found(paths, options);
  const done = new Set<string>();
  for (const target of targets) {
    const settings = await options.settingsOf(target.folder);
    const check = checker.under(settings, target.root);
    for (const { path, error } of filesOf(target, settings, options.ignore)) {
      if (paths.length > 1 && done.size === done.add(path).size) continue;
      progress.step(path);
      if (error) checker.unreadable(path, reasonOf(error));
      else check(path, readText(path, maxFileSize), target.kind === 'file');
    }
  }
  return targets[0]?.root ?? rootOf(cwd, cwd);
}

function found(paths: readonly string[], { cwd, tell }: CheckPaths): Target[] {
  return paths.flatMap((named) => {
    const target = targetOf(named, cwd);
    if (typeof target !== 'string') return [target];
    tell({ about: 'file', level: 'error', path: resolve(cwd, named), message: target });
    return [];
  });
}

function filesOf({ kind, path }: Target, settings: FolderSettings, ignore: boolean) {
  if (kind === 'file') return [{ path, error: undefined }];
  // A folder that was named is checked even where its own handrail.yaml leaves it out.
  const leavesOut = ignore && !settings.leavesOut(path, true) ? settings.leavesOut : () => false;
  return walk(path, { gitIgnore: ignore, leavesOut });
}
