import type { Finding } from '../engine/finding.ts';
import type { Rule } from '../engine/rule.ts';
import type { ExitCode } from './exitCode.ts';
import type { Notice } from './notice.ts';

/** What a scan came to: all that a report is made of. Holds no text of the scanned files but masked excerpts. */
export interface Outcome {
  /** In order of files and places. Those that a comment allows are among them, marked by their `suppression`. */
  readonly findings: readonly Located[];
  /** The rules that were on. */
  readonly rules: readonly Rule[];
  readonly notices: readonly Notice[];
  readonly counts: Counts;
  readonly version: string;
  /** Absolute; the folder that paths in reports for other programs are relative to. */
  readonly root: string;
  /** Absolute; the folder that paths for a person are relative to. */
  readonly cwd: string;
  readonly exitCode: ExitCode;
}

export interface Counts {
  /** Files that were checked. */
  readonly checked: number;
  readonly binary: number;
  /** Files above the size limit. */
  readonly large: number;
  /** Files and folders that could not be read. */
  readonly unreadable: number;
}

/** A finding with its place in a file. */
export interface Located extends Region {
  /** Absolute. */
  readonly path: string;
  readonly finding: Finding;
  /** What it is a part of, such as the policy around an action. */
  readonly whole?: Region;
  /** The further places that belong to it, in the same file. */
  readonly related: readonly (Region & { readonly message: string })[];
  /** Where the comment that allows it stands. */
  readonly allowedAt?: Region;
  /** Which part of the finding's excerpt stands for the primary range, in UTF-16 code units. */
  readonly marker: { readonly start: number; readonly length: number };
}

/** A stretch of a file as people and SARIF count: 1-based, columns in UTF-16 code units, `endColumn` exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
