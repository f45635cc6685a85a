import assert from 'node:assert/strict';
import { tokensOf } from '../../server/detectors/structure/find.ts';
import { textOf } from '../../server/detectors/structure/tokens.ts';
import { unprovided } from '../../server/detectors/structure/unprovided.ts';
import { source } from '../../server/engine/source.ts';

/** The names that begin with `x` and that nobody provides, in order. */
function names(path: string, text: string): string {
  const tokens = tokensOf(source(path, text));
  return unprovided(tokens, (i) => /^x\d$/.test(textOf(tokens, i)))
    .map((i) => textOf(tokens, i))
    .join(' ');
}

describe('what a file uses and does not provide', () => {
  const cases: readonly (readonly [name: string, path: string, text: string, expected: string])[] = [
    ['a call', 'a.ts', 'const a = x1(b);', 'x1'],
    ['every one of several', 'a.ts', 'x1(); x2(x1());', 'x1 x2 x1'],
    ['a call behind a word', 'a.ts', 'return x1(a); await x2(b)', 'x1 x2'],
    ['a call that decides', 'a.go', 'if !x1(a) {\n}\n', 'x1'],
    ['a decorator', 'a.py', '@x1\ndef a():\n    pass\n\n@x2(1)\ndef b():\n    pass\n', 'x1 x2'],
    ['a call, also where it is handed on elsewhere', 'a.ts', 'use(x1, b); x1();', 'x1'],
    ['nothing that is imported', 'a.ts', "import { x1, y as x2 } from 'a'; x1(x2());", ''],
    ['nothing that is imported, in Python', 'a.py', 'from a import x1\nimport b as x2\nx1(x2())\n', ''],
    ['nothing that is defined', 'a.ts', 'x1(); x2(); function x1() {} const x2 = () => 1;', ''],
    ['nothing that is defined, in Python', 'a.py', 'def x1():\n    return x1()\n', ''],
    ['no parameter', 'a.ts', 'function a(x1) { x1(); } const b = (x2) => x2();', ''],
    ['no method', 'a.ts', 'class A { x1(a) { return a; } } interface B {\n  x2(a: string): void;\n}', ''],
    ['no declared method', 'A.java', 'abstract class A { abstract boolean x1(String a); }', ''],
    ['nothing of another thing', 'a.ts', 'a.x1(); b?.x2();', ''],
    ['nothing that gets a value', 'a.ts', 'let x1; x1 = load(); x1();', ''],
    ['nothing that is taken apart', 'a.ts', 'const { x1, b: x2 } = load(); x1(x2());', ''],
    ['nothing in comments and texts', 'a.ts', "// x1()\nconst a = 'x2()';", ''],
  ];
  for (const [name, path, text, expected] of cases) {
    it(name, () => assert.equal(names(path, text), expected));
  }
});
