import type { Source } from './source.ts';

/**
 * Works something out about a source when it is first asked for, and once, however many rules ask. It lives as long as
 * the source.
 */
export function oncePerSource<Value>(compute: (source: Source) => Value): (source: Source) => Value {
  const known = new WeakMap<Source, Value>();
  return (source) => {
    let value = known.get(source);
    if (value === undefined) {
      value = compute(source);
      known.set(source, value);
    }
    return value;
  };
}
