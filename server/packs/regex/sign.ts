import { type Charset, chars } from './charset.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { parseTree, type Tree } from './tree.ts';

/** A character that every match of a regular expression holds and that stands in few places of ordinary text; undefined where there is none. */
export function sign(regex: JavaScriptRegex): string | undefined {
  const { tree } = parseTree(regex);
  return [...seldom].find((character) => isHeld(tree, character));
}

const seldom = '@~^%|';

function isHeld(tree: Tree, character: string): boolean {
  switch (tree.kind) {
    case 'set':
      return isOnly(tree.set, character);
    case 'sequence':
      return tree.parts.some((part) => isHeld(part, character));
    case 'choice':
      return tree.options.every((option) => isHeld(option, character));
    case 'repeat':
      return tree.min > 0 && isHeld(tree.body, character);
    default:
      return false;
  }
}

function isOnly(set: Charset, character: string): boolean {
  const [only] = chars(character);
  return set.length === 1 && set[0]![0] === only![0] && set[0]![1] === only![1];
}
