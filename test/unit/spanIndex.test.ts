import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, overlaps, type Span } from '../../server/engine/span.ts';
import { spanIndex } from '../../server/engine/spanIndex.ts';

const span = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 })).map(([start, size]) => ({ start, end: start + size }));

describe('spans', () => {
  const at = (start: number, end: number): Span => ({ start, end });

  it('overlap where they share a code unit', () => {
    assert.equal(overlaps(at(0, 5), at(4, 9)), true);
    assert.equal(overlaps(at(0, 5), at(5, 9)), false);
    assert.equal(contains(at(0, 5), at(0, 5)), true);
    assert.equal(contains(at(0, 5), at(4, 6)), false);
  });
});

describe('span index', () => {
  it('gives what looking at all spans gives', () => {
    fc.assert(
      fc.property(fc.array(span), span, (list, within) => {
        const spans = [...list].sort((a, b) => a.start - b.start);
        assert.deepEqual(
          spanIndex(spans).touching(within),
          spans.filter((one) => overlaps(one, within)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
