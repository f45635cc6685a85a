import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stretchFinder } from '../../server/detectors/pattern/stretch.ts';
import { stretch } from '../../server/packs/regex/stretch.ts';

/** The characters of the stretch that every match holds, and how many at least. */
function held(source: string, flags = ''): [string, number] | undefined {
  const found = stretch({ source, flags });
  if (!found) return undefined;
  const letters = Array.from({ length: 128 }, (_, unit) => String.fromCharCode(unit));
  return [letters.filter((letter) => new RegExp(found.of).test(letter)).join(''), found.least];
}

describe('the stretch that every match holds', () => {
  it('is one repetition, or several that touch', () => {
    assert.deepEqual(held('[0-9]{32}'), ['0123456789', 32]);
    assert.deepEqual(held('[01]{8}-[01]{4}-[01]{4}'), ['-01', 18]);
    assert.deepEqual(held('ab_[01]{13}c?'), ['01_abc', 16]);
  });

  it('goes over brackets, borders and what may be left out', () => {
    assert.deepEqual(held('\\bx([01]{10})(?:[23]{5}){2}\\b'), ['0123x', 21]);
    assert.deepEqual(held('[01]{10}a?[01]{10}'), ['01a', 20]);
    assert.deepEqual(held('(?<=q)[01]{20}(?=")'), ['01', 20]);
  });

  it('ends where ordinary text has its gaps', () => {
    assert.deepEqual(held('key *= *"([01]{20})"'), ['01', 20]);
    assert.deepEqual(held('[01]{20} [23]{30}'), ['23', 30]);
    assert.deepEqual(held('[01 ]{40}'), undefined);
    assert.deepEqual(held('.{40}'), undefined);
  });

  it('holds whichever way a match goes', () => {
    assert.deepEqual(held('x:(?:[01]{20}|[23]{30})'), ['0123', 20]);
    assert.deepEqual(held('[01]{20}|[23]{3}'), undefined);
    assert.deepEqual(held('(?:[01]{20};)*'), undefined);
    assert.deepEqual(held('(?:[01]{20};)+'), ['01', 20]);
  });

  it('minds case as the expression does', () => {
    assert.deepEqual(held('[ab]{20}', 'i'), ['ABab', 20]);
  });

  it('is not worth looking for where it is short', () => {
    assert.equal(stretch({ source: '[0-9a-f]{8}', flags: '' }), undefined);
    assert.equal(stretch({ source: '[0-9a-f]*', flags: '' }), undefined);
  });

  it('is found as a regular expression finds it', () => {
    const text = fc.string({ unit: fc.constantFrom('0', '1', 'x', '\n'), maxLength: 40 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 6 }),
        fc.nat({ max: 40 }),
        fc.nat({ max: 40 }),
        (text, least, a, b) => {
          const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
          const has = stretchFinder({ of: '[01]', least })(text, start, end);
          assert.equal(has, new RegExp(`[01]{${least}}`).test(text.slice(start, end)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never says no where a match is', () => {
    const sources = [
      '[0-9a-f]{20}',
      '(?:ab|c){9}-[0-9]{9}',
      'k[\\w.~-]{16,20}="?',
      '[0-9A-Z]{16}',
      '(?:[a-f]{8}_){2}x*',
    ];
    const cases = sources.map((source) => fc.tuple(fc.constant(source), fc.stringMatching(new RegExp(`^${source}$`))));
    fc.assert(
      fc.property(fc.oneof(...cases), fc.string(), fc.string(), ([source, match], before, after) => {
        const has = stretchFinder(stretch({ source, flags: '' })!);
        assert.ok(has(before + match + after, 0, before.length + match.length + after.length));
        assert.ok(has(before + match + after, before.length, before.length + match.length));
      }),
    );
  });
});
