/** The entry of `list` that `word` is most likely a slip of the pen for, or undefined where none is near. */
export function closest(word: string, list: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const entry of list) {
    const apart = distance(word.toLowerCase(), entry.toLowerCase());
    if (apart < least) [best, least] = [entry, apart];
  }
  return best;
}

/** How many letters must be put in, left out or exchanged (V. Levenshtein, 1965). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[b.length]!;
}
