import { table } from '../bench/table.ts';
import { type Measured, type Miss, sumOf, type Tally } from './measure.ts';
import { codeTargets } from './targets.ts';
import { cell, code, count } from './words.ts';

/** The part of the page about code that handles tokens badly: what was reached by family and tier, what is missed by check. */
export function checksSection(measured: Measured): string {
  const rows = codeTargets.families.flatMap((family) => tiers.flatMap((tier) => rowOf(family, tier, measured)));
  const misses = measured.misses.filter(({ family }) => isOurs(family) || family === '*');
  return `## Code that handles tokens badly

The cases come from the tests of tools that look for such code, and from cases of our own; a row says which check it is for. Every rule is on (\`--profile all\`). Each cell says what was reached, and after the slash what was asked for.

- **recall**: of the rows that are bad, those with a finding of the family on the line in question.
- **exact**: of those that name a check, the ones that the rule of that very name finds.
- **alarms**: of the rows that are fine, those that the rule of their check flags all the same.

Tier 1 matters most in code that assistants write, tier 2 comes next.

${table(['family', 'tier', 'bad', 'recall', 'exact', 'fine', 'alarms', 'reached'], [...rows, ...totals(measured)], 2)}

### What is not caught

By check: how many rows of how many are missed, by anybody of the family and by the rule of that name; then the rules that flag what is fine.

${missedTable(misses)}

${alarmsList(misses)}`;
}

const tiers = [1, 2, 3] as const;
type Tier = (typeof tiers)[number];

function isOurs(family: string): boolean {
  return (codeTargets.families as readonly string[]).includes(family);
}

function rowOf(family: string, tier: Tier, { families }: Measured): string[][] {
  const tally = families.get(`${family} ${tier}`);
  return tally ? [cellsOf(family, String(tier), tally, codeTargets.tiers[tier])] : [];
}

interface Asked {
  readonly recall: number | undefined;
  readonly exact: number | undefined;
  readonly alarms?: number;
}

function cellsOf(family: string, tier: string, tally: Tally, { recall, exact, alarms }: Asked): string[] {
  const { pos, hit, named, neg, alarm } = tally;
  const cells = [
    cell(hit, pos, recall, 'least'),
    cell(tally.exact, named, exact, 'least'),
    cell(alarm, neg, alarms, 'most'),
  ];
  const [found, byName, flagged] = cells.map(({ text }) => text);
  const asked = recall !== undefined || alarms !== undefined;
  const reached = !asked ? '' : cells.every((each) => each.reached) ? 'yes' : '**no**';
  return [family, tier, count(pos), found!, byName!, count(neg), flagged!, reached];
}

/** All families together: by tier, over all their clean rows, and the rows that are clean for everything. */
function totals({ families }: Measured): string[][] {
  const ofTier = (tier: Tier) => codeTargets.families.flatMap((family) => families.get(`${family} ${tier}`) ?? []);
  const none = { recall: undefined, exact: undefined };
  const all = sumOf(tiers.flatMap(ofTier));
  const clean = families.get('*');
  return [
    ...tiers.map((tier) => cellsOf('**all six**', String(tier), sumOf(ofTier(tier)), codeTargets.tiers[tier])),
    cellsOf('**all six**', 'all', all, { ...none, alarms: codeTargets.alarms }),
    ...(clean ? [cellsOf('clean for everything', '', clean, { ...none, alarms: codeTargets.cleanAlarms })] : []),
  ];
}

function missedTable(misses: readonly Miss[]): string {
  const missed = countBy(misses.filter(({ kind }) => kind === 'miss').map(({ check, family }) => check ?? family));
  const rows = [...missed].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([id, n]) => [code(id), String(n)]);
  return rows.length ? table(['check', 'rows missed'], rows) : 'Nothing is missed.';
}

function alarmsList(misses: readonly Miss[]): string {
  const alarms = misses.filter(({ kind }) => kind === 'alarm');
  const flagged = countBy(alarms.flatMap(({ check, by }) => (check ? [check] : [...new Set(by ?? [])])));
  if (!flagged.size) return 'Nothing that is fine is flagged.';
  const rows = [...flagged].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([id, n]) => [code(id), String(n)]);
  return table(['rule', 'rows flagged that are fine'], rows);
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
