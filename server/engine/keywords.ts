/**
 * Aho–Corasick over UTF-16 text: all keywords in one pass, letters in either case.
 * (A. Aho, M. Corasick: "Efficient string matching", CACM 18(6), 1975.)
 *
 * The automaton is one dense table over classes of code units. A state's number is already multiplied by the row
 * length, and a state at which some keyword ends carries its outputs in `outputs`, so the loop is one table look-up
 * and one test per code unit.
 */
export interface KeywordTable {
  readonly words: readonly string[];
  /** Class of every code unit; 0: in no keyword. The two cases of a letter are one class. */
  readonly classes: Uint16Array;
  /** `next[state + class]`; a negative entry `~s` leads to state `s` and says that keywords end there. */
  readonly next: Int32Array;
  readonly width: number;
  /** By state ÷ width: the words that end there. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

/** Called where keywords end: the number of the state, for which `outputs` says which, and the offset after their last code unit. */
export type OnState = (state: number, end: number) => void;

/** Called for every occurrence: the number of the word and the offset after its last code unit. */
export type OnKeyword = (word: number, end: number) => void;

/** Builds the table. Words in whatever case; empty words are refused with a `RangeError`. */
export function keywordTable(words: readonly string[]): KeywordTable {
  if (words.some((word) => word === '')) throw new RangeError('A keyword must not be empty.');
  const { classes, width } = classesOf(words);
  return { words, classes, width, ...complete(buildTrie(words, classes), width) };
}

/** Reports every occurrence of every keyword in `text`, in order of their ends. */
export function findKeywords(table: KeywordTable, text: string, onKeyword: OnKeyword): void {
  findStates(table, text, (state, end) => {
    for (const word of table.outputs[state]!) onKeyword(word, end);
  });
}

/** As {@link findKeywords}, with one call for all the keywords that end at the same place. */
export function findStates(table: KeywordTable, text: string, onState: OnState): void {
  const { classes, next, width } = table;
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    const step = next[state + classes[text.charCodeAt(i)]!]!;
    if (step >= 0) {
      state = step;
      continue;
    }
    state = ~step;
    onState(state / width, i + 1);
  }
}

function classesOf(words: readonly string[]) {
  const classes = new Uint16Array(0x10000);
  let width = 1;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) {
      if (classes[word.charCodeAt(i)]) continue;
      for (const unit of bothCases(word[i]!)) classes[unit] = width;
      width++;
    }
  }
  return { classes, width };
}

/** The code units that are the same letter; one for what has no case, or whose other case is not a single code unit (ß). */
function bothCases(letter: string): number[] {
  const lower = letter.toLowerCase();
  const upper = lower.toUpperCase();
  const pair = [lower, upper].includes(letter) && upper.length === 1 && upper.toLowerCase() === lower;
  return pair ? [lower.charCodeAt(0), upper.charCodeAt(0)] : [letter.charCodeAt(0)];
}

/** The words as a tree, in flat lists: a node knows its first child, its next sibling and the class that leads to it. */
interface Trie {
  readonly size: number;
  readonly child: Int32Array;
  readonly sibling: Int32Array;
  readonly step: Uint16Array;
  /** By node: the words that end there. */
  readonly ends: readonly (readonly number[] | undefined)[];
}

function buildTrie(words: readonly string[], classes: Uint16Array): Trie {
  const most = words.reduce((sum, word) => sum + word.length, 1);
  const child = new Int32Array(most);
  const sibling = new Int32Array(most);
  const step = new Uint16Array(most);
  const ends: number[][] = [];
  let size = 1;
  words.forEach((word, index) => {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const by = classes[word.charCodeAt(i)]!;
      let next = child[node]!;
      while (next && step[next] !== by) next = sibling[next]!;
      if (!next) {
        next = size++;
        step[next] = by;
        sibling[next] = child[node]!;
        child[node] = next;
      }
      node = next;
    }
    const list = ends[node];
    if (list) list.push(index);
    else ends[node] = [index];
  });
  return { size, child, sibling, step, ends };
}

/**
 * Breadth first: fills in the failure transitions, so that the scan never steps back. States are numbered in that order
 * too: the few near the root, where most of the time goes, share the cache.
 */
function complete({ size, child, sibling, step, ends }: Trie, width: number) {
  const next = new Int32Array(size * width);
  const nodes = new Int32Array(size);
  const failures = new Int32Array(size);
  const outputs: (readonly number[] | undefined)[] = [undefined];
  let count = 1;
  for (let place = 0; place < count; place++) {
    const state = place * width;
    const failure = failures[place]!;
    next.copyWithin(state, failure, failure + width);
    for (let node = child[nodes[place]!]!; node; node = sibling[node]!) {
      const suffix = next[state + step[node]!]!; // Where the longest other suffix of the child's text leads.
      const childFailure = suffix < 0 ? ~suffix : suffix;
      const childState = count * width;
      nodes[count] = node;
      failures[count] = childFailure;
      outputs.push(joined(ends[node], outputs[childFailure / width]));
      next[state + step[node]!] = outputs[count] ? ~childState : childState;
      count++;
    }
  }
  return { next, outputs };
}

function joined(own: readonly number[] | undefined, ofSuffix: readonly number[] | undefined) {
  return own && ofSuffix ? [...own, ...ofSuffix] : (own ?? ofSuffix);
}
