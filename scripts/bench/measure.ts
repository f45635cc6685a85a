/** Takes several measures in turn, several times over, so that what else the machine does falls on all of them alike. */
export function inTurn<Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, () => number>>,
): Record<Name, number> {
  const names = Object.keys(measures) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) for (const name of names) taken[name].push(measures[name]());
  return Object.fromEntries(names.map((name) => [name, percentile(taken[name], 50)])) as Record<Name, number>;
}

/** How much time of a processor a piece of work takes, in milliseconds; what else the machine does hardly counts. */
export function time(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The value that `percent` of all values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)]!;
}
