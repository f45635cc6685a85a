import type { Finding } from '../engine/finding.ts';
import { positionAt } from '../engine/lineMap.ts';
import type { Level } from '../engine/rule.ts';
import type { Source } from '../engine/source.ts';
import { type Hunk, hunksBetween, type Lines } from './hunks.ts';

/** A text with what was found in it. */
export interface Scanned {
  readonly source: Source;
  readonly findings: readonly Finding[];
}

/**
 * Says of each finding what the edits since an earlier version did: nothing, brought it in (`new`), or put it in the
 * place of something that was strict (`weakened`): the same thing stood there before, and the rule had nothing to say.
 * What is weakened ranks one level higher and says so. Compared by what is found and not by lines: code that only moved
 * is not new.
 * @param keywordsOf the words of a rule, in lower case: where they stood before, its subject stood
 */
export function changedSince(
  before: Scanned,
  now: Scanned,
  keywordsOf: (rule: string) => readonly string[],
): Finding[] {
  const known = countsOf(before.findings);
  const isOld = now.findings.map((finding) => takeOne(known, finding));
  if (isOld.every(Boolean)) return [...now.findings];
  const gone = countsOf(before.findings);
  for (const finding of now.findings) takeOne(gone, finding);
  const hunks = hunksBetween(before.source.text, now.source.text);
  const left = before.findings.filter((finding) => takeOne(gone, finding));
  return now.findings.map((finding, i) => {
    if (isOld[i] || isEdited(finding, left, before, now, hunks)) return finding;
    return wasStrict(finding, before, now, hunks, keywordsOf) ? weakened(finding) : { ...finding, change: 'new' };
  });
}

/**
 * Whether the same code was found before, on lines that were edited: then it is no news. Of secrets, another one is.
 * @param left what was found before and is not found now; what is taken for the same is taken out
 */
function isEdited(finding: Finding, left: Finding[], before: Scanned, now: Scanned, hunks: readonly Hunk[]): boolean {
  if (finding.finds !== 'code') return false;
  const touching = touchedBy(finding, now, hunks);
  const same = left.findIndex(
    ({ rule, span }) =>
      rule === finding.rule && touching.some((hunk) => standsIn(before.source, span.start, hunk.before)),
  );
  if (same < 0) return false;
  left.splice(same, 1);
  return true;
}

/** The hunks on whose lines a finding stands. */
function touchedBy({ span }: Finding, now: Scanned, hunks: readonly Hunk[]): Hunk[] {
  const first = positionAt(now.source.lines, span.start).line;
  const last = positionAt(now.source.lines, span.end).line;
  return hunks.filter(({ now: lines }) => lines.from <= last && first < Math.max(lines.to, lines.from + 1));
}

function keyOf({ rule, excerpt }: Finding): string {
  return `${rule}\0${excerpt}`;
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

/** Whether there is one like it left, and one less then. */
function takeOne(counts: Map<string, number>, finding: Finding): boolean {
  const left = counts.get(keyOf(finding)) ?? 0;
  counts.set(keyOf(finding), left - 1);
  return left > 0;
}

function wasStrict(
  finding: Finding,
  before: Scanned,
  now: Scanned,
  hunks: readonly Hunk[],
  keywordsOf: (rule: string) => readonly string[],
): boolean {
  const touching = touchedBy(finding, now, hunks);
  // Not one of its lines changed: what made it strict stood somewhere else, and is gone.
  if (!touching.some(({ now: lines }) => lines.to > lines.from)) return true;
  return touching.some(({ before: lines }) => {
    const text = textOf(before.source, lines).toLowerCase();
    if (!keywordsOf(finding.rule).some((keyword) => text.includes(keyword))) return false;
    return !before.findings.some(
      ({ rule, span }) => rule === finding.rule && standsIn(before.source, span.start, lines),
    );
  });
}

function textOf({ text, lines }: Source, { from, to }: Lines): string {
  return text.slice(lines.starts[from] ?? text.length, lines.starts[to] ?? text.length);
}

function standsIn({ lines }: Source, offset: number, { from, to }: Lines): boolean {
  const { line } = positionAt(lines, offset);
  return from <= line && line < to;
}

function weakened(finding: Finding): Finding {
  return {
    ...finding,
    level: higher[finding.level],
    message: `${finding.message} It was strict before this edit.`,
    change: 'weakened',
  };
}

const higher: Record<Exclude<Level, 'off'>, Exclude<Level, 'off'>> = {
  hint: 'info',
  info: 'warning',
  warning: 'error',
  error: 'error',
};
