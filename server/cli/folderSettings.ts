import type { PackageTable } from '../detectors/dependency/packageTable.ts';
import { detectors } from '../detectors/detectors.ts';
import type { IamTable } from '../detectors/grant/iamTable.ts';
import { leavingOut } from '../disk/leavingOut.ts';
import { nearest } from '../disk/nearest.ts';
import type { Profile, Rule } from '../engine/rule.ts';
import { type Ruleset, ruleset } from '../engine/ruleset.ts';
import type { AllowComments } from '../engine/suppress.ts';
import type { Folder } from '../packs/folder.ts';
import { linearEngine, needsLinear } from '../packs/linear.ts';
import type { Problem } from '../packs/problem.ts';
import type { Tell } from './notice.ts';

/** What holds for the files of a folder. */
export interface FolderSettings {
  readonly rules: readonly Rule[];
  readonly ruleset: Ruleset;
  readonly allowComments: AllowComments;
  /** Whether its `handrail.yaml` leaves a file or folder out; the path is absolute. */
  readonly leavesOut: (path: string, isFolder: boolean) => boolean;
}

export interface SettingsOptions {
  readonly builtin: readonly Rule[];
  /** The table of much-used packages. */
  readonly packages: () => PackageTable;
  /** What is known of the permissions of clouds. */
  readonly iam: () => IamTable;
  /** Wins over what a `handrail.yaml` says. */
  readonly profile?: Profile | undefined;
  /** Wins over what a `handrail.yaml` says. */
  readonly allowComments?: AllowComments | undefined;
  /** Whether any `handrail.yaml` is read. */
  readonly config: boolean;
  /** Further packs, as absolute paths; they hold everywhere, whatever a `handrail.yaml` says. */
  readonly extend?: readonly string[] | undefined;
  /** Is told what is wrong with a `handrail.yaml` or a pack; once for each file. */
  readonly tell: Tell;
}

/**
 * The settings of folders, each made once. The `handrail.yaml` that counts is the nearest one: in the folder or above
 * it, up to the top of the repository; outside of a repository, up to the root of the file system.
 */
export function folderSettings(options: SettingsOptions): (folder: string) => Promise<FolderSettings> {
  const made = new Map<string | undefined, Promise<FolderSettings>>();
  let extra: Promise<readonly Rule[]> | undefined;
  return (folder) => {
    const home = options.config ? nearest(folder, folderFile, nearest(folder, '.git')) : undefined;
    extra ??= loadExtra(options);
    const known = made.get(home) ?? make(home, options, extra);
    made.set(home, known);
    return known;
  };
}

/** The name of the file; the module that reads it is too large to be loaded for that. */
const folderFile = 'handrail.yaml';

async function make(
  home: string | undefined,
  { builtin, packages, iam, profile, allowComments, tell }: SettingsOptions,
  extra: Promise<readonly Rule[]>,
): Promise<FolderSettings> {
  const folder = home === undefined ? undefined : await load(home, builtin, tell);
  const own = [...(folder?.rules ?? []), ...(await extra)];
  const replaced = new Set(own.map((rule) => rule.id));
  const rules = [...builtin.filter((rule) => !replaced.has(rule.id)), ...own];
  const linear = needsLinear(rules) ? await linearEngine() : undefined;
  return {
    rules,
    ruleset: ruleset(rules, detectors(linear, packages, iam, folder?.packages), {
      profile: profile ?? folder?.profile ?? 'recommended',
      levels: folder?.levels ?? [],
    }),
    allowComments: allowComments ?? folder?.allowComments ?? 'all',
    leavesOut: home === undefined ? () => false : leavingOut(home, folder?.ignore ?? []),
  };
}

async function load(home: string, builtin: readonly Rule[], tell: Tell): Promise<Folder> {
  const [{ loadFolder }, { nodeFiles }] = await Promise.all([
    import('../packs/folder.ts'),
    import('../packs/nodeFiles.ts'),
  ]);
  const folder = loadFolder(home, nodeFiles, builtin);
  tellProblems(folder.problems, tell);
  return folder;
}

async function loadExtra({ extend, tell }: SettingsOptions): Promise<readonly Rule[]> {
  if (!extend?.length) return [];
  const [{ loadPacks }, { nodeFiles }] = await Promise.all([
    import('../packs/folder.ts'),
    import('../packs/nodeFiles.ts'),
  ]);
  const { rules, problems } = loadPacks(extend, nodeFiles);
  tellProblems(problems, tell);
  return rules;
}

function tellProblems(problems: readonly Problem[], tell: Tell): void {
  for (const { path, range, severity, message } of problems) {
    const { line, character } = range.start;
    tell({ about: 'configuration', level: severity, message, path, line: line + 1, column: character + 1 });
  }
}
