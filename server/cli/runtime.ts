import type { PackageTable } from '../detectors/dependency/packageTable.ts';
import type { ProjectDisk } from '../detectors/dependency/project/projectDisk.ts';
import type { IamTable } from '../detectors/grant/iamTable.ts';
import type { Rule } from '../engine/rule.ts';

/** Everything the command needs of the outside world. `main.ts` hands in the real one, tests their own. */
export interface Runtime {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Reads standard input to its end. */
  readonly stdin: () => Promise<Buffer>;
  /** The version of this program. */
  readonly version: string;
  /** The built-in rules. */
  readonly builtin: () => readonly Rule[];
  /** The table of much-used packages. */
  readonly packages: () => PackageTable;
  /** What is known of the permissions of clouds. */
  readonly iam: () => IamTable;
  /** What there is on disk around a text, to know the packages of its project by. */
  readonly projectDisk: ProjectDisk;
  /** The local date, in ISO form (`2026-11-20`). */
  readonly today: string;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** A stream to write text to. */
export interface Stream {
  readonly write: (text: string) => unknown;
  /** Whether a person reads it on a terminal. */
  readonly isTTY?: boolean | undefined;
  /** The width of that terminal. */
  readonly columns?: number | undefined;
}
