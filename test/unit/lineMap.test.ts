import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineMap, lineSpan, offsetAt, positionAt } from '../../server/engine/lineMap.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', ' '), maxLength: 40 });

describe('line map', () => {
  it('ends a line after \\n, \\r\\n and a lone \\r', () => {
    assert.deepEqual(lineMap('a\nb\r\nc\rd').starts, [0, 2, 5, 7]);
    assert.deepEqual(lineMap('').starts, [0]);
    assert.deepEqual(lineMap('\r\r\n\n').starts, [0, 1, 3, 4]);
  });

  it('counts characters in UTF-16 code units', () => {
    const text = 'a\n😀b';
    const lines = lineMap(text);
    assert.deepEqual(positionAt(lines, 4), { line: 1, character: 2 });
    assert.equal(offsetAt(lines, text, { line: 1, character: 3 }), 5);
  });

  it('goes from every offset to its position and back', () => {
    fc.assert(
      fc.property(text, (text) => {
        const lines = lineMap(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const inBreak = text[offset - 1] === '\r' && text[offset] === '\n';
          assert.equal(offsetAt(lines, text, positionAt(lines, offset)), inBreak ? offset - 1 : offset);
        }
      }),
    );
  });

  it('gives the lines that splitting the text gives', () => {
    fc.assert(
      fc.property(text, (text) => {
        const lines = lineMap(text);
        const spans = lines.starts.map((_, line) => lineSpan(lines, text, line));
        assert.deepEqual(
          spans.map(({ start, end }) => text.slice(start, end)),
          text.split(/\r\n|\r|\n/),
        );
      }),
    );
  });

  it('clamps what lies outside of the text', () => {
    const text = 'ab\r\ncd';
    const lines = lineMap(text);
    const offset = (line: number, character: number) => offsetAt(lines, text, { line, character });
    assert.deepEqual(positionAt(lines, -1), { line: 0, character: 0 });
    assert.deepEqual(positionAt(lines, 99), { line: 1, character: 2 });
    assert.deepEqual([offset(0, 99), offset(0, -1), offset(-1, 5)], [2, 0, 0]);
    assert.deepEqual([offset(1, 99), offset(99, 0)], [6, 6]);
    assert.deepEqual(lineSpan(lines, text, 99), { start: 6, end: 6 });
  });
});
