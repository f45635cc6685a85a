import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertMarks, marked, withMarks } from './marked.ts';

describe('marker notation', () => {
  it('takes the marker lines out and gives their spans', () => {
    const { text, marks } = marked(['one two', '    ^^^ a/b', '^^^ c', 'three', '//^^^ d', ''].join('\n'));
    assert.equal(text, 'one two\nthree\n');
    assert.deepEqual(marks, [
      { span: { start: 4, end: 7 }, label: 'a/b' },
      { span: { start: 0, end: 3 }, label: 'c' },
      { span: { start: 10, end: 13 }, label: 'd' },
    ]);
  });

  it('keeps other line ends', () => {
    const { text, marks } = marked('one\r\n two\r\n ^^^ a\r\nthree');
    assert.equal(text, 'one\r\n two\r\nthree');
    assert.deepEqual(marks, [{ span: { start: 6, end: 9 }, label: 'a' }]);
  });

  it('fills placeholders and moves the spans with them', () => {
    const { text, marks } = marked(
      'x\nkey = {{a}}; {{/b{2}/}}\n      ^^^^^ one\n             ^^^^^^^^^^ two\n',
      (name) => (name === '{{a}}' ? 'longer than before' : 'bb'),
    );
    assert.equal(text, 'x\nkey = longer than before; bb\n');
    assert.deepEqual(
      marks.map(({ span, label }) => [label, text.slice(span.start, span.end)]),
      [
        ['one', 'longer than before'],
        ['two', 'bb'],
      ],
    );
  });

  it('refuses markers that cannot be meant', () => {
    assert.throws(() => marked('^^^ a\n'), /line above/);
    assert.throws(() => marked('one\n  ^^^ a\n'), /past its line/);
    assert.throws(() => marked('{{one}}\n  ^^^ a\n'), /splits a placeholder/);
  });

  it('shows the difference in the same notation', () => {
    const find = () => [{ span: { start: 4, end: 7 }, label: 'a' }];
    assertMarks('one two\n    ^^^ a\n', find);
    assert.throws(() => assertMarks('one two\n^^^ a\n', find), /AssertionError/);
    assert.throws(() => assertMarks('one two\n', find), /AssertionError/);
  });

  it('writes what it reads', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '{', '-'), minLength: 1, maxLength: 5 });
    const line = fc.tuple(word, fc.array(fc.tuple(word, word), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        let text = '';
        const marks = lines.flatMap(([first, rest]) => {
          const start = text.length + first.length;
          text += first;
          const spans = rest.map(([value, label]) => {
            const span = { start: text.length, end: text.length + value.length };
            text += value;
            return { span, label };
          });
          text += '\n';
          assert.ok(start <= text.length);
          return spans;
        });
        assert.deepEqual(marked(withMarks(text, marks)), { text, marks });
      }),
    );
  });
});
