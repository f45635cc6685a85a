/**
 * Where the word ends that a keyword begins with: rules may name `require(` or `from '` to be found less often than by
 * the word alone.
 */
export function wordEnd(text: string, hit: number): number {
  let at = hit;
  while (at > 0 && at > hit - 4 && ' (\'"`\t'.includes(text[at - 1]!)) at--;
  return at;
}
