import { relativePath } from '../disk/relativePath.ts';
import type { Finding } from '../engine/finding.ts';
import { languageOf } from '../engine/language.ts';
import { type RuleFailure, scan } from '../engine/scan.ts';
import { type Source, source } from '../engine/source.ts';
import { sinceCommit } from './committed.ts';
import type { FolderRules } from './folderRules.ts';
import { isCell, placePath } from './place.ts';
import type { Runtime } from './runtime.ts';
import { type Snapshot, settingsOf } from './session.ts';

/** What a check of one text came to. */
export interface Checked {
  readonly source: Source;
  readonly rules: FolderRules;
  /** Without the allowed ones. */
  readonly findings: readonly Finding[];
  /** How many findings a comment allows. */
  readonly allowed: number;
  readonly failures: readonly RuleFailure[];
  readonly milliseconds: number;
  /** Why it was not checked, in words for a person. */
  readonly off?: string;
}

/** A text to check: an open document, or a file of the workspace. */
export interface Text {
  readonly uri: string;
  /** As the client named it, if it did. */
  readonly language?: string;
  readonly text: string;
}

/** Looks for everything that the rules of the text's folder find. */
export function check({ uri, language, text }: Text, snapshot: Snapshot, runtime: Runtime): Checked {
  const rules = snapshot.rules(uri);
  const path = pathIn(rules, uri) ?? snapshot.place(uri).path;
  const file = placePath(uri);
  const project = file === undefined ? undefined : rules.projectOf(file);
  const read = source(path, text, languageFor(uri, path, language), project);
  const off = whyOff(uri, snapshot, rules);
  if (off) return { source: read, rules, findings: [], allowed: 0, failures: [], milliseconds: 0, off };
  const start = runtime.now();
  const options = { today: runtime.today(), allowComments: rules.allowComments };
  const { findings: found, failures } = scan(read, rules.ruleset, options);
  const committed = snapshot.committed.get(uri);
  const findings = committed ? sinceCommit(committed, { source: read, findings: found }, rules, options) : found;
  const shown = findings.filter((finding) => !finding.suppression);
  return {
    source: read,
    rules,
    findings: shown,
    allowed: findings.length - shown.length,
    failures,
    milliseconds: runtime.now() - start,
  };
}

/** Relative to the top of the repository, as the command line names it too. */
function pathIn({ root }: FolderRules, uri: string): string | undefined {
  const path = placePath(uri);
  return root === undefined || path === undefined ? undefined : relativePath(root, path);
}

function whyOff(uri: string, snapshot: Snapshot, { leavesOut }: FolderRules): string | undefined {
  if (!settingsOf(uri, snapshot).enable) return 'Switched off by the setting handrail.enable.';
  const path = placePath(uri);
  if (path !== undefined && leavesOut(path, false)) return 'Ignored by handrail.yaml.';
  return undefined;
}

/**
 * The path decides where it can, because editors name languages differently (`sh`, `shellscript`) and the command line
 * has nothing else to go by. A cell of a notebook has its own language, which its path does not tell.
 */
function languageFor(uri: string, path: string, named: string | undefined): string {
  const byPath = languageOf(path);
  const decided = byPath !== 'plaintext' && !isCell(uri);
  return decided ? byPath : (named ?? byPath);
}
