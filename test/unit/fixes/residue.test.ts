import assert from 'node:assert/strict';
import { builtinFiles, compiledBuiltin } from '../../../scripts/compileRules.ts';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import type { Fix } from '../../../server/fixes/fix.ts';
import { fixesFor } from '../../../server/fixes/fixes.ts';
import { declarations } from '../../../server/packs/declarations.ts';
import { expandPlaceholders } from '../../../server/packs/placeholders.ts';
import type { Example } from '../../../server/packs/schema.ts';

const rules = compiledBuiltin().rules.filter(({ family }) => family === 'residue');
const set = ruleset(rules, detectors(), { profile: 'all' });

/** The text after all fixes, one after the other, as long as one is offered. */
function allMended(path: string, text: string): string {
  for (let round = 0, current = text; round < 20; round++) {
    const read = source(path, current);
    const offered = scan(read, set, { today: '2026-11-20' }).findings.some(
      ({ rule }) => rules.find(({ id }) => id === rule)!.fixes.length,
    );
    const next = offered ? mended(path, current).after : current;
    if (next === current) return current;
    current = next;
  }
  throw new RangeError('The fixes do not come to an end.');
}

/** The first fix of the first finding, and the text after it. */
function mended(path: string, text: string): { readonly fix: Fix; readonly after: string } {
  const read = source(path, text);
  const [finding] = scan(read, set, { today: '2026-11-20' }).findings;
  assert.ok(finding, `nothing is found in ${JSON.stringify(text)}`);
  const rule = rules.find(({ id }) => id === finding.rule)!;
  const [fix] = fixesFor({ source: read, finding, rule });
  const edits = fix!.disabled === undefined ? fix!.plan().edits.flatMap(({ edits }) => edits) : [];
  let after = text;
  for (const { span, text: put } of [...edits].reverse()) {
    after = after.slice(0, span.start) + put + after.slice(span.end);
  }
  return { fix: fix!, after };
}

const [override, pop, isolate, pair] = ['\u202e', '\u202c', '\u2066', '\u200d'];

describe('the fix that deletes invisible characters', () => {
  const cases: readonly (readonly [name: string, path: string, before: string, after: string])[] = [
    ['a single one', 'a.py', 'is_admin\u200b = 1', 'is_admin = 1'],
    ['a row of them', 'AGENTS.md', `Be kind.${'\u200b\u200c'.repeat(4)} Bye.`, 'Be kind. Bye.'],
    ['an override with its end', 'a.js', `// ${override}nimda${pop} ok`, '// nimda ok'],
    ['what stands inside of an override', 'a.js', `// ${override}a${isolate}b👩${pair}👧${pop}`, `// ab👩${pair}👧`],
    ['tags', 'a.md', 'Hi\u{e0041}\u{e0042}.', 'Hi.'],
    ['selectors', 'a.ts', "f('\u{e0101}\u{e0102}')", "f('')"],
  ];
  for (const [name, path, before, after] of cases) {
    it(name, () => {
      const result = mended(path, before);
      assert.equal(result.fix.id, 'strip-hidden');
      assert.equal(result.after, after);
    });
  }

  it('is never made without a person: in a string they count', () => {
    assert.equal(mended('a.py', 'is_admin\u200b = 1').fix.safe, false);
  });
});

describe('the fix that deletes residue', () => {
  const cases: readonly (readonly [name: string, path: string, before: string, after: string])[] = [
    ['a line of a comment', 'a.py', 'import os\n# Hope this helps!\nx = 1\n', 'import os\nx = 1\n'],
    ['the last line, without a break', 'a.py', 'x = 1\n# Hope this helps!', 'x = 1\n'],
    ['a whole block comment', 'a.c', 'a;\n/* Hope this helps! */\nb;\n', 'a;\nb;\n'],
    ['a comment of JSX', 'a.tsx', '<a>\n  {/* Hope this helps! */}\n</a>\n', '<a>\n</a>\n'],
    ['a comment of HTML', 'a.html', '<a>\n<!-- Hope this helps! -->\n</a>\n', '<a>\n</a>\n'],
    ['a line inside of a block comment', 'a.c', '/*\n * Hope this helps!\n */\n', '/*\n */\n'],
    ['the first line with the blank ones below', 'a.sh', 'Sure! Here is the script.\n\n\nset -e\n', 'set -e\n'],
    ['the first line behind a byte order mark', 'a.sh', '\ufeffSure! Here is it.\nset -e\n', '\ufeffset -e\n'],
    ['lines with a carriage return', 'a.py', 'x = 1\r\n# Hope this helps!\r\ny = 2\r\n', 'x = 1\r\ny = 2\r\n'],
    ['a fence', 'a.py', '```python\nx = 1\n', 'x = 1\n'],
    ['a reference, with the blank before it', 'a.py', '# see :contentReference[oaicite:1]{index=1}.\n', '# see.\n'],
    ['a parameter', 'a.md', '(https://example.com/?utm_source=chatgpt.com)', '(https://example.com/)'],
    ['a parameter before others', 'a.md', '(https://example.com/?utm_source=openai&x=1)', '(https://example.com/?x=1)'],
    [
      'a parameter after others',
      'a.md',
      '(https://example.com/?x=1&utm_source=openai&y=2)',
      '(https://example.com/?x=1&y=2)',
    ],
  ];
  for (const [name, path, before, after] of cases) {
    it(name, () => {
      const result = mended(path, before);
      assert.equal(result.fix.disabled, undefined);
      assert.equal(result.fix.id, 'delete-residue');
      assert.equal(result.after, after);
    });
  }

  const refused: readonly (readonly [name: string, path: string, before: string])[] = [
    ['a block comment that goes on', 'a.c', '/* Hope this helps!\n * more */\nb;\n'],
    ['a block comment that ends, and code behind it', 'a.c', '/* Hope this helps! */ b();\n'],
    ['the end of a block comment', 'a.c', '/* more\n * Hope this helps! */\n'],
    ['a text of Python', 'a.py', '"""Hope this helps!\n"""\n'],
    ['a path that only the chat has', 'a.md', '[it](sandbox:/mnt/data/a.csv)'],
  ];
  for (const [name, path, before] of refused) {
    it(`is disabled for ${name}`, () => assert.ok(mended(path, before).fix.disabled));
  }
});

describe('the fixed examples of residue', () => {
  const named = builtinFiles()
    .flatMap((file) => declarations(file).declared.map(({ declaration }) => declaration))
    .filter(({ id, fixes, examples }) => id.startsWith('residue/') && fixes.length && examples.fixed.length);

  for (const { id, examples } of named) {
    it(`come out of bad ones: ${id}`, () => {
      const text = (example: Example) =>
        expandPlaceholders(typeof example === 'string' ? example : example.text, 0, new Map());
      const file = (example: Example) => (typeof example === 'string' ? undefined : example.file) ?? 'example.ts';
      const made = examples.bad.map((example) => allMended(file(example), text(example)));
      for (const example of examples.fixed) assert.ok(made.includes(text(example)), text(example));
    });
  }

  it('are there', () => assert.ok(named.length >= 4));
});
