import { type Charset, everything, union } from './charset.ts';
import type { Tree } from './tree.ts';

/** The trees right inside of a tree. */
export function childrenOf(tree: Tree): readonly Tree[] {
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

/** The characters that may come after a part: what the rest can begin with, and where it can be empty, `follow`. */
export function followOf(parts: readonly Tree[], index: number, follow: Charset): Charset {
  const sets: Charset[] = [];
  for (const part of parts.slice(index + 1)) {
    sets.push(firstChars(part));
    if (!canBeEmpty(part)) return union(...sets);
  }
  return union(...sets, follow);
}

/** The characters that it can begin with. */
export function firstChars(tree: Tree): Charset {
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

/** Whether it can match nothing. */
export function canBeEmpty(tree: Tree): boolean {
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

/** All characters that it can match. */
export function charsOf(tree: Tree): Charset {
  if (tree.kind === 'set') return tree.set;
  if (tree.kind === 'reference') return charsOf(tree.to);
  return union(...childrenOf(tree).map(charsOf));
}
