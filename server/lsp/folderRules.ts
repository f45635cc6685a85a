import { join } from 'node:path';
import { detectors } from '../detectors/detectors.ts';
import type { Rule } from '../engine/rule.ts';
import { type Ruleset, ruleset } from '../engine/ruleset.ts';
import type { Files } from '../packs/files.ts';
import type { Folder } from '../packs/folder.ts';
import { linearEngine, needsLinear } from '../packs/linear.ts';
import type { Problem } from '../packs/problem.ts';
import type { Settings } from '../protocol.ts';

/** What holds in one workspace folder, or outside of all of them. */
export interface FolderRules {
  readonly ruleset: Ruleset;
  /** Whether the folder's `handrail.yaml` leaves a file out; the path is relative to the folder. */
  readonly ignores: (path: string) => boolean;
  /** What is wrong with `handrail.yaml` or a pack. */
  readonly problems: readonly Problem[];
  /** Absolute paths of the files and folders that were looked at, missing ones included. */
  readonly reads: readonly string[];
  /** Why the folder's own rules could not be read at all; the built-in ones hold. */
  readonly failure?: string;
}

/**
 * Makes the rules of a folder ready. What the folder's file says wins over the settings.
 * @param folder its absolute path; undefined where nothing may be read: outside of all folders, on a file system that
 *   only the client knows, or in a workspace that is not trusted
 */
export async function folderRules(
  folder: string | undefined,
  settings: Settings,
  builtin: readonly Rule[],
  files: Files,
): Promise<FolderRules> {
  const loaded = folder === undefined ? undefined : await load(folder, files, builtin);
  const own = loaded?.rules ?? [];
  const replaced = new Set(own.map((rule) => rule.id));
  const rules = [...builtin.filter((rule) => !replaced.has(rule.id)), ...own];
  const linear = needsLinear(rules) ? await linearEngine() : undefined;
  return {
    ruleset: ruleset(rules, detectors(linear), {
      profile: loaded?.profile ?? settings.profile,
      levels: [...Object.entries(settings.rules), ...(loaded?.levels ?? [])],
    }),
    ignores: await ignoring(loaded?.ignore ?? []),
    problems: loaded?.problems ?? [],
    reads: loaded?.reads ?? [],
  };
}

/** Reading YAML takes large libraries, so they are loaded where there is something to read. */
async function load(folder: string, files: Files, builtin: readonly Rule[]): Promise<Folder> {
  const path = join(folder, 'handrail.yaml');
  if (files.read(path) === undefined) return { levels: [], rules: [], ignore: [], problems: [], reads: [path] };
  const { loadFolder } = await import('../packs/folder.ts');
  return loadFolder(folder, files, builtin);
}

async function ignoring(patterns: readonly string[]): Promise<(path: string) => boolean> {
  if (!patterns.length) return () => false;
  const { default: ignore } = await import('ignore');
  const list = ignore().add(patterns);
  return (path) => list.ignores(path);
}
