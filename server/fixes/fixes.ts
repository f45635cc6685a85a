import { allow } from './allow.ts';
import { envLookup } from './envLookup.ts';
import type { Fix, FixContext, FixMaker } from './fix.ts';

/** The fixes for a finding: those that its rule names, best first, then the comment that allows it. */
export function fixesFor(context: FixContext): readonly Fix[] {
  const named = context.rule.fixes.flatMap((id) => makers[id]?.(context) ?? []);
  return [...named, ...allow(context)];
}

/** By the name that rules use. */
export const makers: Readonly<Record<string, FixMaker>> = { 'env-lookup': envLookup };
