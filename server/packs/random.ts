/** Gives the next number of a sequence: whole, at least 0, less than `below`. */
export type Random = (below: number) => number;

/** A sequence that looks random and is the same for the same seed. Not for real secrets. */
export function randomOf(seed: string): Random {
  let state = fnv1a(seed);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    return Math.floor((mixed(state) / 2 ** 32) * below);
  };
}

/** The output step of mulberry32. */
function mixed(state: number): number {
  let mix = Math.imul(state ^ (state >>> 15), state | 1);
  mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
  return (mix ^ (mix >>> 14)) >>> 0;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
