import { type Charset, everything, meet, union } from './charset.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { parseTree, type Repeat, type Tree } from './tree.ts';
import { canBeEmpty, charsOf, firstChars, followOf } from './treeChars.ts';

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
