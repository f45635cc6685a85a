import assert from 'node:assert/strict';
import { markerIn } from '../../server/cli/locate.ts';
import { mask } from '../../server/engine/redact.ts';

describe('the marker under an excerpt', () => {
  const marked = (excerpt: string, before: string) => {
    const { start, length } = markerIn(excerpt, before);
    return `${excerpt.slice(0, start)}[${excerpt.slice(start, start + length)}]${excerpt.slice(start + length)}`;
  };

  for (const [excerpt, before, expected] of [
    [`a ${mask} b`, 'a ', `a [${mask}] b`],
    [`a tok_${mask} b ghp_${mask}`, `a tok_${mask} b `, `a tok_${mask} b [ghp_${mask}]`],
    [`… b = ${mask}; c`, `much more a; b = `, `… b = [${mask}]; c`],
    [`… x=${mask} x=${mask}`, `before x=${mask} x=`, `… x=${mask} [x=${mask}]`.replace('[x=', 'x=[')],
    // One that began earlier has swallowed it.
    [`a ${mask} b`, `a ${mask}`, `a [${mask}] b`],
    // About a place, not a stretch.
    ['whole line', '', '[]whole line'],
    ['…', 'something else', '[]…'],
  ] as const) {
    it(`${expected}`, () => assert.equal(marked(excerpt, before), expected));
  }
});
