import type { Stretch } from './spec.ts';

/**
 * Makes a test that tells whether a part of a text holds a stretch of the kind; see {@link Stretch}. It looks at every `least`-th character only, as Boyer and Moore do, and backwards from there while they are of the kind:
 * far cheaper than to try a regular expression at every place.
 */
export function stretchFinder({ of, least }: Stretch): (text: string, start: number, end: number) => boolean {
  const regex = new RegExp(of);
  // Beyond ASCII everything counts, so that a false "no" is never said.
  const isOf = Uint8Array.from({ length: 128 }, (_, unit) => (regex.test(String.fromCharCode(unit)) ? 1 : 0));
  return (text, start, end) => {
    let before = start - 1; // A stretch begins after it.
    for (let last = before + least; last < end; last = before + least) {
      let at = last;
      while (at > before && (isOf[text.charCodeAt(at)] ?? 1)) at--;
      if (at === before) return true;
      before = at;
    }
    return false;
  };
}
