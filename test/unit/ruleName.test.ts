import assert from 'node:assert/strict';
import { ruleMatcher } from '../../server/engine/ruleName.ts';

describe('rule name', () => {
  const ids = ['secrets/jwt', 'secrets/jwt-old', 'token-storage/jwt', 'our.pack/jwt'];
  const chosen = (pattern: string) => ids.filter(ruleMatcher(pattern));

  it('is an id', () => assert.deepEqual(chosen('secrets/jwt'), ['secrets/jwt']));
  it('is a family', () => assert.deepEqual(chosen('secrets/*'), ['secrets/jwt', 'secrets/jwt-old']));
  it('is the end of an id', () =>
    assert.deepEqual(chosen('*/jwt'), ['secrets/jwt', 'token-storage/jwt', 'our.pack/jwt']));
  it('is everything', () => assert.deepEqual(chosen('*'), ids));
  it('takes other marks as they are', () => {
    assert.deepEqual(chosen('our.pack/*'), ['our.pack/jwt']);
    assert.deepEqual(chosen('secret./*'), []);
    assert.deepEqual(chosen('(secrets)/*'), []);
  });
});
