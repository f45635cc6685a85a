import assert from 'node:assert/strict';
import { type FingerprintInput, fingerprint } from '../../server/engine/fingerprint.ts';

const usual: FingerprintInput = {
  rule: 'secrets/a',
  path: 'src/a.ts',
  excerpt: 'const key = "abcd••••••••";',
  value: 'abcd0123456789efghij',
  occurrence: 0,
};

const changed = (change: Partial<FingerprintInput>) => fingerprint({ ...usual, ...change }) !== fingerprint(usual);

describe('fingerprint', () => {
  it('is 32 hex digits and always the same', () => {
    // Written down: baselines hold it, so it must not change from one version to the next.
    assert.equal(fingerprint(usual), '61fda2b2adfd5b449950643865f2051d');
  });

  it('survives another indentation', () => {
    assert.equal(changed({ excerpt: `\t\t${usual.excerpt.replace(' = ', '  =\t')}  ` }), false);
  });

  it('changes with rule, path, line, value and occurrence', () => {
    assert.equal(changed({ rule: 'secrets/b' }), true);
    assert.equal(changed({ path: 'src/b.ts' }), true);
    assert.equal(changed({ excerpt: 'let key = "abcd••••••••";' }), true);
    assert.equal(changed({ value: 'abcd0123456789efghik' }), true);
    assert.equal(changed({ occurrence: 1 }), true);
  });

  it('does not depend on a value short enough to be guessed', () => {
    const short = (value: string) => fingerprint({ ...usual, value });
    assert.equal(short('hunter2'), short('hunter3'));
    assert.equal(short('a'.repeat(19)), short(''));
  });

  it('keeps its parts apart', () => {
    assert.notEqual(fingerprint({ ...usual, rule: 'a', path: 'bc' }), fingerprint({ ...usual, rule: 'ab', path: 'c' }));
  });
});
