import assert from 'node:assert/strict';
import { createContext, runInContext } from 'node:vm';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { source } from '../../../server/engine/source.ts';
import { fixesFor } from '../../../server/fixes/fixes.ts';
import { wordRule } from '../wordRule.ts';
import { askPython, needsPython } from './python.ts';
import { applied } from './spots.ts';

/** A literal around a secret: the text on both sides is written as in the program, escapes and all. */
interface Written {
  readonly open: string;
  readonly before: string;
  readonly secret: string;
  readonly after: string;
  readonly close: string;
}

/** Secrets as they are: no quotes, no backslashes, nothing that a language reads differently. */
const secret = fc.stringMatching(/^[A-Za-z0-9+=_.!@#%^&*:;,<>?~-]{12,40}$/);

/** Pieces of text that are special in some string or other. */
const javascriptText = pieces([
  'a',
  ' ',
  '0',
  '$',
  '${',
  '}',
  '{',
  '{x}',
  '`',
  "\\'",
  '\\"',
  '\\`',
  '\\\\',
  '\\n',
  '\\0',
  '\\x41',
  '\\u0041',
  '\\u{1F600}',
  '\\\n',
  '\\q',
  '\\$',
  '//',
  '/*',
  '😀',
  '<b>',
  '&amp;',
  '%s',
]);

const pythonText = pieces([
  'a',
  ' ',
  '0',
  '$',
  '{',
  '}',
  '{}',
  '{{x}}',
  '\\{',
  '`',
  "\\'",
  '\\"',
  '\\\\',
  '\\n',
  '\\x41',
  '\\101',
  '\\u0041',
  '\\N{BULLET}',
  '\\\n',
  '\\q',
  '#',
  '😀',
  '%s',
  '!r',
]);

const rawText = pieces(['a', ' ', '{', '}', '{2}', '\\d', '\\\\', '\\{', '#', '%s']);
const bytesText = pieces(['a', ' ', '{', '}', '\\\\', '\\n', '\\x41', '\\101', '\\q', '\\"', "\\'", '%s']);

function pieces(of: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...of), { maxLength: 6 }).map((list) => list.join(''));
}

function written(quotes: readonly (readonly [open: string, close: string])[], text: fc.Arbitrary<string>) {
  return fc
    .tuple(fc.constantFrom(...quotes), text, secret, text)
    .map(([[open, close], before, middle, after]): Written => {
      // A digit would become a part of the octal escape before it; a backslash at the end would escape what follows.
      return { open, before: /\\[0-7]{0,2}$/.test(before) ? `${before} ` : before, secret: middle, after, close };
    });
}

const javascriptLiterals = written(
  [
    ["'", "'"],
    ['"', '"'],
    ['`', '`'],
    ['`${1}', '`'],
    ['`', '${"`"}`'],
  ],
  javascriptText,
);

const pythonLiterals = fc.oneof(
  written(
    [
      ['"', '"'],
      ["'", "'"],
      ['"""', '"""'],
      ["'''", "'''"],
      ['u"', '"'],
      ['f"{1}', '"'],
      ["f'''{2:>3}", "'''"],
    ],
    pythonText,
  ),
  written(
    [
      ['r"', '"'],
      ["R'", "'"],
      ['rf"{3!r}', '"'],
    ],
    rawText,
  ),
  written(
    [
      ['b"', '"'],
      ["b'''", "'''"],
    ],
    bytesText,
  ),
  written([['rb"', '"']], rawText),
);

/** The program after the fix; undefined where the fix is disabled. */
function fixed(path: string, program: string, word: string): string | undefined {
  const start = program.indexOf(word);
  const rule = wordRule(word, { id: 'secrets/github-pat', fixes: ['env-lookup'] });
  const finding = { rule: rule.id, span: { start, end: start + word.length } } as Parameters<
    typeof fixesFor
  >[0]['finding'];
  const whole = source(path, program);
  const [fix] = fixesFor({ source: whole, finding, rule });
  return fix!.disabled === undefined ? applied({ source: whole, fix: fix! }) : undefined;
}

/** The value that a program gives to `result`, with the variables in its environment. */
function resultOf(program: string, variables: Readonly<Record<string, string>>): unknown {
  const { code } = transformSync(program, { loader: 'ts', logLevel: 'silent' });
  return runInContext(`${code}\nresult;`, createContext({ process: { env: variables } }));
}

/** The same; undefined where the program, put together by chance, is none. */
function resultIfAny(program: string): { readonly value: unknown } | undefined {
  try {
    return { value: resultOf(program, {}) };
  } catch {
    return undefined;
  }
}

describe('the value of a literal after the fix with an environment variable', () => {
  it('is what it was, in JavaScript', () => {
    let compared = 0;
    fc.assert(
      fc.property(javascriptLiterals, fc.boolean(), (literal, inside) => {
        const text = literal.open + literal.before + literal.secret + literal.after + literal.close;
        const program = inside ? `var result = (() => [${text}])()[0];` : `var result = ${text};`;
        const original = resultIfAny(program);
        const after = original && fixed('a.js', program, literal.secret);
        if (after === undefined) return;
        compared++;
        assert.ok(!after.includes(literal.secret), after);
        assert.equal(resultOf(after, { GITHUB_TOKEN: literal.secret }), original!.value, after);
      }),
      { numRuns: 600 },
    );
    assert.ok(compared > 300, `only ${compared} could be compared`);
  });

  it('is what it was, in Python', function () {
    needsPython.call(this);
    const samples = fc.sample(pythonLiterals, 600).flatMap((literal) => {
      const text = literal.open + literal.before + literal.secret + literal.after + literal.close;
      const program = `def f():\n    return [${text}][0]\nresult = f()\n`;
      const after = fixed('a.py', program, literal.secret);
      return after === undefined ? [] : [{ program, after, secret: literal.secret }];
    });
    const compare = `
import json, os, sys
def value(program, secret):
    os.environ["GITHUB_TOKEN"] = secret
    scope = {}
    exec(compile(program, "program", "exec"), scope)
    return scope["result"]
compared, wrong = 0, []
for sample in json.load(sys.stdin):
    try:
        original = value(sample["program"], "other")
    except Exception:
        continue
    compared += 1
    try:
        if value(sample["after"], sample["secret"]) == original and sample["secret"] not in sample["after"]:
            continue
        wrong.append(sample["after"])
    except Exception as error:
        wrong.append(repr(error) + sample["program"] + sample["after"])
json.dump({"compared": compared, "wrong": wrong}, sys.stdout)`;
    const { compared, wrong } = askPython(compare, samples) as { compared: number; wrong: string[] };
    assert.deepEqual(wrong, []);
    assert.ok(compared > 300, `only ${compared} could be compared`);
  });
});
