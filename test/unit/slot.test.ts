import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayHaveSlot, slotAfter, slotBefore } from '../../server/detectors/credential/slot.ts';

describe('the cheap look for a slot', () => {
  const name = 'token';

  it('never says that there is none where there is one', () => {
    const before = fc.constantFrom(
      ...['', '\n', '\n  ', ' ', '"', "'", '`', '(', '("', '[', '.', '--', 'ENV ', 'set ', 'login ada ', '<', '\\"'],
      ...['process.env.', 'process.env["', 'os.getenv("', 'ENV[', 'env(', 'x, ', 'buildConfigField "String", "', '${'],
    );
    const after = fc.constantFrom(
      ...[
        ' ',
        '\t',
        '\n',
        '"',
        "'",
        '`',
        '\\"',
        ']',
        '")',
        '"]',
        ',',
        '(',
        '((',
        ')',
        '=',
        ':',
        '=>',
        ' := ',
        ': ',
        '==',
        '!=',
      ],
      ...[
        '?',
        '?: string',
        '??=',
        '||=',
        '&&=',
        '||',
        ' || ',
        ' or ',
        ' ?? ',
        '->',
        '<-',
        '>',
        '.equals(',
        ' eq ',
        '[]',
        '[8]',
      ],
      ...[
        ': Option<String>',
        ' String',
        'Some(',
        'new String(',
        'b"',
        '+=',
        '.',
        '-',
        '&',
        '*',
        '#',
        'hunter2',
        '"hunter2"',
      ],
    );
    const value = fc.constantFrom(
      '"hunter2"',
      "'hunter2'",
      ' hunter2',
      'hunter2\n',
      '"hunter2</token>',
      'hunter2</token>',
    );
    fc.assert(
      fc.property(before, fc.array(after, { maxLength: 4 }), value, (head, joints, tail) => {
        const text = head + name + joints.join('') + tail;
        const span = { start: head.length, end: head.length + name.length };
        if (slotAfter(text, span, true)) assert.ok(mayHaveSlot(text, span), text);
      }),
      { numRuns: 30_000 },
    );
  });

  it('says so where code only speaks of the name', () => {
    for (const after of [';', ')', ', other)', '.length', ' && other', '()', '(other)', '*/', ' is'])
      assert.ok(!mayHaveSlot(`f(${name}${after}`, { start: 2, end: 7 }), after);
  });
});

describe('the literal in front of the name', () => {
  const read = (text: string) => {
    const start = text.indexOf('token');
    const slot = slotBefore(text, { start, end: start + 5 });
    return slot && text.slice(slot.value.start, slot.value.end);
  };

  it('is the one that the name is compared with', () => {
    assert.equal(read('if ("hunter2" == token)'), 'hunter2');
    assert.equal(read("'hunter2' !== user.token"), 'hunter2');
    assert.equal(read('"hunter2"==this.auth.token'), 'hunter2');
  });

  it('is none where nothing is compared', () => {
    for (const text of [
      'x = "hunter2"; token',
      '"hunter2" = token',
      '"hunter2", token',
      'a == token',
      '"a\n" == token',
      '== token',
    ])
      assert.equal(read(text), undefined, text);
  });
});
