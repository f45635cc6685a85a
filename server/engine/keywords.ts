/**
 * Aho–Corasick over UTF-16 text: all keywords in one pass, ASCII letters in either case.
 * (A. Aho, M. Corasick: "Efficient string matching", CACM 18(6), 1975.)
 *
 * The automaton is one dense table over classes of code units. A state's number is already multiplied by the row
 * length, and a state at which some keyword ends carries its outputs in `outputs`, so the loop is one table look-up
 * and one test per code unit.
 */
export interface KeywordTable {
  readonly words: readonly string[];
  /** Class of every ASCII code unit; 0: in no keyword. */
  readonly ascii: Uint8Array;
  /** Class of the other code units that occur in keywords. */
  readonly other: ReadonlyMap<number, number>;
  /** `next[state + class]`; a negative entry `~s` leads to state `s` and says that keywords end there. */
  readonly next: Int32Array;
  readonly width: number;
  /** By state ÷ width: the words that end there. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

/** Called for every occurrence: the number of the word and the offset after its last code unit. */
export type OnKeyword = (word: number, end: number) => void;

/** Builds the table. Words are taken in lower case; empty words are refused with a `RangeError`. */
export function keywordTable(words: readonly string[]): KeywordTable {
  const lower = words.map((word) => word.toLowerCase());
  if (lower.some((word) => word === '')) throw new RangeError('A keyword must not be empty.');
  const { ascii, other, width } = classes(lower);
  const trie = buildTrie(lower, (unit) => (unit < 128 ? ascii[unit]! : other.get(unit)!));
  return { words: lower, ascii, other, width, ...complete(trie, width) };
}

/** Reports every occurrence of every keyword in `text`, in order of their ends. */
export function findKeywords(table: KeywordTable, text: string, onKeyword: OnKeyword): void {
  const { ascii, other, next, outputs, width } = table;
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const step = next[state + (unit < 128 ? ascii[unit]! : (other.get(unit) ?? 0))]!;
    if (step >= 0) {
      state = step;
      continue;
    }
    state = ~step;
    for (const word of outputs[state / width]!) onKeyword(word, i + 1);
  }
}

function classes(words: readonly string[]) {
  const ascii = new Uint8Array(128);
  const other = new Map<number, number>();
  let width = 1;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      if (unit < 128) ascii[unit] ||= width++;
      else if (!other.has(unit)) other.set(unit, width++);
    }
  }
  for (let unit = 97; unit <= 122; unit++) ascii[unit - 32] = ascii[unit]!;
  return { ascii, other, width };
}

interface Trie {
  readonly children: Map<number, number>[];
  readonly ends: number[][];
}

function buildTrie(words: readonly string[], classOf: (unit: number) => number): Trie {
  const children: Map<number, number>[] = [new Map()];
  const ends: number[][] = [[]];
  words.forEach((word, index) => {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const step = classOf(word.charCodeAt(i));
      let child = children[node]!.get(step);
      if (child === undefined) {
        child = children.push(new Map()) - 1;
        ends.push([]);
        children[node]!.set(step, child);
      }
      node = child;
    }
    ends[node]!.push(index);
  });
  return { children, ends };
}

/** Breadth first: fills in the failure transitions, so that the scan never steps back. */
function complete({ children, ends }: Trie, width: number) {
  const next = new Int32Array(children.length * width);
  const fail = new Int32Array(children.length);
  const outputs: (readonly number[] | undefined)[] = ends.map((own) => (own.length ? own : undefined));
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head]!;
    if (node) next.copyWithin(node * width, fail[node]! * width, (fail[node]! + 1) * width);
    for (const [step, child] of children[node]!) {
      fail[child] = node ? next[fail[node]! * width + step]! : 0;
      next[node * width + step] = child;
      queue.push(child);
    }
    const inherited = node ? outputs[fail[node]!] : undefined;
    if (inherited) outputs[node] = [...(outputs[node] ?? []), ...inherited];
  }
  for (let i = 0; i < next.length; i++) {
    const target = next[i]!;
    next[i] = outputs[target] ? ~(target * width) : target * width;
  }
  return { next, outputs };
}
