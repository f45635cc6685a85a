import assert from 'node:assert/strict';
import { type Loader, transformSync } from 'esbuild';
import { source } from '../../../server/engine/source.ts';
import { askPython, needsPython } from './python.ts';
import { applied, filled, findingsOf, fixAt, hidden, readSpots, type Spot } from './spots.ts';

const javascript = readSpots('./javascript.md');
const python = readSpots('./python.md');

describe('the fix with an environment variable', () => {
  describe('in JavaScript and TypeScript', () => {
    for (const spot of javascript) it(spot.name, () => assertSpot(spot));

    it('leaves programs that parse', () => {
      for (const { path, after } of javascript) {
        if (after) transformSync(filled(after, path), { loader: path.split('.').at(-1) as Loader, jsx: 'preserve' });
      }
    });
  });

  describe('in Python', () => {
    for (const spot of python) it(spot.name, () => assertSpot(spot));

    it('leaves programs that parse', function () {
      needsPython.call(this);
      const programs = python.flatMap(({ after, path }) => (after ? [filled(after, path)] : []));
      const compileAll = `
import json, sys
for program in json.load(sys.stdin):
    compile(program, program, 'exec')
json.dump('compiled', sys.stdout)`;
      assert.equal(askPython(compileAll, programs), 'compiled');
    });
  });

  it('keeps the line ends and the byte order mark of the file', () => {
    const found = fixAt(
      'src/a.ts',
      filled("\ufeffimport a from 'a';\r\n\r\na('{{github-pat}}');\r\n", 'a.ts'),
      'env-lookup',
    );
    assert.match(applied(found), /^\ufeffimport a from 'a';\r\n\r\nconst GITHUB_TOKEN = /);
    assert.doesNotMatch(applied(found), /(?<!\r)\n/);
    const other = fixAt(
      'src/a.py',
      filled('\ufeff# The bot.\r\ndef f():\r\n    return "{{github-pat}}"\r\n', 'a.py'),
      'env-lookup',
    );
    assert.match(applied(other), /^\ufeffimport os\r\n\r\nGITHUB_TOKEN = .*\r\n\r\n# The bot\.\r\n/);
    assert.doesNotMatch(applied(other), /(?<!\r)\n/);
  });

  it('is no offer in languages that it does not know', () => {
    const text = filled('token = "{{github-pat}}"\n', 'a.rb');
    assert.throws(() => fixAt('src/a.rb', text, 'env-lookup'), /no fix env-lookup/);
  });

  it('leaves a secret alone that somebody allowed', () => {
    const allowed = "// handrail: allow secrets/github-pat -- a test\na('{{github-pat}}');\n";
    const text = filled(`${allowed}\nb('{{github-pat}}');\n`, 'a.ts');
    const fixed = hidden(applied(fixAt('src/a.ts', text, 'env-lookup')));
    assert.ok(fixed.includes(allowed));
    assert.ok(fixed.endsWith('\nb(GITHUB_TOKEN);\n'));
  });
});

/** The fix makes exactly what the spot says, the secret is gone, and no word of ours holds it. */
function assertSpot({ path, before, after, disabled }: Spot): void {
  const found = fixAt(path, filled(before, path), 'env-lookup');
  if (after === undefined) {
    assert.equal(found.fix.disabled, disabled);
    assert.deepEqual(found.fix.plan(), { edits: [] });
    return;
  }
  const text = applied(found);
  assert.equal(hidden(text), after);
  assert.deepEqual(findingsOf(source(path, text)), []);
  const words = JSON.stringify([found.fix.title, found.fix.plan()]);
  assert.deepEqual(findingsOf(source('words.json', words)), []);
}
