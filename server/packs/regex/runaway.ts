import { areApart, type Charset, everything, intersection, meet, union } from './charset.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { parseTree, type Repeat, type Tree } from './tree.ts';
import { canBeEmpty, charsOf, childrenOf, firstChars, followOf } from './treeChars.ts';

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

function firstOf<T>(trees: readonly Tree[], find: (tree: Tree) => T | undefined): T | undefined {
  for (const tree of trees) {
    const found = find(tree);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whether a text can go through one loop in two ways: then the time can double with every character of it.
 * @returns a reason to be told to people
 */
export function ambiguousLoop(tree: Tree): string | undefined {
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
  return rescan(tree, [search], true);
}

/**
 * The first loop that shares a text with what reads before it, in words.
 * @param before what may be reading when the tree begins
 * @param certain whether all that comes after the tree always matches: then nothing is ever tried again
 */
function rescan(tree: Tree, before: readonly Reader[], certain: boolean): string | undefined {
  switch (tree.kind) {
    case 'sequence': {
      let readers = before;
      for (const [index, part] of tree.parts.entries()) {
        const danger = rescan(part, readers, certain && tree.parts.slice(index + 1).every(alwaysMatches));
        if (danger) return danger;
        readers = after(part, readers);
      }
      return undefined;
    }
    case 'choice':
      return firstOf(tree.options, (option) => rescan(option, before, certain));
    case 'repeat': {
      const { body, min, max, raw } = tree;
      const danger = isLoop(tree) && !certain && before.some((reader) => canShare(reader, body));
      if (danger) return `${raw} can run over the same text again and again`;
      // Inside a loop the next character decides (see `ambiguousLoop`), so only what stood before it matters there.
      const again = isLoop(tree) || max === 1 ? [] : readersIn(body);
      return rescan(body, [...before, ...again], certain && min <= 1);
    }
    default:
      return undefined;
  }
}

/** What may be reading after a part, if this may be before it. */
function after(part: Tree, before: readonly Reader[]): Reader[] {
  return [...before.map((reader) => passing(reader, part)), ...readersIn(part)];
}

/** The loops of a tree that may still be reading at its end. */
function readersIn(tree: Tree): readonly Reader[] {
  switch (tree.kind) {
    case 'sequence':
      return tree.parts.reduce<readonly Reader[]>((readers, part) => after(part, readers), []);
    case 'choice':
      return tree.options.flatMap(readersIn);
    case 'repeat': {
      const own = isLoop(tree) ? [{ body: tree.body, passed: undefined }] : [];
      return [...readersIn(tree.body), ...own];
    }
    default:
      return [];
  }
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
