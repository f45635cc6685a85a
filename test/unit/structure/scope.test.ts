import assert from 'node:assert/strict';
import { found } from './looked.ts';

const text = `
function makeToken(n) {
  return list.map((i) => { return Math.random(); });
}
function shuffle() { return Math.random(); }
`;

describe('what stands around a match', () => {
  const around = (one: object) => found({ any: ['Math.random()'], around: [one] }, text).length;
  it('is told by the name and the parameters of the function', () => {
    assert.equal(around({ scope: 'signature', regex: '^function shuffle' }), 1);
    assert.equal(around({ scope: 'signature', regex: 'Math' }), 0);
  });
  it('reaches as far as the outermost function', () => {
    assert.equal(around({ scope: 'function', regex: 'list' }), 0);
    assert.equal(around({ scope: 'outermost', regex: 'list' }), 1);
  });
});
