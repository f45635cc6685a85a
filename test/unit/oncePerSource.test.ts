import assert from 'node:assert/strict';
import { oncePerSource } from '../../server/engine/oncePerSource.ts';
import { source } from '../../server/engine/source.ts';

describe('once per source', () => {
  it('works out once for each source, when it is asked for', () => {
    const asked: string[] = [];
    const length = oncePerSource(({ text }) => {
      asked.push(text);
      return text.length;
    });
    const [a, b] = [source('a', 'one'), source('a', 'three')];
    assert.deepEqual([length(a), length(b), length(a)], [3, 5, 3]);
    assert.deepEqual(asked, ['one', 'three']);
  });
});
