import assert from 'node:assert/strict';
import { isLicensed, nameTest } from '../../../server/detectors/dependency/policy.ts';

describe('names that a team allows', () => {
  const cases: readonly (readonly [pattern: string, fits: readonly string[], not: readonly string[]])[] = [
    ['left', ['left', 'Left'], ['left-pad', 'aleft']],
    ['@acme/*', ['@acme/core', '@acme/'], ['@acme', '@acmes/core']],
    ['*-internal', ['a-internal'], ['a-internal-b']],
    ['a*b*a', ['aba', 'a-b-a', 'abba'], ['ab', 'a', 'aab']],
    ['BSD-*', ['BSD-3-Clause'], ['0BSD']],
    ['*', ['', 'anything'], []],
    ['a.b', ['a.b'], ['aXb']],
  ];
  for (const [pattern, fits, not] of cases) {
    it(`fit ${pattern}`, () => {
      assert.deepEqual([...fits, ...not].filter(nameTest([pattern])), fits);
    });
  }

  it('fit any of several patterns, and none of no patterns', () => {
    assert.deepEqual(['a', 'b', 'c'].filter(nameTest(['a', 'c'])), ['a', 'c']);
    assert.ok(!nameTest([])(''));
  });
});

describe('licences that a team allows', () => {
  const isAllowed = nameTest(['MIT', 'Apache-2.0', 'BSD-*']);
  const cases: readonly (readonly [string, boolean])[] = [
    ['MIT', true],
    ['mit', true],
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['GPL-3.0-only OR MIT', true],
    ['MIT AND GPL-3.0-only', false],
    ['MIT AND (BSD-3-Clause OR GPL-2.0)', true],
    ['(MIT AND GPL-2.0) OR BSD-2-Clause', true],
    ['MIT / Apache-2.0', true],
    ['Apache-2.0 WITH LLVM-exception', true],
    ['GPL-2.0 WITH Classpath-exception-2.0', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    ['UNLICENSED', false],
    ['', false],
    ['MIT)', false],
  ];
  for (const [expression, is] of cases) {
    it(`${is ? 'take' : 'do not take'} ${expression}`, () => assert.equal(isLicensed(expression, isAllowed), is));
  }
});
