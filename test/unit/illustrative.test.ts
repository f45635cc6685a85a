import assert from 'node:assert/strict';
import { isIllustrative } from '../../server/engine/illustrative.ts';
import { defaultLevel } from '../../server/engine/level.ts';

describe('paths of tests, examples and documentation', () => {
  for (const path of [
    'test/a.ts',
    'src/__tests__/a.ts',
    'a.spec.ts',
    'docs/x.py',
    'README.md',
    'src/UserTest.java',
    'test_a.py',
    'pkg/a_test.go',
    '.env.example',
  ]) {
    it(`${path} is one`, () => assert.ok(isIllustrative(path)));
  }
  for (const path of ['src/a.ts', 'latest/a.ts', 'contest.ts', 'attest.py', 'src/testimony.ts', '.env', 'Dockerfile']) {
    it(`${path} is none`, () => assert.ok(!isIllustrative(path)));
  }
  it('lowers a level, and never hides', () => {
    assert.equal(defaultLevel('high', 'high', true), 'warning');
    assert.equal(defaultLevel('low', 'low', true), 'hint');
  });
});
