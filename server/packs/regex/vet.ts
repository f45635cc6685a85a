import { areApart, type Charset, everything, intersection, meet, union } from './charset.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { parseTree, type Repeat, type Tree } from './tree.ts';

/**
 * Whether a backtracking engine can spend more than linear time on some text, and on what. Errs on the side of danger.
 *
 * The theory is that of ambiguity (A. Weber, H. Seidl: "On the degree of ambiguity of finite automata", 1991): time
 * explodes where one text can go through a loop in two ways, and grows as a power where one loop can hand a text over
 * to a later loop at any place. The search, which starts everywhere, is such a loop as well, in front of all others.
 * @returns a reason to be told to people; undefined where the time is linear in the text
 */
export function runaway(regex: JavaScriptRegex): string | undefined {
  const { tree } = parseTree(regex);
  return unboundedLook(tree) ?? ambiguousLoop(tree) ?? repeatedScan(tree);
}

/**
 * Whether bounded repetitions multiply so that the time, though linear in the text, is out of all proportion. Counts
 * too much rather than too little.
 * @returns a reason to be told to people; undefined where it is in proportion
 */
export function manySteps(regex: JavaScriptRegex): string | undefined {
  const { tree } = parseTree(regex);
  const perCharacter = effort(tree, everything).steps / distanceApart(leadingSets(tree));
  return perCharacter > mostSteps ? `up to ${Math.ceil(perCharacter)} steps for each character of the text` : undefined;
}

const mostSteps = 20_000;

/** Look-around is tried at every place of the text, so it must not run far. */
function unboundedLook(tree: Tree): string | undefined {
  if (tree.kind === 'look') {
    const loop = loopsIn(tree.body)[0];
    return loop && `look-around with ${loop.raw} may look at the whole text, again at every place`;
  }
  return firstOf(childrenOf(tree), unboundedLook);
}

function loopsIn(tree: Tree): Repeat[] {
  const own = tree.kind === 'repeat' && isLoop(tree) ? [tree] : [];
  const referred = tree.kind === 'reference' ? loopsIn(tree.to) : [];
  return [...own, ...referred, ...childrenOf(tree).flatMap(loopsIn)];
}

function isLoop({ max }: Repeat): boolean {
  return max === Number.POSITIVE_INFINITY;
}

function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'sequence':
      return tree.parts;
    case 'choice':
      return tree.options;
    case 'repeat':
    case 'look':
      return [tree.body];
    default:
      return [];
  }
}

function firstOf<T>(trees: readonly Tree[], find: (tree: Tree) => T | undefined): T | undefined {
  for (const tree of trees) {
    const found = find(tree);
    if (found !== undefined) return found;
  }
  return undefined;
}

// One loop that a text can go through in two ways.

function ambiguousLoop(tree: Tree): string | undefined {
  if (tree.kind === 'repeat' && isLoop(tree) && tree.body.kind !== 'set') {
    const { body, raw } = tree;
    if (canBeEmpty(body)) return `${raw} repeats something that can be empty`;
    if (!isDetermined(body, firstChars(body))) return `one text can go through ${raw} in several ways`;
  }
  if (tree.kind === 'reference' && loopsIn(tree.to).length) return 'a back reference to a group without a bound';
  return firstOf(childrenOf(tree), ambiguousLoop);
}

/** Whether the next character always decides where to go on. @param follow the characters that may come after it */
function isDetermined(tree: Tree, follow: Charset): boolean {
  switch (tree.kind) {
    case 'sequence':
      return tree.parts.every((part, index) => isDetermined(part, followOf(tree.parts, index, follow)));
    case 'choice': {
      const firsts = tree.options.map((option) =>
        canBeEmpty(option) ? union(firstChars(option), follow) : firstChars(option),
      );
      return areApart(firsts) && tree.options.every((option) => isDetermined(option, follow));
    }
    case 'repeat': {
      const first = firstChars(tree.body);
      if (tree.max === 1) return !meet(first, follow) && isDetermined(tree.body, follow);
      const decided = tree.min === tree.max || !meet(first, follow);
      return decided && !canBeEmpty(tree.body) && isDetermined(tree.body, union(first, follow));
    }
    case 'reference':
      return false;
    default:
      return true;
  }
}

/** The characters that may come after a part: what the rest can begin with, and where it can be empty, `follow`. */
function followOf(parts: readonly Tree[], index: number, follow: Charset): Charset {
  const sets: Charset[] = [];
  for (const part of parts.slice(index + 1)) {
    sets.push(firstChars(part));
    if (!canBeEmpty(part)) return union(...sets);
  }
  return union(...sets, follow);
}

