/**
 * How long to wait before a server that ended by itself is started again, in milliseconds; undefined: it has ended too
 * often, and only a person should start it again.
 * @param ends when it ended, in milliseconds, the latest last
 */
export function backOff(ends: readonly number[]): number | undefined {
  const latest = ends.at(-1);
  if (latest === undefined) return 0;
  const recent = ends.filter((end) => latest - end < memory).length;
  return recent > waits.length ? undefined : waits[recent - 1];
}

/** The first time at once: a person should not notice. */
const waits: readonly number[] = [0, 1_000, 2_000, 5_000, 10_000];

/** Ends that lie further back say nothing about the latest one. */
const memory = 3 * 60_000;
