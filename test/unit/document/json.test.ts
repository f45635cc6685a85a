import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJson } from '../../../server/detectors/document/read/json.ts';
import { assertSpans, plainOf, written } from './tree.ts';

const shown = (text: string) => {
  const document = readJson(text);
  return document && written(document, text);
};

describe('reading JSON', () => {
  it('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 4, '\t'), (json, indent) => {
        const data: unknown = JSON.parse(json);
        const text = JSON.stringify(data, undefined, indent);
        const document = readJson(text);
        assert.ok(document);
        assert.equal(JSON.stringify(plainOf(document)), JSON.stringify(data));
        assertSpans(document, text);
      }),
    );
    assert.deepEqual(plainOf(readJson('"a\\u00e9\\n\\"\\/\\ud83d\\ude00"')!), 'aé\n"/😀');
  });

  it('reads comments, trailing commas, single quotes and bare keys', () => {
    assert.equal(shown("// x\n{a: 1, 'b': [1,], /* y */ \"c\": 'd',}"), "{a: 1, b: [1], c: 'd'}");
  });

  it('takes templates for expressions', () => {
    assert.equal(
      shown(`{"a": "\${x}", "b": "[parameters('p')]", "c": "[x]", "d": NaN}`),
      `{a: \`"\${x}"\`, b: \`"[parameters('p')]"\`, c: "[x]", d: \`NaN\`}`,
    );
  });

  it('reads what is complete in a text that is being typed', () => {
    assert.equal(shown('{"a": , "b": 1'), '{a: , b: 1}');
    assert.equal(shown('{"a":\n "b": 1}'), '{a: , b: 1}');
    assert.equal(shown('{"a": "x\n "b": [1 2 {"c": 3\n}'), '{a: "x, b: [1, 2, {c: 3}]}');
    assert.equal(shown('{"a" "b": 1 "c": 2'), '{a: , b: 1, c: 2}');
    assert.equal(shown('{"a": [1, "b'), '{a: [1, "b]}');
    assert.equal(shown('  // nothing'), undefined);
  });

  it('does not go deeper than the stack', () => {
    for (const piece of ['[', '{"a":', '{']) assert.ok(readJson(piece.repeat(100_000)));
  });
});
