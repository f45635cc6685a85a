import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mask, redact } from '../../server/engine/redact.ts';
import type { Span } from '../../server/engine/span.ts';

const whole = (text: string): Span => ({ start: 0, end: text.length });

/** The span of `part` in `text`. */
function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

describe('redact', () => {
  it('masks a short secret whole', () => {
    const text = 'word = "hunter2";';
    assert.equal(redact(text, whole(text), [spanOf(text, 'hunter2')]), `word = "${mask}";`);
  });

  it('keeps the first characters of a long one', () => {
    const text = 'key = abcd0123456789efghij';
    assert.equal(redact(text, whole(text), [spanOf(text, 'abcd0123456789efghij')]), `key = abcd${mask}`);
  });

  it('keeps no more than looks like a prefix', () => {
    const text = 'a=x y0123456789012345678';
    assert.equal(redact(text, whole(text), [{ start: 2, end: text.length }]), `a=x${mask}`);
  });

  it('shows no beginning of a secret that is cut by the edge', () => {
    const text = 'abcd0123456789efghij = key';
    assert.equal(redact(text, { start: 1, end: text.length }, [{ start: 0, end: 20 }]), `${mask} = key`);
  });

  it('shows no beginning that belongs to a second secret', () => {
    const text = 'abcd0123456789efghij';
    for (const spans of [
      [
        { start: 0, end: 20 },
        { start: 0, end: 4 },
      ],
      [
        { start: 0, end: 4 },
        { start: 0, end: 20 },
      ],
      [
        { start: 0, end: 20 },
        { start: 2, end: 9 },
      ],
    ]) {
      assert.ok(!redact(text, whole(text), spans).includes('c'), JSON.stringify(spans));
    }
  });

  it('masks what two rules found at one place once', () => {
    const text = 'abcd0123456789efghij = key';
    const same = { start: 0, end: 20 };
    assert.equal(redact(text, whole(text), [same, same, { start: 0, end: 22 }]), `abcd${mask} key`);
  });

  it('lets no character of a secret through but the first four of a long one', () => {
    // Secrets are written in capitals here, everything else in small letters.
    const piece = fc.record({
      before: fc.stringMatching(/^[a-z ]{0,8}$/),
      secret: fc.stringMatching(/^[A-Z]{1,30}$/),
    });
    const cuts = fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 120 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), cuts, fc.boolean(), (pieces, [from, to], reversed) => {
        let text = '';
        const spans = pieces.map(({ before, secret }) => {
          text += before;
          const start = text.length;
          text += secret;
          return { start, end: text.length };
        });
        const within = { start: Math.min(from, to, text.length), end: Math.min(Math.max(from, to), text.length) };
        const redacted = redact(text, within, reversed ? spans.reverse() : spans);
        const shown = redacted.match(/[A-Z]+/g) ?? [];
        const long = spans.filter(({ start, end }) => end - start >= 20);
        assert.ok(shown.length <= long.length);
        for (const head of shown) assert.ok(head.length <= 4 && long.some(({ start }) => text.startsWith(head, start)));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps everything else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (before, after, secret) => {
        const text = before + secret + after;
        const span = { start: before.length, end: before.length + secret.length };
        const redacted = redact(text, whole(text), [span]);
        assert.ok(redacted.startsWith(before) && redacted.endsWith(mask + after));
      }),
    );
  });
});
