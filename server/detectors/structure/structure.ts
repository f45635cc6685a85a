import type { Detector } from '../../engine/detector.ts';
import type { Match } from '../../engine/finding.ts';
import { type Found, searchFor } from './find.ts';
import type { StructureSpec } from './spec.ts';
import { bodyOf, isKind, kinds, sliceOf, spanOf } from './tokens.ts';

/**
 * Finds code by its structure: patterns with metavariables, over tokens with paired brackets. No language is parsed in
 * full: what a pattern needs of syntax are names, calls, arguments, assignments, blocks and functions, and those look
 * alike in all of them. So a half-typed file and a language without a grammar are looked at like any other.
 */
export const structureDetector: Detector<StructureSpec> = {
  kind: 'structure',
  anywhere: true,
  prepare: ({ detect }) => {
    const search = searchFor(detect);
    return (source) => search(source).map((found) => matchOf(detect, found));
  },
};

function matchOf(spec: StructureSpec, found: Found): Match {
  const { tokens, alternative, reported } = found;
  return {
    span: spanOf(tokens, reported),
    facts: factsOf(spec, found),
    ...(alternative.confidence ? { confidence: alternative.confidence } : {}),
  };
}

/** Names may be told; a text only where the rule knows it to be a name. */
function factsOf(spec: StructureSpec, { alternative, captures, tokens }: Found) {
  const facts: Record<string, string> = {};
  for (const [name, row] of captures) {
    const isString = row.to - row.from === 1 && isKind(tokens, row.from, kinds.string);
    const isName = [spec.where, alternative.where, ...spec.either].some((one) => one[name]?.names !== undefined);
    const text = isString ? bodyOf(tokens, row.from) : sliceOf(tokens, row.from, row.to);
    if (isString ? isName && /^[\w.:@-]{1,60}$/.test(text) : /^[\w.$@?!\s:>-]{1,80}$/.test(text)) {
      facts[name] = text.replace(/\s+/g, ' ');
    } else facts[name] = 'this value';
  }
  return facts;
}
