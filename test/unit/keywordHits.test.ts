import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eachWindow, type KeywordHits } from '../../server/engine/keywordHits.ts';
import type { Span } from '../../server/engine/span.ts';

function windows(hits: KeywordHits, before: number, after: number, length: number): Span[] {
  const out: Span[] = [];
  eachWindow(hits, before, after, length, (start, end) => out.push({ start, end }));
  return out;
}

describe('keyword hits', () => {
  it('opens a window around each hit', () => {
    // A keyword of 4 ends at 10 and at 50.
    assert.deepEqual(windows({ ends: [10, 50], longest: 4 }, 2, 5, 100), [
      { start: 4, end: 15 },
      { start: 44, end: 55 },
    ]);
  });

  it('joins windows that touch', () => {
    assert.deepEqual(windows({ ends: [10, 19, 30], longest: 4 }, 0, 5, 100), [
      { start: 6, end: 24 },
      { start: 26, end: 35 },
    ]);
    assert.deepEqual(windows({ ends: [10, 19], longest: 4 }, 0, 5, 100).length, 1);
  });

  it('stays within the text', () => {
    assert.deepEqual(windows({ ends: [3], longest: 3 }, 10, 10, 5), [{ start: 0, end: 5 }]);
    assert.deepEqual(windows({ ends: [], longest: 3 }, 10, 10, 5), []);
  });

  it('covers every hit with its surroundings, in order and apart', () => {
    const size = fc.nat({ max: 12 });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 200 })), size, size, size, (list, longest, before, after) => {
        const ends = [...list].sort((a, b) => a - b);
        const spans = windows({ ends, longest }, before, after, 200);
        for (const end of ends) {
          const from = Math.max(0, end - longest - before);
          const to = Math.min(200, end + after);
          assert.ok(spans.some((span) => span.start <= from && to <= span.end));
        }
        for (let i = 1; i < spans.length; i++) assert.ok(spans[i - 1]!.end < spans[i]!.start);
      }),
    );
  });
});
