import type { Reach } from '../../detectors/pattern/spec.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { parseTree, type Tree, type Units } from './tree.ts';

/**
 * Proves that every match of a regular expression contains one of the keywords, and tells how far it reaches from
 * there: so that the regular expression need not run but around the keywords.
 * @param keywords in lower case; as the engine finds them: ASCII letters in either case
 * @returns code units at most from the start of a match to the end of its keyword, and from there to the end of the
 *   match, with all that look-around sees; `Number.MAX_SAFE_INTEGER` where there is no bound. Undefined where it could
 *   not be proven.
 */
export function reach(regex: JavaScriptRegex, keywords: readonly string[]): Reach | undefined {
  const { tree, units } = parseTree(regex);
  const proof = prove(tree, { keywords, units });
  return proof && bounded(proof.before + extent(tree, 'behind', units), proof.after + extent(tree, 'ahead', units));
}

/**
 * How far a match can reach from the end of a keyword that must stand at most `near` code units before the secret.
 * Which part of the match is the secret is known only where nothing captures: then it is the whole match.
 */
export function reachNear(regex: JavaScriptRegex, near: number): Reach {
  const { tree, groups, units } = parseTree(regex);
  const length = maxLength(tree, units);
  const before = groups ? length : 0;
  return bounded(before + extent(tree, 'behind', units), near + length + extent(tree, 'ahead', units));
}

function bounded(before: number, after: number): Reach {
  const bound = (length: number) => Math.min(length, Number.MAX_SAFE_INTEGER);
  return { before: bound(before), after: bound(after) };
}

interface Question {
  readonly keywords: readonly string[];
  readonly units: Units;
}

/** Code units before and after the end of a keyword. */
interface Proof {
  readonly before: number;
  readonly after: number;
}

function prove(tree: Tree, question: Question): Proof | undefined {
  switch (tree.kind) {
    case 'choice':
      return widest(tree.options.map((option) => prove(option, question)));
    case 'repeat': {
      // The first round holds a keyword.
      const body = tree.min > 0 ? prove(tree.body, question) : undefined;
      const rest = (tree.max - 1) * maxLength(tree.body, question.units);
      return body && { before: body.before, after: body.after + rest };
    }
    case 'sequence':
      return proveSequence(tree.parts, question);
    case 'set':
      return proveSequence([tree], question);
    default:
      return undefined;
  }
}

/** A keyword stands in one part, or over several neighbours. Of all proofs the one that reaches least far. */
function proveSequence(parts: readonly Tree[], question: Question): Proof | undefined {
  const lengths = parts.map((part) => maxLength(part, question.units));
  const total = (from: number, to: number) => lengths.slice(from, to).reduce((sum, length) => sum + length, 0);
  let best: Proof | undefined;
  const offer = (proof: Proof | undefined, from: number, to: number) => {
    if (!proof) return;
    const whole = { before: total(0, from) + proof.before, after: proof.after + total(to, parts.length) };
    if (!best || whole.before + whole.after < best.before + best.after) best = whole;
  };
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'choice' || part.kind === 'repeat') offer(prove(part, question), index, index + 1);
  }
  const forms = parts.map((part) => shapesOf(part, question.units));
  const longest = Math.max(0, ...question.keywords.map((keyword) => keyword.length));
  let effort = 0;
  for (let from = 0; from < parts.length && effort < mostEffort; from++) {
    let shapes: readonly Shape[] | undefined = [[]];
    // A keyword that begins in the first part has ended once so many characters have followed.
    let since = 0;
    for (let to = from + 1; to <= Math.min(parts.length, from + mostParts) && shapes && since < longest; to++) {
      if (to > from + 1) since += minLength(parts[to - 1]!);
      effort += shapes.length * forms[to - 1]!.length;
      shapes = joined(shapes, forms[to - 1]!);
      const proof = shapes && widest(shapes.map((shape) => proveShape(shape, question.keywords)));
      if (!proof) continue;
      offer(proof, from, to);
      break;
    }
  }
  return best;
}

function widest(proofs: readonly (Proof | undefined)[]): Proof | undefined {
  let before = 0;
  let after = 0;
  for (const proof of proofs) {
    if (!proof) return undefined;
    before = Math.max(before, proof.before);
    after = Math.max(after, proof.after);
  }
  return { before, after };
}

/** One form that a text can have: runs of known characters, in lower case, and gaps of at most so many code units. */
type Shape = readonly (string | number)[];

/** More forms than this are not told apart, and keywords over more parts are not looked for. */
const mostShapes = 256;
const mostParts = 100;
/** Beyond so many forms looked at, a sequence stays unproven; real rules need some thousands. */
const mostEffort = 200_000;

function proveShape(shape: Shape, keywords: readonly string[]): Proof | undefined {
  const lengths = shape.map((run) => (typeof run === 'string' ? run.length : run));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let best: Proof | undefined;
  let at = 0;
  for (const [index, run] of shape.entries()) {
    for (const keyword of typeof run === 'string' ? keywords : []) {
      const found = (run as string).indexOf(keyword);
      if (found < 0) continue;
      const before = at + found + keyword.length;
      const after =
        at === Number.POSITIVE_INFINITY ? lengthFrom(lengths, index, found + keyword.length) : whole - before;
      if (!best || before + after < best.before + best.after) best = { before, after };
    }
    at += lengths[index]!;
  }
  return best;
}

