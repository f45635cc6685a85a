import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { documentDetector } from '../../../server/detectors/document/document.ts';
import type { Detector } from '../../../server/engine/detector.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { settingChange } from '../../../server/fixes/settingChange.ts';
import { compilePack } from '../../../server/packs/compile.ts';

/** The text with the fix of every finding made, last first; and what is still found then. */
function mended(document: string, path: string, text: string): { text: string; left: number; titles: string[] } {
  const file = `rules:
  - { id: team/x, title: T, severity: high, confidence: high, keywords: [], message: M, detect: { document: ${document} } }
`;
  const { rules } = compilePack([{ path: 'x.yaml', text: file }], true);
  const set = ruleset(rules, [documentDetector as Detector], { profile: 'all' });
  const found = (now: string) => scan(source(path, now), set, { today: '2026-01-01' }).findings;
  let now = text;
  const titles: string[] = [];
  for (const finding of found(text).toReversed()) {
    const [fix] = settingChange({ source: source(path, now), finding, rule: rules[0]! });
    if (!fix) continue;
    titles.push(fix.title);
    for (const { span, text: inserted } of fix.plan().edits[0]!.edits.toReversed()) {
      now = now.slice(0, span.start) + inserted + now.slice(span.end);
    }
  }
  return { text: now, left: found(now).length, titles };
}

/** Fails unless the fix makes `after` of `before`, in which nothing is found any more. */
function assertMended(document: string, path: string, before: string, after: string): void {
  const { text, left } = mended(document, path, before);
  assert.equal(text, after);
  assert.equal(left, 0, text);
}

describe('the fix of a setting', () => {
  const on = '{ at: a.on, is: false, becomes: true, missing: true }';
  const version = '{ at: a.version, is: old, becomes: "1.2" }';

  it('writes the value in the quotes that are there', () => {
    assertMended(on, 'a.yaml', 'a: { on: false }\n', 'a: { on: true }\n');
    assertMended(on, 'a.yaml', "a:\n  on: 'no' # x\n", "a:\n  on: 'true' # x\n");
    assertMended(on, 'a.json', '{"a": {"on": "false"}}', '{"a": {"on": "true"}}');
    assertMended(on, 'a.tf', 'a {\n  on = false\n}\n', 'a {\n  on = true\n}\n');
    assertMended('{ at: a.@on, is: false, becomes: true }', 'a.xml', '<a on="false"/>', '<a on="true"/>');
  });

  it('writes a word as the format does', () => {
    assertMended(version, 'a.yaml', 'a:\n  version: old\n', "a:\n  version: '1.2'\n");
    assertMended(version, 'a.properties', 'a.version=old\n', 'a.version=1.2\n');
    assertMended(version, 'a.toml', '[a]\nversion = "old"\n', '[a]\nversion = "1.2"\n');
  });

  it('adds what is missing beside the other entries', () => {
    assertMended(on, 'a.tf', 'a {\n  b = 1 # one\n}\n', 'a {\n  b = 1 # one\n  on = true\n}\n');
    assertMended(
      on,
      'a.json',
      '{\n  "a": {\n    "b": 1\n  }\n}\n',
      '{\n  "a": {\n    "b": 1,\n    "on": true\n  }\n}\n',
    );
    assertMended(on, 'a.json', '{"a": {"b": 1}}', '{"a": {"b": 1, "on": true}}');
    assertMended(on, 'a.yaml', 'a: { b: 1 }\n', 'a: { b: 1, on: true }\n');
    assertMended(on, 'a.yaml', 'a:\n  b: 1\n  c:\n    - 2\nd: 3\n', 'a:\n  b: 1\n  on: true\n  c:\n    - 2\nd: 3\n');
    const items = '{ in: "a[*]", at: on, becomes: true, missing: true }';
    assertMended(items, 'a.yaml', 'a:\n  - b: 1\n    c: 2\n', 'a:\n  - b: 1\n    on: true\n    c: 2\n');
  });

  it('keeps the line ends of the file', () => {
    const { text } = mended(on, 'a.tf', 'a {\r\n  b = 1\r\n}\r\n');
    assert.equal(text, 'a {\r\n  b = 1\r\n  on = true\r\n}\r\n');
    assert.deepEqual(parse(mended(on, 'a.yaml', 'a:\r\n  b: 1\r\n').text), { a: { b: 1, on: true } });
  });

  it('is not offered where there is no clear place for it', () => {
    for (const [path, text] of [
      ['a.yaml', 'a:\n  - b: 1\n'],
      ['a.yaml', 'c: 1\n'],
      ['a.tf', 'a {}\n'],
      ['a.json', '{"a": {}}'],
    ] as const) {
      assert.deepEqual(mended(on, path, text).titles, [], text);
    }
    assert.deepEqual(mended('{ at: a.b.on, becomes: true, missing: true }', 'a.yaml', 'a:\n  c: 1\n').titles, []);
  });

  it('says what it writes', () => {
    assert.deepEqual(mended(on, 'a.yaml', 'a:\n  on: false\n').titles, ['Set on: true']);
    assert.deepEqual(mended(on, 'a.yaml', 'a:\n  b: 1\n').titles, ['Add on: true']);
  });
});
