import type { PackFile } from '../declarations.ts';
import type { Problem } from '../problem.ts';

/** Something of a configuration that has no counterpart here. */
export interface LeftOut {
  /** The id of the rule, or the part of the configuration. */
  readonly rule: string;
  /** Ends the sentence "… is left out: …". */
  readonly reason: string;
}

/** One problem for each reason, at the first rule that it is about, with the ids of all of them. */
export function leftOutProblems(file: PackFile, leftOut: readonly LeftOut[]): Problem[] {
  const byReason = new Map<string, Set<string>>();
  for (const { rule, reason } of leftOut) byReason.set(reason, (byReason.get(reason) ?? new Set()).add(rule));
  return [...byReason].map(([reason, rules]) => ({
    path: file.path,
    range: lineOf(file.text, [...rules][0]!),
    severity: 'warning',
    message: `Left out of ${[...rules].join(', ')}: ${reason}.`,
  }));
}

/** The line that gives the rule its id, or the first one. */
function lineOf(text: string, rule: string): Problem['range'] {
  const lines = text.split('\n');
  const found = lines.findIndex((line) => /^\s*id\s*=/.test(line) && line.includes(`"${rule}"`));
  const line = Math.max(found, 0);
  return { start: { line, character: 0 }, end: { line, character: lines[line]!.trimEnd().length } };
}
