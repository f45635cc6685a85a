/**
 * The first name of the list that is one slip of the pen away: a letter put in, left out, exchanged, or two beside each
 * other swapped (F. Damerau, 1964). Short names are near to everything, so they are near to nothing.
 */
export function nearName(name: string, list: Iterable<string>, least = 5): string | undefined {
  if (name.length < least) return undefined;
  for (const other of list) if (isOneSlipAway(name, other)) return other;
  return undefined;
}

/** Whether one slip turns `a` into `b`. Equal texts are none. Linear in their length. */
export function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
