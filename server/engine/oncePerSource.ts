import type { Source } from './source.ts';

/**
 * Works something out about a source when it is first asked for, and once, however many rules ask. It stands in the
 * source and goes with it: a weak map beside the sources would keep what it holds through every quick collection of
 * garbage, which doubles the time that a tree of many files takes.
 */
export function oncePerSource<Value>(compute: (source: Source) => Value): (source: Source) => Value {
  return (source) => {
    if (!source.known.has(compute)) source.known.set(compute, compute(source));
    return source.known.get(compute) as Value;
  };
}
