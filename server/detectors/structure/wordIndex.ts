import type { Source } from '../../engine/source.ts';

/**
 * Where the words of a text stand: all of them, found in one pass, so that thousands of patterns can ask whether their
 * words are there at all. Words are known by a hash of their lower-case letters; two that share one are told apart by
 * whoever looks at the place.
 */
export interface WordIndex {
  /** By slot: the hash of the word; what no word has is 0. */
  readonly hashes: Int32Array;
  /** By slot: the number of the word's first occurrence. */
  readonly heads: Int32Array;
  /** By number of an occurrence: the next one of the same word; -1 where there is none. */
  readonly next: Int32Array;
  /** By number of an occurrence: its offset in UTF-16 code units. */
  readonly starts: Int32Array;
}

const indexes = new WeakMap<Source, WordIndex>();

/** The words of a source, looked for once for all rules. */
export function wordsOf(source: Source): WordIndex {
  const known = indexes.get(source);
  if (known) return known;
  const made = wordIndex(source.text);
  indexes.set(source, made);
  return made;
}

function wordIndex(text: string): WordIndex {
  let size = 64;
  while (size < text.length >> 3) size *= 2;
  let table = tables(size);
  let { starts, next } = scratch;
  let count = 0;
  let distinct = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isWordUnit(text.charCodeAt(i))) continue;
    const start = i;
    let hash = seed;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (!isWordUnit(unit)) break;
      hash = mixed(hash, unit);
    }
    if (i - start < 2) continue;
    if (count === starts.length) {
      starts = doubled(starts);
      next = doubled(next);
      scratch = { starts, next };
    }
    if (distinct * 2 > table.hashes.length) table = rehashed(table);
    const slot = slotOf(table.hashes, hash);
    if (table.hashes[slot] === 0) {
      table.hashes[slot] = hash;
      table.heads[slot] = count;
      distinct++;
    } else next[table.tails[slot]!] = count;
    table.tails[slot] = count;
    starts[count] = start;
    next[count] = -1;
    count++;
  }
  return { hashes: table.hashes, heads: table.heads, next: next.slice(0, count), starts: starts.slice(0, count) };
}

/** Lists to collect in, kept from one text to the next: how long they must be is only known at the end. */
let scratch = { starts: new Int32Array(1 << 14), next: new Int32Array(1 << 14) };

/** The hash of a word, or of a part of one: letters, digits, `_` and what lies beyond ASCII. */
export function hashOf(word: string): number {
  let hash = seed;
  for (let i = 0; i < word.length; i++) hash = mixed(hash, word.charCodeAt(i));
  return hash;
}

/** Whether a word of that hash occurs. */
export function occurs({ hashes }: WordIndex, hash: number): boolean {
  return hashes[slotOf(hashes, hash)] === hash;
}

/** Calls back with the offset of each word of that hash, in order. */
export function eachOccurrence(
  { hashes, heads, next, starts }: WordIndex,
  hash: number,
  at: (start: number) => void,
): void {
  const slot = slotOf(hashes, hash);
  if (hashes[slot] !== hash) return;
  for (let one = heads[slot]!; one >= 0; one = next[one]!) at(starts[one]!);
}

/**
 * The parts of a text that are words of an index: of a pattern, all of which stand wherever it matches. Metavariables
 * are none, and neither is what has many spellings.
 */
export function indexedWords(text: string): string[] {
  const words = text.match(/(?<![$\\\w])[\w\x80-\uffff]{2,}/g) ?? [];
  return words.filter((word) => !/^(?:true|false|null|nil|none)$/i.test(word));
}

interface Tables {
  readonly hashes: Int32Array;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
}

function tables(size: number): Tables {
  return { hashes: new Int32Array(size), heads: new Int32Array(size), tails: new Int32Array(size) };
}

function rehashed(old: Tables): Tables {
  const made = tables(old.hashes.length * 2);
  for (let i = 0; i < old.hashes.length; i++) {
    const hash = old.hashes[i]!;
    if (hash === 0) continue;
    const slot = slotOf(made.hashes, hash);
    made.hashes[slot] = hash;
    made.heads[slot] = old.heads[i]!;
    made.tails[slot] = old.tails[i]!;
  }
  return made;
}

/** Where a hash stands, or would. */
function slotOf(hashes: Int32Array, hash: number): number {
  const mask = hashes.length - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

const seed = 0x811c9dc5 | 0;

/** FNV-1a over lower-case letters; never 0. */
function mixed(hash: number, unit: number): number {
  const lower = unit >= 65 && unit <= 90 ? unit + 32 : unit;
  return Math.imul(hash ^ lower, 0x01000193) || 1;
}

function isWordUnit(unit: number): boolean {
  return unit >= 128 || wordUnits[unit] === 1;
}

const wordUnits = Uint8Array.from({ length: 128 }, (_, unit) => Number(/\w/.test(String.fromCharCode(unit))));

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const made = new Int32Array(old.length * 2);
  made.set(old);
  return made;
}
