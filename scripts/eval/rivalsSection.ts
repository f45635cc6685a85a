import { table } from '../bench/table.ts';
import type { Comparison, Score } from './rivals.ts';
import { code, count } from './words.ts';

/** The part of the page that sets other programs and ours side by side; says so where none of them was there. */
export function rivalsSection(comparisons: readonly Comparison[]): string {
  return `## Side by side

The same cases, in one run, for the checks that the other program has (\`scripts/eval/rivals/checksOf.ts\` says which of its rules stand for which check). A row that is bad is found where a rule of its check flags a line in question; one that is fine is clean where no such rule flags it.

${comparisons.length ? comparisons.map(section).join('\n\n') : 'No other program was there when this page was written.'}`;
}

function section({ rival, version, checks }: Comparison): string {
  const rows = [...checks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, score]) => row(nameOf(id), score));
  const head = ['check', 'bad', 'they find', 'we find', 'fine', 'clean for them', 'clean for us'];
  return `### ${rival}, ${version}\n\n${table(head, [...rows, row('**all**', total([...checks.values()]))])}`;
}

function nameOf(id: string): string {
  return id === '*' ? 'clean for everything' : code(id);
}

function row(name: string, { bad, found, fine, clean }: Score): string[] {
  const parts = [count(bad), share(found.theirs, bad), share(found.ours, bad)];
  return [name, ...parts, count(fine), share(clean.theirs, fine), share(clean.ours, fine)];
}

function share(part: number, whole: number): string {
  return whole ? (part / whole).toFixed(3) : '';
}

function total(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number) => scores.reduce((all, score) => all + of(score), 0);
  return {
    bad: sum(({ bad }) => bad),
    found: { theirs: sum(({ found }) => found.theirs), ours: sum(({ found }) => found.ours) },
    fine: sum(({ fine }) => fine),
    clean: { theirs: sum(({ clean }) => clean.theirs), ours: sum(({ clean }) => clean.ours) },
  };
}
