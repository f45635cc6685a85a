import { allow } from './allow.ts';
import { deleteResidue } from './deleteResidue.ts';
import { pinAction } from './dependency/pinAction.ts';
import { pinVersion } from './dependency/pinVersion.ts';
import { renamePackage } from './dependency/renamePackage.ts';
import { strictSource } from './dependency/strictSource.ts';
import { envLookup } from './envLookup.ts';
import type { Fix, FixContext, FixMaker } from './fix.ts';
import { settingChange } from './settingChange.ts';
import { stripHidden } from './stripHidden.ts';
import { structureRewrite } from './structureRewrite.ts';

/**
 * The fixes for a finding: those that its rule names, best first, then those that it declares as rewrites or
 * values, then the comment that allows it.
 */
export function fixesFor(context: FixContext): readonly Fix[] {
  const named = context.rule.fixes.flatMap((id) => makers[id]?.(context) ?? []);
  return [...named, ...structureRewrite(context), ...settingChange(context), ...allow(context)];
}

/** By the name that rules use. */
export const makers: Readonly<Record<string, FixMaker>> = {
  'delete-residue': deleteResidue,
  'env-lookup': envLookup,
  'pin-action': pinAction,
  'pin-version': pinVersion,
  'rename-package': renamePackage,
  'strict-source': strictSource,
  'strip-hidden': stripHidden,
};
