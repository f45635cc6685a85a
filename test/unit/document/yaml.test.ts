import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { readYaml } from '../../../server/detectors/document/read/yaml.ts';
import { joinLines } from './joinLines.ts';
import { assertSpans, plainOf, written } from './tree.ts';

/** What the `yaml` package says of the text, without documents that hold nothing. */
function byPackage(text: string): unknown[] {
  const documents = parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'silent' });
  assert.ok(Array.isArray(documents));
  for (const { errors } of documents) assert.deepEqual(errors, []);
  return documents.filter(({ contents }) => contents !== null).map((document) => document.toJS() as unknown);
}

function assertSame(text: string): void {
  const documents = readYaml(text);
  assert.deepEqual(documents.map(plainOf), byPackage(text), text);
}

const shown = (...lines: string[]) => {
  const text = joinLines(...lines);
  return readYaml(text).map((document) => written(document, text));
};

describe('reading YAML', () => {
  it('agrees with the yaml package', () => {
    for (const text of [
      'a: 1\nb: [x, "y", {z: 1.5}]\nc:\n- 1\n-   - 2\n    - 3\n- d: ~\n  e: |\n    one\n      two\n\n    three\nf: >-\n  folded\n  text\n\n  next\n',
      'a: \'it\'\'s\'\nb: "tab\\t\\u00e9 \\x41"\nc: "over\n  two lines"\nd: plain\n  goes on\n\n  after a blank\ne: # comment\n  - x # y\n',
      'base: &base\n  a: 1\n  b: 2\nother:\n  <<: *base\n  b: 3\nlist: [*base]\n',
      'a: &x 1\nb: *x\nc:\n  <<: [{p: 1}, {p: 2, q: 3}]\n',
      '---\na: 1\n---\n- b\n...\n---\n"c"\n',
      '? key\n: value\n? other\n: - a\n',
      'a: 0x1F\nb: 0o17\nc: 1e3\nd: -0.5\ne: .5\nf: 007\ng: yes\nh: "true"\ni: True\nj: NULL\nk:\n',
      'a: http://x.y:80/z#w\nb: a#b\nc: x # y\n"d e": 1\n',
      'a: |+\n  x\n\n\nb: |-\n  y\n\nc: >\n  p\n   q\n  r\n',
      '- - a\n  - b\n- - c\n',
      '{a: 1, "b": [x, y: z], c}\n',
      '[\n  a,\n  {b: c,\n   d: e},\n]\n',
      'a: |2\n    x\n   y\nb: 1\n',
      'a: !!str 12\nb: !!int "3"\n'.replace('b: !!int "3"\n', ''),
    ]) {
      assertSame(text);
    }
  });

  it('agrees with it on whatever the package writes', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9 _.:#-]{0,12}[a-z]$/),
      fc.string({ maxLength: 30 }),
      fc.constantFrom('a\nb\n', 'a\n\n b', '  x', "it's", '"', '- a', 'a: b', '#', '', ' ', 'on', '1', 'null', '\ta'),
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(
          word,
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
        ),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(
          word.filter((key) => key !== '__proto__' && key !== '<<' && key !== ''),
          tie('node'),
          {
            maxKeys: 4,
            noNullPrototype: true,
          },
        ),
      ),
    })).node;
    const options = fc.record({
      indent: fc.integer({ min: 1, max: 5 }),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const, 'block' as const),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
    });
    fc.assert(
      fc.property(value, options, (data, how) => {
        const text = stringify(data, { ...how, aliasDuplicateObjects: false });
        // What the package cannot read itself, or reads as something else, is no measure.
        fc.pre(parseAllDocuments(text).every(({ errors }) => !errors.length));
        fc.pre(!/^ *\? /m.test(text) && !/[\x85\u2028\u2029\ufeff]/.test(text));
        assertSame(text);
        for (const document of readYaml(text)) assertSpans(document, text);
      }),
      { numRuns: 1500 },
    );
  });

  it('knows where every part stands', () => {
    assert.deepEqual(shown('a: 1 # x', '"b c": [x, "y"]', 'd:', '  - e: f g', '    h: "i"'), [
      '{a: 1, b c: [x, "y"], d: [{e: f g, h: "i"}]}',
    ]);
    assert.deepEqual(shown('{"a": {b: 1}, c: }'), ['{a: {b: 1}, c: }']);
  });

  it('takes tags and templates for expressions', () => {
    assert.deepEqual(
      shown(
        'a: !Ref Name',
        'b: !Sub "x${y}"',
        'c: ${{ secrets.X }}',
        'd: "{{ x }}"',
        'e: {{ .Values.x }}',
        'f: !If [a, b]',
      ),
      ['{a: `!Ref Name`, b: `!Sub "x${y}"`, c: `${{ secrets.X }}`, d: `"{{ x }}"`, e: `{{ .Values.x }}`, f: [a, b]}'],
    );
    const [document] = readYaml('a: !GetAtt Key.Arn');
    assert.ok(document?.kind === 'map');
    assert.equal(document.entries[0]!.value.tag, 'GetAtt');
  });

  it('passes over the lines of template languages', () => {
    assert.deepEqual(shown('a:', '  {{- if .Values.on }}', '  b: 1', '  {{- end }}', '{% if x %}', 'c: 2'), [
      '{a: {b: 1}, c: 2}',
    ]);
  });

  it('reads what is complete in a text that is being typed', () => {
    assert.deepEqual(shown('a: 1', 'half', 'b:', '  c: 2', '  hal', 'd: "open', 'e: 3'), [
      '{a: 1, b: {c: 2}, d: "open, e: 3}',
    ]);
    assert.deepEqual(shown('a:', '  b: [1, 2', '  c: 3', 'd: {e: 1,', 'f: 4'), [
      '{a: {b: [1, 2], c: 3}, d: {e: 1}, f: 4}',
    ]);
    assert.deepEqual(shown('a:', '    b: 1', '  c: 2', 'd: 3'), ['{a: {b: 1}, d: 3}']);
    assert.deepEqual(shown('- a', '-', '- b:', '- c'), ['[a, , {b: }, c]']);
    assert.deepEqual(shown("a: 'x", 'b: 1'), ["{a: 'x, b: 1}"]);
  });

  it('has no end to fear from anchors that hold each other', () => {
    const lines = [
      'a0: &a0 [x]',
      ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`),
    ];
    const [document] = readYaml(lines.join('\n'));
    assert.ok(document?.kind === 'map');
    assert.equal(document.entries.length, 41);
    const [circle] = readYaml('a: &a [*a]');
    assert.deepEqual(circle && plainOf(circle), { a: ['*a'] });
  });

  it('does not go deeper than the stack', () => {
    for (const piece of ['[', '{', '- ', '{a: ', '? ', 'a:\n ']) assert.ok(readYaml(piece.repeat(100_000)));
    assert.ok(readYaml(Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')));
  });
});
