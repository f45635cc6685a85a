import assert from 'node:assert/strict';
import { type Loader, transformSync } from 'esbuild';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { source } from '../../../server/engine/source.ts';
import { askPython, needsPython } from './python.ts';
import { applied, filled, findingsOf, fixAt, fixIds, hidden, readSpots, type Spot } from './spots.ts';

const spots = readSpots('./allow.md');

describe('the fix that allows a finding', () => {
  for (const spot of spots) it(spot.name, () => assertSpot(spot));

  describe('changes nothing that the program or the data means', () => {
    const meanings: readonly (readonly [RegExp, (text: string, path: string) => unknown])[] = [
      [/\.tsx?$/, (text, path) => transformSync(text, { loader: path.split('.').at(-1) as Loader, minify: true }).code],
      [/\.yaml$/, (text) => parseYaml(text)],
      [/\.toml$/, (text) => parseToml(text)],
    ];
    for (const [paths, meaning] of meanings) {
      it(String(paths), () => {
        const changed = spots.filter(({ path, after }) => paths.test(path) && after !== undefined);
        assert.notEqual(changed.length, 0);
        for (const { path, before, after } of changed) {
          assert.deepEqual(meaning(filled(after!, path), path), meaning(filled(before, path), path));
        }
      });
    }

    it('in Python', function () {
      needsPython.call(this);
      const pairs = spots.flatMap(({ path, before, after }) =>
        path.endsWith('.py') && after ? [[before, after]] : [],
      );
      const compare = `
import ast, json, sys
json.dump([ast.dump(ast.parse(a)) == ast.dump(ast.parse(b)) for a, b in json.load(sys.stdin)], sys.stdout)`;
      assert.deepEqual(
        askPython(compare, pairs),
        pairs.map(() => true),
      );
    });
  });

  it('lets the reason be written at once', () => {
    const { fix } = fixAt('src/a.css', filled('a { b: url({{github-pat}}) }\n', 'a.css'), 'allow');
    const [edit] = fix.plan().edits[0]!.edits;
    assert.equal(edit!.text.slice(edit!.select!.start, edit!.select!.end), 'reason');
    assert.equal(fix.safe, false);
  });

  it('comes after the fixes that mend', () => {
    assert.deepEqual(fixIds(filled("a('{{github-pat}}');\n", 'a.ts')), ['env-lookup', 'allow']);
  });

  it('is no offer where the finding is allowed already', () => {
    assert.deepEqual(fixIds(filled("a('{{github-pat}}'); // handrail: allow secrets/* -- test\n", 'a.ts')), [
      'env-lookup',
    ]);
  });

  it('keeps the line ends and the byte order mark of the file', () => {
    const text = filled('\ufeffa = "{{github-pat}}"\r\n', 'a.py');
    const allowed = applied(fixAt('src/a.py', text, 'allow'));
    assert.match(allowed, /^\ufeff# handrail: allow secrets\/github-pat -- reason\r\na = /);
  });
});

/** The fix makes exactly what the spot says; the finding is there still, and allowed for the reason that is to be written. */
function assertSpot({ path, before, after, disabled }: Spot): void {
  const found = fixAt(path, filled(before, path), 'allow');
  if (after === undefined) {
    assert.equal(found.fix.disabled, disabled);
    assert.deepEqual(found.fix.plan(), { edits: [] });
    return;
  }
  const text = applied(found);
  assert.equal(hidden(text), after);
  const [finding, ...others] = findingsOf(source(path, text));
  assert.deepEqual(others, []);
  assert.ok(finding?.suppression, 'the comment does not reach the finding');
}