function firstChars(tree: Tree): Charset {
  switch (tree.kind) {
    case 'set':
      return tree.set;
    case 'sequence':
      return followOf(tree.parts, -1, []);
    case 'choice':
      return union(...tree.options.map(firstChars));
    case 'repeat':
      return firstChars(tree.body);
    case 'reference':
      return everything;
    default:
      return [];
  }
}

function canBeEmpty(tree: Tree): boolean {
  switch (tree.kind) {
    case 'set':
      return false;
    case 'sequence':
      return tree.parts.every(canBeEmpty);
    case 'choice':
      return tree.options.some(canBeEmpty);
    case 'repeat':
      return tree.min === 0 || canBeEmpty(tree.body);
    case 'reference':
      return true;
    default:
      return true;
  }
}

// One text that several loops can share between them in many ways.

/** A loop that has begun to read a text, or the search for a match; and what it has passed since. */
interface Reader {
  /** What it repeats. */
  readonly body: Tree;
  readonly passed: Passed | undefined;
}

interface Passed {
  readonly tree: Tree;
  readonly before: Passed | undefined;
}

function repeatedScan(tree: Tree): string | undefined {
  const search: Reader = { body: { kind: 'set', set: everything }, passed: undefined };
  return walk(tree, [search], true).danger;
}

interface Walked {
  readonly danger?: string | undefined;
  /** The loops in it that are still reading at its end. */
  readonly readers: readonly Reader[];
}

/**
 * @param before what may be reading when the tree begins
 * @param certain whether all that comes after the tree always matches: then nothing is ever tried again
 */
function walk(tree: Tree, before: readonly Reader[], certain: boolean): Walked {
  switch (tree.kind) {
    case 'sequence': {
      let readers = before;
      const own: Reader[] = [];
      for (const [index, part] of tree.parts.entries()) {
        const rest = tree.parts.slice(index + 1);
        const walked = walk(part, readers, certain && rest.every(alwaysMatches));
        if (walked.danger) return walked;
        readers = [...readers.map((reader) => passing(reader, part)), ...walked.readers];
      }
      own.push(...readers.slice(before.length));
      return { readers: own };
    }
    case 'choice': {
      const walked = tree.options.map((option) => walk(option, before, certain));
      return walked.find(({ danger }) => danger) ?? { readers: walked.flatMap(({ readers }) => readers) };
    }
    case 'repeat':
      return walkRepeat(tree, before, certain);
    default:
      return { readers: [] };
  }
}

function walkRepeat(tree: Repeat, before: readonly Reader[], certain: boolean): Walked {
  const { body, min, max, raw } = tree;
  if (isLoop(tree)) {
    if (!certain && before.some((reader) => canShare(reader, body))) {
      return { danger: `${raw} can run over the same text again and again`, readers: [] };
    }
    // Inside a loop the next character decides (see `ambiguousLoop`), so only what stood before it matters there.
    const inside = walk(body, before, certain && min <= 1);
    return inside.danger ? inside : { readers: [...inside.readers, { body, passed: undefined }] };
  }
  const inside = walk(body, before, certain && min <= 1);
  if (inside.danger || max === 1) return inside;
  const again = walk(body, inside.readers, certain && min <= 1);
  return again.danger ? again : { readers: inside.readers };
}

function passing(reader: Reader, tree: Tree): Reader {
  return { body: reader.body, passed: { tree, before: reader.passed } };
}

/** Whether some text can be read by the reader, by all it has passed, and by a loop over `loop`. */
function canShare({ body, passed }: Reader, loop: Tree): boolean {
  const shared = intersection(charsOf(body), charsOf(loop));
  if (!shared.length || !canMatchWithin(body, shared) || !canMatchWithin(loop, shared)) return false;
  for (let at = passed; at; at = at.before) if (!canMatchWithin(at.tree, shared)) return false;
  return true;
}

/** Whether it matches some text of these characters that stands after another of them. */
function canMatchWithin(tree: Tree, chars: Charset): boolean {
  switch (tree.kind) {
    case 'set':
      return meet(tree.set, chars);
    case 'sequence':
      return tree.parts.every((part) => canMatchWithin(part, chars));
    case 'choice':
      return tree.options.some((option) => canMatchWithin(option, chars));
    case 'repeat':
      return tree.min === 0 || canMatchWithin(tree.body, chars);
    case 'assertion':
      return !tree.isTextStart;
    default:
      return true;
  }
}

function charsOf(tree: Tree): Charset {
  if (tree.kind === 'set') return tree.set;
  if (tree.kind === 'reference') return charsOf(tree.to);
  return union(...childrenOf(tree).map(charsOf));
}

