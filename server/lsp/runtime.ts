import type { PackageTable } from '../detectors/dependency/packageTable.ts';
import type { ProjectDisk } from '../detectors/dependency/project/projectDisk.ts';
import type { IamTable } from '../detectors/grant/iamTable.ts';
import type { Rule } from '../engine/rule.ts';
import type { Files } from '../packs/files.ts';

/** Everything the server needs of the outside world. `main.ts` hands in the real one, tests their own. */
export interface Runtime {
  /** Where rules are read from. */
  readonly files: Files;
  /** Whether there is a file or folder of that absolute path. */
  readonly exists: (path: string) => boolean;
  /** The text of a file (by its absolute path) in the latest commit; undefined where there is none, or it is no text. */
  readonly committed: (path: string) => Promise<string | undefined>;
  /** What there is to check on disk; loaded when the client first asks about the whole workspace. */
  readonly tree: () => Promise<Tree>;
  /** The built-in rules. */
  readonly builtin: readonly Rule[];
  /** The table of much-used packages. */
  readonly packages: () => PackageTable;
  /** What is known of the permissions of clouds. */
  readonly iam: () => IamTable;
  /** What the disk tells of the packages of projects. */
  readonly projectDisk: ProjectDisk;
  /** The local date, in ISO form (`2026-11-20`). */
  readonly today: () => string;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** The URI of the rule's page, where there is one that opens without a network. */
  readonly rulePage: (rule: Rule) => string | undefined;
}

/** The files of workspace folders. All paths are absolute. */
export interface Tree {
  /**
   * The files below a folder, without those that Git leaves out.
   * @param leavesOut what else is left out
   */
  readonly walk: (folder: string, leavesOut: (path: string, isFolder: boolean) => boolean) => Iterable<string>;
  /**
   * The text of a file, or why there is none to check.
   * @param limit in bytes
   */
  readonly read: (path: string, limit: number) => { readonly text: string } | { readonly not: NotRead };
}

/** `binary`: no text. `large`: above the limit. `unreadable`: gone, or not ours to read. */
export type NotRead = 'binary' | 'large' | 'unreadable';
