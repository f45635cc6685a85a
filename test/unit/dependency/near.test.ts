import assert from 'node:assert/strict';
import { isLikelySlip, isOneSlipAway, nearNames } from '../../../server/detectors/dependency/near.ts';

describe('isOneSlipAway', () => {
  const near = [
    ['lodahs', 'lodash'],
    ['expresss', 'express'],
    ['exprss', 'express'],
    ['rwquests', 'requests'],
    ['xlodash', 'lodash'],
  ] as const;
  for (const [a, b] of near) {
    it(`says so of ${a} and ${b}, in either order`, () => {
      assert.ok(isOneSlipAway(a, b));
      assert.ok(isOneSlipAway(b, a));
    });
  }

  const far = [
    ['lodash', 'lodash'],
    ['lodash', 'ldoahs'],
    ['react', 'preacts'],
    ['abcd', 'badc'],
    ['', 'ab'],
  ] as const;
  for (const [a, b] of far) {
    it(`does not of ${a} and ${b}`, () => assert.ok(!isOneSlipAway(a, b)));
  }

  it('agrees with trying every slip', () => {
    const letters = 'ab';
    const words = [''];
    for (let i = 0; i < 31; i++) words.push(...[...letters].map((letter) => words[i]! + letter));
    for (const a of words) {
      const slips = new Set<string>();
      for (let at = 0; at <= a.length; at++) {
        slips.add(a.slice(0, at) + a.slice(at + 1));
        for (const letter of letters) {
          slips.add(a.slice(0, at) + letter + a.slice(at));
          if (at < a.length) slips.add(a.slice(0, at) + letter + a.slice(at + 1));
        }
        if (at + 1 < a.length) slips.add(a.slice(0, at) + a[at + 1] + a[at] + a.slice(at + 2));
      }
      slips.delete(a);
      for (const b of words) assert.equal(isOneSlipAway(a, b), slips.has(b), `${a} and ${b}`);
    }
  });
});

describe('isLikelySlip', () => {
  const likely = ['expresss', 'exprss', 'exrpess', 'ecpress', 'expr3ss'];
  for (const name of likely) it(`takes ${name} for one`, () => assert.ok(isLikelySlip(name, 'express')));
  const unlikely = ['expressx', 'express2', 'expvess', 'mexpress'];
  for (const name of unlikely) it(`does not take ${name} for one`, () => assert.ok(!isLikelySlip(name, 'express')));
});

describe('nearNames', () => {
  it('is silent about short names, which are near to everything', () => {
    const near = nearNames(['vue', 'react', 'lodash']);
    assert.equal(near('reac'), undefined);
    assert.equal(near('reactt'), 'react');
    assert.equal(near('odash'), 'lodash');
    assert.equal(near('lodahs'), 'lodash');
    assert.equal(near('unheard-of'), undefined);
  });

  it('finds what looking at every name finds', () => {
    const list = ['aaaaa', 'aabaa', 'baaaab', 'abcde', 'abdce', 'edcba', 'abcdef', 'bbbbbb'];
    const near = nearNames(list);
    const letters = ['a', 'b', 'c', 'e'];
    let words = [''];
    for (let length = 1; length <= 6; length++) {
      words = words.flatMap((word) => letters.map((letter) => word + letter));
      if (length < 5) continue;
      for (const word of words) {
        assert.equal(
          near(word),
          list.find((name) => isOneSlipAway(word, name)),
          word,
        );
      }
    }
  });
});
