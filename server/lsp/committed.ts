import { changedSince, type Scanned } from '../changes/changed.ts';
import type { Finding } from '../engine/finding.ts';
import { type ScanOptions, scan } from '../engine/scan.ts';
import { source } from '../engine/source.ts';
import type { Context } from './context.ts';
import type { FolderRules } from './folderRules.ts';
import { filePath, isCell } from './place.ts';
import { settingsOf } from './session.ts';
import { isLarge } from './status.ts';

/** A document's text in the latest commit, and what was found in it. */
export interface Committed {
  readonly text: string;
}

/**
 * Looks up what a document was in the latest commit, so that findings can say what the edits since then weakened. In the
 * background: until it is known, and where there is none, findings say nothing of it. Not in Restricted Mode, for it
 * asks the workspace's own Git.
 */
export function lookUpCommitted(uri: string, { session, runtime, announcer }: Context): void {
  const path = filePath(uri);
  const document = session.state().documents.get(uri);
  if (!session.state().trusted || path === undefined || isCell(uri) || !document) return;
  if (isLarge(document, session.state()) || !settingsOf(uri, session.state()).enable) return;
  void runtime.committed(path).then((text) => {
    const { documents, committed } = session.state();
    const now = documents.get(uri);
    if (!now || committed.get(uri)?.text === text) return;
    const next = new Map(committed);
    if (text === undefined) next.delete(uri);
    else next.set(uri, { text });
    session.change({ committed: next });
    // Where nothing was edited, the answers are the same.
    if (text !== undefined && text !== now.text) announcer.answersChanged();
  });
}

/** The findings, with what the edits since the commit did; see `changedSince`. */
export function sinceCommit(committed: Committed, now: Scanned, rules: FolderRules, options: ScanOptions): Finding[] {
  if (!now.findings.length || committed.text === now.source.text) return [...now.findings];
  const keywordsOf = (id: string) => rules.ruleset.rules.flatMap(({ rule }) => (rule.id === id ? rule.keywords : []));
  return changedSince(scannedOf(committed, now, rules, options), now, keywordsOf);
}

/** What was found in the committed text: looked for once with the same rules, not at every keystroke. */
function scannedOf(committed: Committed, now: Scanned, rules: FolderRules, options: ScanOptions): Scanned {
  const known = scanned.get(committed);
  if (known?.rules === rules) return known;
  const read = source(now.source.path, committed.text, now.source.language, now.source.project);
  const made = { rules, source: read, findings: scan(read, rules.ruleset, options).findings };
  scanned.set(committed, made);
  return made;
}

const scanned = new WeakMap<Committed, Scanned & { readonly rules: FolderRules }>();