function alwaysMatches(tree: Tree): boolean {
  switch (tree.kind) {
    case 'sequence':
      return tree.parts.every(alwaysMatches);
    case 'choice':
      return tree.options.some(alwaysMatches);
    case 'repeat':
      return tree.min === 0 || alwaysMatches(tree.body);
    default:
      return false;
  }
}

// Bounded repetitions, which multiply.

/** What it takes to try a tree at one place of the text. */
interface Effort {
  /** In how many ways it can match there. */
  readonly ways: number;
  readonly steps: number;
}

/** @param follow the characters that may come after it */
function effort(tree: Tree, follow: Charset): Effort {
  switch (tree.kind) {
    case 'set':
      return { ways: 1, steps: 1 };
    case 'sequence':
      return effortOfSequence(tree.parts, follow);
    case 'choice':
      return effortOfChoice(tree.options, follow);
    case 'repeat':
      return effortOfRepeat(tree, follow);
    case 'look':
      return { ways: 1, steps: effort(tree.body, everything).steps };
    case 'reference':
      return { ways: 1, steps: effort(tree.to, everything).steps };
    default:
      return { ways: 1, steps: 1 };
  }
}

/** Of the options only those that can begin with the same character are ever tried out together. */
function effortOfChoice(options: readonly Tree[], follow: Charset): Effort {
  const each = options.map((option) => {
    const first = canBeEmpty(option) ? everything : firstChars(option);
    return { first, ...effort(option, follow) };
  });
  const together = each.map(({ first }) =>
    sum(each.filter((other) => meet(first, other.first)).map(({ ways }) => ways)),
  );
  return { ways: Math.max(...together), steps: sum(each.map(({ steps }) => steps)) };
}

function effortOfSequence(parts: readonly Tree[], follow: Charset): Effort {
  let ways = 1;
  let steps = 0;
  // The characters that can have been read since a place in the text that was certain, and the most ways in which a
  // single repetition there divides them.
  let run: Charset = [];
  let widest = 1;
  for (const [index, part] of parts.entries()) {
    const one = effort(part, followOf(parts, index, follow));
    steps += ways;
    if (!canBeEmpty(part) && !meet(firstChars(part), run)) {
      // All ways meet again where the run ends, so all repetitions but one settle how long that one is.
      ways = Math.ceil(ways / widest);
      [run, widest] = [[], 1];
    }
    steps += ways * one.steps;
    // A word after a repetition can stand at few of the places where the repetition can end.
    const word = one.ways > 1 ? leadingSets({ kind: 'sequence', parts: parts.slice(index + 1) }) : [];
    const left = Math.ceil(one.ways / distanceApart(word));
    if (word.length) steps += ways * one.ways;
    ways *= left;
    run = union(run, charsOf(part));
    if (part.kind === 'repeat' && part.body.kind === 'set') widest = Math.max(widest, left);
  }
  return { ways, steps };
}

function effortOfRepeat({ body, min, max }: Repeat, follow: Charset): Effort {
  const first = firstChars(body);
  const once = effort(body, union(first, follow));
  // The time of a loop is shared by all the text it runs over, or `repeatedScan` would have found it.
  if (max === Number.POSITIVE_INFINITY) return { ways: 1, steps: once.steps * Math.max(1, min) };
  let ways = 0;
  let steps = 0;
  for (let round = 0, paths = 1; round <= max && paths < 1e9; round++, paths *= once.ways) {
    if (round >= min) ways += paths;
    if (round < max) steps += paths * once.steps;
  }
  const decided = once.ways === 1 && !meet(first, follow);
  return { ways: decided ? 1 : ways, steps };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The characters that every match begins with, one by one, as far as each is of one set. */
function leadingSets(tree: Tree): Charset[] {
  if (tree.kind === 'set') return [tree.set];
  if (tree.kind !== 'sequence') return [];
  const sets: Charset[] = [];
  for (const part of tree.parts) {
    if (part.kind === 'set') sets.push(part.set);
    else if (part.kind === 'repeat' && part.body.kind === 'set' && part.min > 0) {
      sets.push(...Array.from({ length: Math.min(part.min, 50) }, () => (part.body as { set: Charset }).set));
      if (part.min !== part.max) return sets;
    } else if (part.kind !== 'assertion' && part.kind !== 'look') return sets;
  }
  return sets;
}

/** How far apart two texts of these characters must begin, so that both can stand in one text. At least 1. */
function distanceApart(sets: readonly Charset[]): number {
  for (let by = 1; by < sets.length; by++) {
    if (sets.slice(by).every((set, index) => meet(set, sets[index]!))) return by;
  }
  return Math.max(1, sets.length);
}
