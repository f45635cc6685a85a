import assert from 'node:assert/strict';
import { isOutside, type Surrounding } from '../../server/detectors/pattern/outside.ts';
import { source } from '../../server/engine/source.ts';

/** What is left of the marks `x` where only those outside count, in order of the text. */
function marks(path: string, text: string, surroundings: readonly Surrounding[]): string {
  const read = source(path, text);
  return [...text.matchAll(/x\d/g)]
    .filter(({ index }) => isOutside(read, index, surroundings))
    .map(([mark]) => mark)
    .join(' ');
}

const script = `x1; // x2
/* x3 */ x4('x5', \`x6
x7\`); x8
`;

describe('what stands outside of comments and strings', () => {
  it('is told by the grammar of the language', () => {
    assert.equal(marks('a.ts', script, ['comment', 'string']), 'x1 x4 x8');
    assert.equal(marks('a.ts', script, ['comment']), 'x1 x4 x5 x6 x7 x8');
    assert.equal(marks('a.ts', script, ['string']), 'x1 x2 x3 x4 x8');
  });

  it('knows where a text of several lines ends', () => {
    assert.equal(marks('a.py', 'x1\n"""x2\nx3\n"""\nx4 # x5\n', ['comment', 'string']), 'x1 x4');
  });

  it('counts what opens a comment or a string as outside', () => {
    const read = source('a.py', "'a' # b");
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((at) => isOutside(read, at, ['comment', 'string'])),
      [true, false, false, true, true, false],
    );
  });

  it('is everything in a text without any', () => {
    assert.equal(marks('a.go', 'x1 x2', ['comment', 'string']), 'x1 x2');
    assert.equal(marks('a.go', '', ['comment', 'string']), '');
  });
});
