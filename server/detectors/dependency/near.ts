/**
 * Looks names up among others that are one slip of the pen away: a letter put in, left out, exchanged, or two beside each
 * other swapped (F. Damerau, 1964). Short names are near to everything, so they are near to nothing.
 * @returns the first one in the order of the list
 */
export function nearNames(list: readonly string[]): (name: string) => string | undefined {
  // One slip leaves the first letter or the last one as it is, and the length nearly so.
  const byEnd = new Map<string, number[]>();
  list.forEach((name, index) => {
    for (const key of [`${name.length}${name[0]}`, `${name.length}…${name.at(-1)}`]) {
      const known = byEnd.get(key);
      if (known) known.push(index);
      else byEnd.set(key, [index]);
    }
  });
  return (name) => {
    if (name.length < shortest) return undefined;
    let best: number | undefined;
    for (const length of [name.length - 1, name.length, name.length + 1]) {
      for (const key of [`${length}${name[0]}`, `${length}…${name.at(-1)}`]) {
        const near = byEnd.get(key)?.find((index) => isOneSlipAway(name, list[index]!));
        if (near !== undefined && (best === undefined || near < best)) best = near;
      }
    }
    return best === undefined ? undefined : list[best];
  };
}

const shortest = 5;

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

/**
 * Whether it is a slip as fingers and eyes make it: a letter left out, doubled or swapped with its neighbour, or one for
 * another that lies beside it on the keyboard or looks the same. What is named after a much-used package (`standardx`,
 * `fdir2`) differs in other ways.
 * @param name one slip away from `other`
 */
export function isLikelySlip(name: string, other: string): boolean {
  let at = 0;
  while (name[at] === other[at]) at++;
  if (name.length < other.length) return true;
  if (name.length > other.length) {
    // Of a doubled letter the second one is the first that differs.
    return name[at] === name[at - 1] || name[at] === '-' || name[at] === '_';
  }
  if (name.slice(at + 1) !== other.slice(at + 1)) return true;
  return areNeighbours(name[at]!, other[at]!);
}

function areNeighbours(a: string, b: string): boolean {
  if (/\d/.test(a) && /\d/.test(b)) return false;
  return rows.some((row) => Math.abs(row.indexOf(a) - row.indexOf(b)) === 1 && row.includes(a) && row.includes(b));
}

/** Keys that lie side by side, and letters that look alike. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '0o', '1l', '1i', 'il', '5s', '3e', '-_', '-.', 'uv', 'nm'];
