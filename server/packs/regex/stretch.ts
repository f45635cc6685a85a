import type { Stretch } from '../../detectors/pattern/spec.ts';
import { type Charset, chars, complement, meet, union } from './charset.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { parseTree, type Tree } from './tree.ts';

/**
 * The longest stretch of letters, digits and what else tokens are made of that every match of a regular expression is
 * sure to hold: text without such a stretch need not be matched at all. Undefined where there is none worth looking for.
 */
export function stretch(regex: JavaScriptRegex): Stretch | undefined {
  const found = longest(parseTree(regex).tree);
  return found && found.least >= shortest ? { of: written(found.set), least: found.least } : undefined;
}

/** Shorter ones stand everywhere: identifiers, words. */
const shortest = 16;

/** What ordinary text interrupts every few characters. */
const notOfTokens = complement(chars('-0-9A-Za-z_+/=.~'));

/** At least so many characters in a row, all of a set. */
interface Found {
  readonly set: Charset;
  readonly least: number;
}

function longest(tree: Tree): Found | undefined {
  const whole = solid(tree);
  if (whole) return whole;
  switch (tree.kind) {
    case 'sequence':
      return longestInSequence(tree.parts);
    case 'choice':
      return shared(tree.options.map(longest));
    case 'repeat':
      return tree.min > 0 ? longest(tree.body) : undefined;
    default:
      return undefined;
  }
}

/** Neighbours that are solid make one stretch. */
function longestInSequence(parts: readonly Tree[]): Found | undefined {
  let best: Found | undefined;
  let run: Found = nothing;
  for (const part of parts) {
    const own = solid(part);
    run = own ? { set: union(run.set, own.set), least: run.least + own.least } : nothing;
    for (const candidate of [run, own ? undefined : longest(part)]) {
      if (candidate && candidate.least > (best?.least ?? 0)) best = candidate;
    }
  }
  return best;
}

const nothing: Found = { set: [], least: 0 };

/** What holds whichever of them it is. */
function shared(found: readonly (Found | undefined)[]): Found | undefined {
  const known = found.filter((one) => one !== undefined);
  if (known.length < found.length) return undefined;
  return { set: union(...known.map(({ set }) => set)), least: Math.min(...known.map(({ least }) => least)) };
}

/** Everything that the tree consumes, if all of it is of tokens. */
function solid(tree: Tree): Found | undefined {
  switch (tree.kind) {
    case 'set':
      return meet(tree.set, notOfTokens) ? undefined : { set: tree.set, least: 1 };
    case 'sequence': {
      const parts = tree.parts.map(solid);
      const all = shared(parts);
      return all && { set: all.set, least: parts.reduce((sum, part) => sum + part!.least, 0) };
    }
    case 'choice':
      return shared(tree.options.map(solid));
    case 'repeat': {
      const body = solid(tree.body);
      return body && { set: body.set, least: body.least * tree.min };
    }
    case 'assertion':
    case 'look':
      return nothing;
    default:
      return undefined;
  }
}

/** The set as a class of a regular expression. */
function written(set: Charset): string {
  const unit = (code: number) => `\\x${code.toString(16).padStart(2, '0')}`;
  return `[${set.map(([first, last]) => (first === last ? unit(first) : `${unit(first)}-${unit(last)}`)).join('')}]`;
}
