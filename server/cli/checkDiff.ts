import { join, resolve } from 'node:path';
import { decode, isBinary } from '../disk/decode.ts';
import { type ChangedFile, changedFiles, contentIn, type Range, rangeOf } from '../disk/git.ts';
import { nearest } from '../disk/nearest.ts';
import { type Read, readText } from '../disk/readText.ts';
import { relativePath } from '../disk/relativePath.ts';
import type { CheckPaths } from './checkPaths.ts';
import { rootOf } from './target.ts';

/**
 * Checks what changed between two states of a repository, and keeps what the changes brought in or weakened.
 * @param paths files and folders to look at only; none: all
 * @param written `A`, `A..B` or `A...B`; see `rangeOf`
 * @returns the top of the repository
 */
export async function checkDiff(paths: readonly string[], written: string, options: CheckPaths): Promise<string> {
  const { cwd, checker, settingsOf, maxFileSize, progress, tell } = options;
  const top = nearest(cwd, '.git');
  const refuse = (message: string): string => {
    tell({ about: 'file', level: 'error', path: cwd, message: `--diff ${written}: ${message}` });
    return rootOf(cwd, cwd);
  };
  if (top === undefined) return refuse('this is no git repository');
  let range: Range;
  let files: ChangedFile[];
  try {
    range = rangeOf(written, cwd);
    files = changedFiles(range, top);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const wanted = paths.map((path) => resolve(cwd, path));
  for (const { path: name, before } of files) {
    const path = join(top, name);
    if (wanted.length && !wanted.some((one) => one === path || relativePath(one, path) !== undefined)) continue;
    const settings = await settingsOf(join(path, '..'));
    if (options.ignore && settings.leavesOut(path, false)) continue;
    progress.step(path);
    const read = range.head === undefined ? readText(path, maxFileSize) : readBlob(range.head, name, top, maxFileSize);
    const earlier = before === undefined ? undefined : readBlob(range.base, before, top, maxFileSize);
    checker.under(settings, top)(path, read, false, earlier?.kind === 'text' ? earlier.text : '');
  }
  return top;
}

function readBlob(commit: string, path: string, top: string, limit: number): Read {
  const bytes = contentIn(commit, path, top);
  if (isBinary(bytes)) return { kind: 'binary' };
  return bytes.length > limit ? { kind: 'large', bytes: bytes.length } : { kind: 'text', text: decode(bytes) };
}
