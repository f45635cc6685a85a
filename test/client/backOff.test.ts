import assert from 'node:assert/strict';
import { backOff } from '../../client/backOff.ts';

describe('the wait before the server is started again', () => {
  it('is none at first and grows', () => {
    assert.deepEqual(
      [[1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]].map(backOff),
      [0, 1_000, 2_000, 5_000, 10_000],
    );
  });

  it('ends after five starts within three minutes', () => {
    assert.equal(backOff([1, 2, 3, 4, 5, 6]), undefined);
  });

  it('forgets what lies further back', () => {
    const minute = 60_000;
    assert.equal(backOff([0, 1, 2, 3, 4, 4 * minute]), 0);
    assert.equal(backOff([0, 1, 2, 3, 2 * minute, 4 * minute]), 1_000);
  });
});