function lengthFrom(lengths: readonly number[], index: number, offset: number): number {
  return lengths.slice(index).reduce((sum, length) => sum + length, 0) - offset;
}

/** The forms of what the tree matches; one gap where there are too many to tell apart. */
function shapesOf(tree: Tree, units: Units): readonly Shape[] {
  const gap = (): readonly Shape[] => [[maxLength(tree, units)]];
  switch (tree.kind) {
    case 'set':
      return charactersOf(tree.set)?.map((char) => [char]) ?? gap();
    case 'sequence':
      return (
        tree.parts.reduce<readonly Shape[] | undefined>(
          (shapes, part) => shapes && joined(shapes, shapesOf(part, units)),
          [[]],
        ) ?? gap()
      );
    case 'choice': {
      const shapes = tree.options.flatMap((option) => shapesOf(option, units));
      return shapes.length <= mostShapes ? shapes : gap();
    }
    case 'repeat':
      return shapesOfRepeat(tree, units) ?? gap();
    case 'reference':
      return gap();
    default:
      return [[]];
  }
}

function shapesOfRepeat(
  { body, min, max }: Extract<Tree, { kind: 'repeat' }>,
  units: Units,
): readonly Shape[] | undefined {
  const once = shapesOf(body, units);
  const times = (count: number): readonly Shape[] | undefined => {
    let shapes: readonly Shape[] | undefined = [[]];
    for (let i = 0; i < count && shapes; i++) shapes = joined(shapes, once);
    return shapes;
  };
  if (min > 100) return undefined;
  const least = times(min);
  if (!least || min === max) return least;
  if (max > 3) return joined(least, [[(max - min) * maxLength(body, units)]]);
  const all = Array.from({ length: max - min + 1 }, (_, more) => times(min + more));
  if (all.includes(undefined)) return undefined;
  const shapes = all.flatMap((one) => one ?? []);
  return shapes.length <= mostShapes ? shapes : undefined;
}

/** The characters of a small set, as the engine's keywords see them: ASCII letters in lower case. */
function charactersOf(set: readonly (readonly [number, number])[]): string[] | undefined {
  const characters = new Set<string>();
  for (const [first, last] of set) {
    for (let code = first; code <= last; code++) {
      const char = String.fromCodePoint(code);
      characters.add(code < 128 ? char.toLowerCase() : char);
      if (characters.size > mostCharacters) return undefined;
    }
  }
  return [...characters];
}

const mostCharacters = 8;

/** Every form of the one followed by every form of the other; undefined where that is too many. */
function joined(left: readonly Shape[], right: readonly Shape[]): readonly Shape[] | undefined {
  if (left.length * right.length > mostShapes) return undefined;
  const all = left.flatMap((start) => right.map((end) => join(start, end)));
  if (all.length === 1) return all;
  return [...new Map(all.map((shape) => [JSON.stringify(shape), shape])).values()];
}

function join(start: Shape, end: Shape): Shape {
  const last = start.at(-1);
  const first = end[0];
  if (typeof last === 'string' && typeof first === 'string')
    return [...start.slice(0, -1), last + first, ...end.slice(1)];
  if (typeof last === 'number' && typeof first === 'number')
    return [...start.slice(0, -1), last + first, ...end.slice(1)];
  return [...start, ...end];
}

/** Characters at least that a match consumes. */
function minLength(tree: Tree): number {
  switch (tree.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return tree.parts.reduce((sum, part) => sum + minLength(part), 0);
    case 'choice':
      return Math.min(...tree.options.map(minLength));
    case 'repeat':
      return tree.min * minLength(tree.body);
    default:
      return 0;
  }
}

/** Code units at most that a match consumes. */
function maxLength(tree: Tree, units: Units): number {
  switch (tree.kind) {
    case 'set':
      return units(tree.set);
    case 'sequence':
      return tree.parts.reduce((sum, part) => sum + maxLength(part, units), 0);
    case 'choice':
      return Math.max(...tree.options.map((option) => maxLength(option, units)));
    case 'repeat': {
      const once = maxLength(tree.body, units);
      return once === 0 ? 0 : once * tree.max;
    }
    case 'reference':
      return maxLength(tree.to, units);
    default:
      return 0;
  }
}

/** Code units at most that look-around sees beyond the place where it stands. */
function extent(tree: Tree, side: 'behind' | 'ahead', units: Units): number {
  switch (tree.kind) {
    case 'sequence':
      return Math.max(0, ...tree.parts.map((part) => extent(part, side, units)));
    case 'choice':
      return Math.max(...tree.options.map((option) => extent(option, side, units)));
    case 'repeat':
      return extent(tree.body, side, units);
    case 'look': {
      const own = tree.behind === (side === 'behind') ? maxLength(tree.body, units) : 0;
      return own + extent(tree.body, side, units);
    }
    default:
      return 0;
  }
}
