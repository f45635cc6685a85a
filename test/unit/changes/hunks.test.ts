import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksBetween } from '../../../server/changes/hunks.ts';

describe('where two texts differ', () => {
  it('is told line by line', () => {
    assert.deepEqual(hunksBetween('a\nb\nc', 'a\nb\nc'), []);
    assert.deepEqual(hunksBetween('a\nb\nc', 'a\nx\ny\nc'), [{ before: { from: 1, to: 2 }, now: { from: 1, to: 3 } }]);
    assert.deepEqual(hunksBetween('a\nb', 'a\r\nb\r\nc'), [{ before: { from: 2, to: 2 }, now: { from: 2, to: 3 } }]);
    assert.deepEqual(hunksBetween('a\nb\nc\nd', 'b\nc\nX\nd'), [
      { before: { from: 0, to: 1 }, now: { from: 0, to: 0 } },
      { before: { from: 3, to: 3 }, now: { from: 2, to: 3 } },
    ]);
  });

  it('leaves everything between the hunks the same', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, now) => {
        const a = before.split('\n');
        const b = now.split('\n');
        let i = 0;
        let j = 0;
        for (const hunk of [...hunksBetween(before, now), undefined]) {
          const [toA, toB] = hunk ? [hunk.before.from, hunk.now.from] : [a.length, b.length];
          assert.deepEqual(a.slice(i, toA), b.slice(j, toB));
          [i, j] = hunk ? [hunk.before.to, hunk.now.to] : [i, j];
        }
      }),
    );
  });
});
