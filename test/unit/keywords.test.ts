import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findKeywords, keywordTable } from '../../server/engine/keywords.ts';

type Hit = readonly [word: number, end: number];

function found(words: readonly string[], text: string): Hit[] {
  const out: Hit[] = [];
  findKeywords(keywordTable(words), text, (word, end) => out.push([word, end]));
  return out;
}

/** Every occurrence the slow way: compare at every place. */
function naive(words: readonly string[], text: string): Hit[] {
  const lower = text.toLowerCase();
  const out: Hit[] = [];
  words.forEach((word, index) => {
    for (let at = 0; at + word.length <= lower.length; at++) {
      if (lower.startsWith(word.toLowerCase(), at)) out.push([index, at + word.length]);
    }
  });
  return out;
}

const sorted = (hits: Hit[]) => [...hits].sort((a, b) => a[1] - b[1] || a[0] - b[0]);

describe('keywords', () => {
  it('finds words inside, beside and over one another', () => {
    const words = ['he', 'she', 'his', 'hers'];
    assert.deepEqual(sorted(found(words, 'ushers')), [
      [0, 4],
      [1, 4],
      [3, 6],
    ]);
  });

  it('does not mind case, in the text or in the word', () => {
    assert.deepEqual(found(['GHP_'], 'ghp_ Ghp_ GHP_'), [
      [0, 4],
      [0, 9],
      [0, 14],
    ]);
    assert.deepEqual(found(['ключ'], 'Ключ КЛЮЧ'), [
      [0, 4],
      [0, 9],
    ]);
  });

  it('finds words outside of ASCII and outside of the basic plane', () => {
    assert.deepEqual(found(['🔑=', 'é'], 'é🔐🔑=x'), [
      [1, 1],
      [0, 6],
    ]);
  });

  it('finds nothing without words', () => {
    assert.deepEqual(found([], 'anything'), []);
  });

  it('refuses the empty word', () => {
    assert.throws(() => keywordTable(['a', '']), RangeError);
  });

  it('reports in order of the ends', () => {
    const ends = found(['aa', 'a', 'baa'], 'abaaba').map(([, end]) => end);
    assert.deepEqual(
      ends,
      [...ends].sort((a, b) => a - b),
    );
  });

  it('finds what a naive search finds', () => {
    // Few letters, so that words overlap a lot.
    const unit = fc.constantFrom('a', 'b', 'A', 'B', '_', 'é', 'É', 'ß', '😀', '\ud83d', '\n');
    const words = fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(words, fc.string({ unit, maxLength: 60 }), (words, text) => {
        assert.deepEqual(sorted(found(words, text)), sorted(naive(words, text)));
      }),
      { numRuns: 500 },
    );
  });

  it('finds a word put anywhere into any text', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 30 });
    const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(texts, word, texts, (before, word, after) => {
        const end = before.length + word.length;
        assert.ok(found([word], before + word + after).some((hit) => hit[1] === end));
      }),
    );
  });
});
