import assert from 'node:assert/strict';
import { source } from '../../server/engine/source.ts';
import { allowanceFinder, allowances } from '../../server/engine/suppress.ts';

const today = '2026-11-20';

/** The numbers of the lines on which a finding of `secrets/jwt` (or `rule`) is allowed, and the reason on the first. */
function allowedLines(text: string, rule = 'secrets/jwt'): number[] {
  const allowanceFor = allowanceFinder(allowances(source('a.ts', text)), today);
  return text.split('\n').flatMap((_, line) => (allowanceFor(rule, line) ? [line] : []));
}

function reasons(text: string): (string | undefined)[] {
  return allowances(source('a.ts', text)).map(({ reason }) => reason && text.slice(reason.start, reason.end));
}

describe('allow comment', () => {
  it('covers its own line', () => {
    assert.deepEqual(allowedLines('0\n1 // handrail: allow secrets/jwt\n2'), [1]);
  });

  it('covers the next line where it stands alone, and no other', () => {
    assert.deepEqual(allowedLines('0\n  // handrail: allow secrets/jwt\n2\n3'), [1, 2]);
  });

  it('stands alone in the comments of other languages too', () => {
    for (const comment of [
      '# handrail: allow secrets/jwt',
      '-- handrail: allow secrets/jwt',
      '<!-- handrail: allow secrets/jwt -->',
      '<!-- handrail: allow secrets/jwt-->',
      '{/* handrail: allow secrets/jwt */}',
      '/* handrail: allow secrets/jwt*/',
      ' * handrail: allow secrets/jwt',
      'REM handrail: allow secrets/jwt',
    ]) {
      assert.deepEqual(allowedLines(`${comment}\n1\n2`), [0, 1], comment);
    }
  });

  it('does not stand alone with code after it', () => {
    assert.deepEqual(allowedLines('/* handrail: allow secrets/jwt */ f(0)\n1'), [0]);
    assert.deepEqual(allowedLines('/* handrail: allow secrets/jwt -- test */ f(0)\n1'), [0]);
  });

  it('names one rule, several, or globs', () => {
    const line = (rules: string) => `x // handrail: allow ${rules}`;
    assert.deepEqual(allowedLines(line('secrets/other')), []);
    assert.deepEqual(allowedLines(line('secrets/other, secrets/jwt')), [0]);
    assert.deepEqual(allowedLines(line('secrets/jwt,secrets/other')), [0]);
    assert.deepEqual(allowedLines(line('secrets/*')), [0]);
    assert.deepEqual(allowedLines(line('*/jwt')), [0]);
    assert.deepEqual(allowedLines(line('*')), [0]);
    assert.deepEqual(allowedLines('x /* handrail: allow secrets/* */'), [0]);
    assert.deepEqual(allowedLines('x /* handrail: allow secrets/**/'), [0]);
    assert.deepEqual(allowedLines('x /* handrail: allow secrets/jwt*/', 'secrets/jwt-old'), []);
  });

  it('names at least one rule', () => {
    assert.deepEqual(allowedLines('x // handrail: allow'), []);
    assert.deepEqual(allowedLines('x // handrail: allow -- because'), []);
  });

  it('holds until the day it names, that day included', () => {
    const until = (date: string) => allowedLines(`x // handrail: allow secrets/jwt until ${date} -- moving`);
    assert.deepEqual(until('2026-11-19'), []);
    assert.deepEqual(until('2026-11-20'), [0]);
    assert.deepEqual(until('2027-01-01'), [0]);
  });

  it('does not hold where the day cannot be read', () => {
    for (const date of ['tomorrow', '2026-12', '20270101', '']) {
      assert.deepEqual(allowedLines(`x // handrail: allow secrets/jwt until ${date}`), [], date);
    }
  });

  it('says why, up to the end of the comment', () => {
    assert.deepEqual(
      reasons(
        [
          '// handrail: allow a/b -- a test key ',
          '// handrail: allow a/b until 2026-12-31 -- it ends',
          '/* handrail: allow a/b -- closed */ call("after")',
          '<!-- handrail: allow a/b --> <p>text</p>',
          '<!-- handrail: allow a/b -- page --><p>text</p>',
          '// handrail: allow a/b --',
          '// handrail: allow a/b',
        ].join('\r\n'),
      ),
      ['a test key', 'it ends', 'closed', undefined, 'page', undefined, undefined],
    );
  });

  it('has a span that ends where its words end', () => {
    const text = 'x /* handrail: allow a/b -- why  */ y';
    const words = allowances(source('a.ts', text)).map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(words, ['handrail: allow a/b -- why']);
  });
});
