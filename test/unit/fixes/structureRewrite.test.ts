import assert from 'node:assert/strict';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import type { TextEdit } from '../../../server/fixes/fix.ts';
import { fixesFor } from '../../../server/fixes/fixes.ts';
import { compilePack } from '../../../server/packs/compile.ts';

describe('a rewrite that a rule declares', () => {
  const cookie = {
    any: ['cookie($$$, $OPTIONS)'],
    where: { OPTIONS: { lacks: 'httpOnly: true' } },
    rewrites: [{ title: 'Set httpOnly', edits: [{ set: 'httpOnly: true', in: 'OPTIONS' }] }],
  };

  it('adds an entry to an object', () => {
    assert.equal(mended(cookie, 'cookie(a, { secure: true })'), 'cookie(a, { secure: true, httpOnly: true })');
    assert.equal(mended(cookie, 'cookie(a, {})'), 'cookie(a, { httpOnly: true })');
    assert.equal(
      mended(cookie, 'cookie(a, {\n  secure: true,\n});'),
      'cookie(a, {\n  secure: true,\n  httpOnly: true,\n});',
    );
  });

  it('changes an entry that is there', () => {
    assert.equal(mended(cookie, 'cookie(a, { httpOnly: false, b })'), 'cookie(a, { httpOnly: true, b })');
  });

  it('is not offered where the object stands elsewhere', () => {
    assert.equal(mended(cookie, 'const o = { a }; cookie(x, o)'), undefined);
  });

  const verify = {
    any: ['get($$$A, verify=False, $$$B)'],
    rewrites: [
      { title: 'Verify', edits: [{ replace: 'match', with: 'get($A, $B)' }] },
      { title: 'Set', edits: [{ set: 'verify=True', in: 'match' }] },
    ],
  };

  it('fills in what its metavariables stand for', () => {
    assert.equal(mended(verify, 'x = get(url, verify=False, timeout=3)', 'a.py'), 'x = get(url, timeout=3)');
    assert.equal(mended(verify, 'get(url, verify=False)', 'a.py', 1), 'get(url, verify=True)');
  });

  it('takes an argument out, with its comma', () => {
    const structure = (pattern: string) => ({
      any: [pattern],
      rewrites: [{ title: 'Remove', edits: [{ remove: 'X' }] }],
    });
    assert.equal(mended(structure('f($_, $X, $_)'), 'f(a, b, c)'), 'f(a, c)');
    assert.equal(mended(structure('f($X, $_)'), 'f(a, b)'), 'f(b)');
    assert.equal(mended(structure('f($X)'), 'f(a)'), 'f()');
  });

  it('takes a statement out, with its line', () => {
    const structure = { any: ['stop()'], rewrites: [{ title: 'Remove', edits: [{ remove: 'match' }] }] };
    assert.equal(mended(structure, 'function f() {\n  stop();\n  go();\n}\n'), 'function f() {\n  go();\n}\n');
    assert.equal(mended(structure, 'def f():\n    stop()\n    go()\n', 'a.py'), 'def f():\n    go()\n');
    assert.equal(mended(structure, 'def f():\n    go(); stop()\n', 'a.py'), 'def f():\n    go(); \n');
    assert.equal(mended(structure, 'go();\nstop();'), 'go();\n');
  });

  it('takes no statement out that something hangs on', () => {
    const structure = { any: ['stop()'], rewrites: [{ title: 'Remove', edits: [{ remove: 'match' }] }] };
    assert.equal(mended(structure, 'if (x) stop();'), undefined);
    assert.equal(mended(structure, 'const a = stop();'), undefined);
    assert.equal(mended(structure, 'def f():\n    stop()\n', 'a.py'), undefined);
    assert.equal(mended(structure, 'if x: stop()\n', 'a.py'), undefined);
  });

  it('adds a line before or after the statement, as far in as it', () => {
    const structure = {
      any: ['$C = new Cookie($$$)'],
      rewrites: [
        { title: 'After', edits: [{ after: '$C.setSecure(true);\n$C.setHttpOnly(true);' }] },
        { title: 'Before', edits: [{ before: 'check();' }] },
      ],
    };
    const code = 'void f() {\n    Cookie c = new Cookie(a, b);\n    add(c);\n}';
    assert.equal(
      mended(structure, code, 'A.java'),
      'void f() {\n    Cookie c = new Cookie(a, b);\n    c.setSecure(true);\n    c.setHttpOnly(true);\n    add(c);\n}',
    );
    assert.equal(
      mended(structure, code, 'A.java', 1),
      'void f() {\n    check();\n    Cookie c = new Cookie(a, b);\n    add(c);\n}',
    );
  });

  it('keeps the line ends of the text', () => {
    const structure = { any: ['f($X)'], rewrites: [{ title: 'After', edits: [{ after: 'g($X);' }] }] };
    assert.equal(mended(structure, 'f(a);\r\nb();\r\n'), 'f(a);\r\ng(a);\r\nb();\r\n');
  });
});

/** The text after the rewrite of that number for the only finding; undefined where it is not offered. */
function mended(structure: object, text: string, file = 'a.ts', number = 0): string | undefined {
  const whole = source(file, text);
  const rule = {
    id: 'team/rule',
    title: 'A rule',
    severity: 'high',
    confidence: 'high',
    languages: [whole.language],
    keywords: [],
    detect: { structure },
    message: 'Found.',
  };
  const { rules, problems } = compilePack([{ path: 'rules.yaml', text: JSON.stringify({ rules: [rule] }) }]);
  assert.deepEqual(problems, []);
  const { findings } = scan(whole, ruleset(rules, detectors(), { profile: 'all' }), { today: '2026-11-20' });
  assert.equal(findings.length, 1);
  const fix = fixesFor({ source: whole, finding: findings[0]!, rule: rules[0]! }).find(
    ({ id }) => id === `rewrite:${number}`,
  );
  return fix && fix.plan().edits[0]!.edits.reduceRight(edited, text);
}

function edited(text: string, { span, text: replacement }: TextEdit): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}
