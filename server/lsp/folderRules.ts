import { dirname } from 'node:path';
import { projectFinder } from '../detectors/dependency/project/project.ts';
import type { ProjectDisk } from '../detectors/dependency/project/projectDisk.ts';
import { detectors } from '../detectors/detectors.ts';
import type { Project } from '../engine/project.ts';
import type { Rule } from '../engine/rule.ts';
import { type Ruleset, ruleset } from '../engine/ruleset.ts';
import type { AllowComments } from '../engine/suppress.ts';
import type { Files } from '../packs/files.ts';
import type { Folder } from '../packs/folder.ts';
import { linearEngine, needsLinear } from '../packs/linear.ts';
import type { Problem } from '../packs/problem.ts';
import type { Settings } from '../protocol.ts';
import { type Home, homeOf } from './home.ts';
import type { Runtime } from './runtime.ts';

/** What holds in one workspace folder, or outside of all of them. */
export interface FolderRules {
  /** See `Home.root`; undefined outside of all folders, and on a file system that only the client knows. */
  readonly root: string | undefined;
  readonly ruleset: Ruleset;
  readonly allowComments: AllowComments;
  /** Whether the folder's `handrail.yaml` leaves a file or folder out; the path is absolute. */
  readonly leavesOut: (path: string, isFolder: boolean) => boolean;
  /** What is known of the packages around the file of that absolute path. */
  readonly projectOf: (path: string) => Project | undefined;
  /** What is wrong with `handrail.yaml` or a pack. */
  readonly problems: readonly Problem[];
  /** Absolute paths of the files and folders that were looked at, missing ones included. */
  readonly reads: readonly string[];
  /** Why the folder's own rules could not be read at all; the built-in ones hold. */
  readonly failure?: string;
}

/**
 * Makes the rules of a folder ready. What its `handrail.yaml` says wins over the settings.
 * @param folder its absolute path, where it has one
 * @param mayRead whether `handrail.yaml` and packs are read
 * @param files what they are read from
 */
export async function folderRules(
  folder: string | undefined,
  mayRead: boolean,
  settings: Settings,
  files: Files,
  { builtin, packages, iam, projectDisk, exists }: Runtime,
): Promise<FolderRules> {
  const home = folder === undefined ? undefined : homeOf(folder, exists);
  const loaded = home && mayRead ? await load(home, files, builtin) : undefined;
  const own = loaded?.rules ?? [];
  const replaced = new Set(own.map((rule) => rule.id));
  const rules = [...builtin.filter((rule) => !replaced.has(rule.id)), ...own];
  const linear = needsLinear(rules) ? await linearEngine() : undefined;
  let made: Ruleset | undefined;
  return {
    root: home?.root,
    projectOf: home ? projectIn(home.root, projectDisk) : () => undefined,
    // Made when the first text of the folder is checked: there may be folders of which none ever is.
    get ruleset() {
      made ??= ruleset(rules, detectors(linear, packages, iam, loaded?.packages), {
        profile: loaded?.profile ?? settings.profile,
        levels: [...Object.entries(settings.rules), ...(loaded?.levels ?? [])],
      });
      return made;
    },
    allowComments: loaded?.allowComments ?? settings.allowComments,
    leavesOut: loaded?.ignore.length ? await leavingOut(loaded) : () => false,
    problems: loaded?.problems ?? [],
    reads: [...(home?.folderFiles ?? []), ...(loaded?.reads ?? [])],
  };
}

/** What is read of the disk is kept as long as the rules are: a change of a manifest makes new ones. */
function projectIn(root: string, disk: ProjectDisk): FolderRules['projectOf'] {
  const find = projectFinder(disk);
  return (path) => find(path, root);
}

/** Reading YAML takes large libraries, so they are loaded where there is something to read. */
async function load({ folderFiles }: Home, files: Files, builtin: readonly Rule[]): Promise<LoadedFolder | undefined> {
  const file = folderFiles.find((path) => files.read(path) !== undefined);
  if (file === undefined) return undefined;
  const { loadFolder } = await import('../packs/folder.ts');
  const home = dirname(file);
  return { home, ...loadFolder(home, files, builtin) };
}

interface LoadedFolder extends Folder {
  /** The folder of its `handrail.yaml`. */
  readonly home: string;
}

/** Loaded only where something is left out: the library takes its time. */
async function leavingOut({ home, ignore }: LoadedFolder): Promise<FolderRules['leavesOut']> {
  const leaving = await import('../disk/leavingOut.ts');
  return leaving.leavingOut(home, ignore);
}
