import assert from 'node:assert/strict';
import { builtinFiles } from '../../scripts/compileRules.ts';
import { declarations } from '../../server/packs/declarations.ts';
import { catalogueIds, ownIds } from './catalogueIds.ts';

/** The families whose checks are all to be there; permissions follow. */
const families = ['token-storage', 'token-lifecycle', 'logging', 'defaults', 'residue', 'deps'];

const declared = builtinFiles().flatMap((file) => declarations(file).declared.map(({ declaration }) => declaration));
const outside = declared.filter(({ id }) => !id.startsWith('secrets/'));

describe('the rules outside of secrets', () => {
  it('are all in the catalogue', () => {
    const known = new Set([...Object.keys(catalogueIds).flatMap((family) => idsOf(family)), ...ownIds]);
    assert.deepEqual(
      outside.map(({ id }) => id).filter((id) => !known.has(id)),
      [],
    );
  });

  it('have an example that is found, and three lookalikes that are not', () => {
    const few = outside.filter(({ silent, examples: { bad, good } }) => !silent && (bad.length < 1 || good.length < 3));
    assert.deepEqual(
      few.map(({ id }) => id),
      [],
    );
  });

  it('say why it is bad, what to do instead, and where it is described', () => {
    const mute = outside.filter(
      ({ silent, why, instead, references }) =>
        !silent && !(why && instead && (references.cwe?.length || references.csf?.length)),
    );
    assert.deepEqual(
      mute.map(({ id }) => id),
      [],
    );
  });

  it('are there for the checks that matter most', () => {
    const there = new Set(outside.map(({ id }) => id));
    for (const family of families) {
      const missing = idsOf(family).filter((id) => !there.has(id));
      if (missing.length) console.log(`      not there yet: ${missing.join(', ')}`);
    }
    assert.deepEqual(
      families.flatMap((family) => idsOf(family, [1, 2])).filter((id) => !there.has(id)),
      [],
    );
  });
});

function idsOf(family: string, tiers: readonly (1 | 2 | 3)[] = [1, 2, 3]): string[] {
  return tiers.flatMap((tier) => catalogueIds[family]![tier].map((name) => `${family}/${name}`));
}
