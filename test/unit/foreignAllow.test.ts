import assert from 'node:assert/strict';
import { foreignAllowances } from '../../server/engine/foreignAllow.ts';
import { source } from '../../server/engine/source.ts';
import { allowanceFinder } from '../../server/engine/suppress.ts';

/** The lines on which a finding of `rule` is allowed. */
function allowed(text: string, rule = 'secrets/jwt'): number[] {
  const allowanceFor = allowanceFinder(foreignAllowances(source('a.py', text)), '2026-11-20');
  return text.split('\n').flatMap((_, line) => (allowanceFor(rule, line) ? [line] : []));
}

describe('allow comments of other tools', () => {
  for (const words of [
    'gitleaks:allow',
    'betterleaks:allow',
    'trufflehog:ignore',
    'kingfisher:ignore',
    'pragma: allowlist secret',
    'secretlint-disable-line',
  ]) {
    it(`${words} covers its line`, () => assert.deepEqual(allowed(`0\nx = 1  # ${words}\n2`), [1]));
  }

  for (const words of ['pragma: allowlist nextline secret', 'secretlint-disable-next-line']) {
    it(`${words} covers the line below`, () => assert.deepEqual(allowed(`0\n# ${words}\n2\n3`), [2]));
  }

  it('secretlint-disable holds up to secretlint-enable', () => {
    assert.deepEqual(allowed('0\n# secretlint-disable\n2\n# secretlint-enable\n4'), [1, 2, 3]);
    assert.deepEqual(allowed('0\n# secretlint-disable\n2'), [1, 2]);
    assert.deepEqual(allowed('# secretlint-disable\n# secretlint-disable\n# secretlint-enable\n3'), [0, 1, 2]);
    assert.deepEqual(allowed('# secretlint-enable\n1'), []);
  });

  it('counts for secrets only', () => assert.deepEqual(allowed('x # gitleaks:allow', 'deps/unpinned'), []));
});
