import assert from 'node:assert/strict';
import { makers } from '../../../server/fixes/fixes.ts';
import { fixNames } from '../../../server/packs/fixNames.ts';

describe('the names of fixes', () => {
  it('are those that rules can use', () => {
    assert.deepEqual(Object.keys(makers), fixNames);
  });
});
