import type { Level } from '../engine/rule.ts';
import type { StatusParams } from '../protocol.ts';
import type { Checked } from './check.ts';
import { type OpenDocument, type Snapshot, type State, settingsOf } from './session.ts';

/** What `handrail/status` says after a check of an open document. */
export function statusOf(document: OpenDocument, checked: Checked, snapshot: Snapshot): StatusParams {
  const { findings, allowed, milliseconds, failures, rules } = checked;
  return {
    uri: document.uri,
    version: document.version,
    ...stateOf(document, checked, snapshot),
    counts: countsOf(findings.map(({ level }) => level)),
    allowed,
    milliseconds,
    rules: rules.ruleset.rules.length,
    failures,
  };
}

/** Whether a document is too large to be checked on every keystroke. */
export function isLarge({ uri, text }: OpenDocument, state: State): boolean {
  return text.length > settingsOf(uri, state).maxFileSize * 1_000_000;
}

function stateOf(
  document: OpenDocument,
  { off, failures, rules }: Checked,
  snapshot: Snapshot,
): Pick<StatusParams, 'state' | 'message'> {
  if (off) return { state: 'off', message: off };
  if (rules.failure) return { state: 'error', message: rules.failure };
  const broken = rules.problems.filter(({ severity }) => severity === 'error').length;
  if (broken) return { state: 'error', message: `${counted(broken, 'mistake')} in handrail.yaml or its packs.` };
  if (failures.length) {
    return { state: 'error', message: `${counted(failures.length, 'rule')} failed: ${failures[0]!.rule}.` };
  }
  if (!snapshot.trusted) return { state: 'limited', message: 'Built-in rules only: the workspace is not trusted.' };
  if (!isLarge(document, snapshot)) return { state: 'ready' };
  const { maxFileSize } = settingsOf(document.uri, snapshot);
  return {
    state: 'ready',
    message: `Larger than ${maxFileSize} MB (handrail.maxFileSize): checked when opened and saved, not while typing.`,
  };
}

function countsOf(levels: readonly Exclude<Level, 'off'>[]): StatusParams['counts'] {
  const counts = { hint: 0, info: 0, warning: 0, error: 0 };
  for (const level of levels) counts[level]++;
  return counts;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
