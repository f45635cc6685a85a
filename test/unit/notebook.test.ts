import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../server/engine/finding.ts';
import { decoded } from '../../server/engine/jsonString.ts';
import { type JsonTree, jsonTree } from '../../server/engine/jsonTree.ts';
import { mask } from '../../server/engine/redact.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { type ScanOptions, scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { wordDetectors, wordRule } from './wordRule.ts';

const alpha = wordRule('ALPHA');

function findingsIn(text: string, rules: readonly Rule[] = [alpha], options?: Partial<ScanOptions>): Finding[] {
  const ready = ruleset(rules, wordDetectors, { profile: 'all' });
  const { findings, failures } = scan(source('a.ipynb', text), ready, { today: '2026-11-20', ...options });
  assert.deepEqual(failures, []);
  return [...findings];
}

/** Each finding as the part of the file it stands in and the text of the file that it points at. */
function found(text: string, rules?: readonly Rule[]): string[] {
  return findingsIn(text, rules).map(({ place, span }) => `${place ?? '-'}: ${text.slice(span.start, span.end)}`);
}

const code = (source: string | string[], more: object = {}) => ({ cell_type: 'code', metadata: {}, source, ...more });

const notebook = (cells: readonly object[], metadata: object = {}) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1);

describe('a notebook', () => {
  it('is looked at cell by cell, and findings point at the text of the file', () => {
    const text = notebook([
      { cell_type: 'markdown', metadata: {}, source: ['# ALPHA\n', 'text'] },
      code(['import os\n', 'key = "ALPHA"\n']),
      { cell_type: 'raw', metadata: {}, source: 'ALPHA' },
    ]);
    assert.deepEqual(found(text), ['cell 1: ALPHA', 'cell 2: ALPHA', 'cell 3: ALPHA']);
    const [, second] = findingsIn(text);
    assert.equal(text.slice(0, second!.span.start).split('\n').at(-1)?.trim(), '"key = \\"');
    assert.equal(second!.excerpt, `"key = \\"${mask}\\"\\n"`);
  });

  it('is read through its escapes', () => {
    const word = wordRule('a"\n\té😀b', { keywords: ['b'] });
    const raw = (written: string) => `{"cells":[{"cell_type":"code","source":["x\\u00e9\\n","${written}"]}]}`;
    for (const written of ['a\\"\\n\\t\\u00e9\\ud83d\\ude00b', 'a\\"\\n\\té😀b', '\\u0061\\u0022\\n\\u0009é😀\\u0062'])
      assert.deepEqual(found(raw(`${written}\\\\`), [word]), [`cell 1: ${written}`]);
  });

  it('finds what goes on in the next string of the list', () => {
    const text = notebook([code(['key = AL', 'PHA\n', 'end'])]);
    assert.deepEqual(found(text), ['cell 1: AL",\n    "PHA']);
    assert.equal(findingsIn(text)[0]!.excerpt, `"key = ${mask}`);
  });

  it('has outputs', () => {
    const outputs = [
      { output_type: 'stream', name: 'stdout', text: ['1\n', 'ALPHA\n'] },
      { output_type: 'display_data', data: { 'text/plain': 'ALPHA', 'text/html': ['<b>', 'ALPHA'] }, metadata: {} },
      { output_type: 'error', ename: 'E', evalue: 'ALPHA', traceback: ['AL', 'PHA', 'ALPHA'] },
      { output_type: 'execute_result', data: { 'application/json': { key: 'ALPHA' } }, metadata: {} },
    ];
    const place = 'output of cell 1: ALPHA';
    assert.deepEqual(found(notebook([code('', { outputs })])), [place, place, place, place, place, '-: ALPHA']);
  });

  it('does not part what a terminal shows in colours', () => {
    const outputs = [{ output_type: 'stream', name: 'stdout', text: 'AL\x1b[1;31mPHA\x1b[0m' }];
    assert.deepEqual(found(notebook([code('', { outputs })])), ['output of cell 1: AL\\u001b[1;31mPHA']);
  });

  it('has pictures, in which nothing is looked for', () => {
    const picture = { 'image/png': 'ALPHA', 'application/pdf': ['ALPHA'], 'image/svg+xml': 'ALPHA' };
    const outputs = [{ output_type: 'display_data', data: picture, metadata: {} }];
    const attachments = { 'a.png': { 'image/png': 'ALPHA' } };
    assert.deepEqual(found(notebook([code('', { outputs, attachments })])), ['output of cell 1: ALPHA']);
  });

  it('is JSON where it is no cell', () => {
    const inJson = wordRule('ALPHA', { languages: ['json'] });
    const text = notebook([code('ALPHA', { metadata: { key: 'ALPHA' } })], { ALPHA: 1 });
    assert.deepEqual(found(text, [inJson]), ['-: ALPHA', '-: ALPHA']);
  });

  it('of an old version has worksheets', () => {
    const cell = {
      cell_type: 'code',
      input: 'ALPHA',
      outputs: [{ output_type: 'pyout', text: 'ALPHA', png: 'ALPHA' }],
    };
    const text = JSON.stringify({ worksheets: [{ cells: [{ cell_type: 'heading', source: 'ALPHA' }, cell] }] });
    assert.deepEqual(found(text), ['cell 1: ALPHA', 'cell 2: ALPHA', 'output of cell 2: ALPHA']);
  });

  it('that is broken is JSON', () => {
    const whole = notebook([code('ALPHA')]);
    const inJson = wordRule('ALPHA', { languages: ['json'] });
    assert.deepEqual(found(whole.slice(0, -3), [inJson]), ['-: ALPHA']);
    assert.deepEqual(found('{ "key": "ALPHA" }', [inJson]), ['-: ALPHA']);
    assert.deepEqual(found('ALPHA', [inJson]), ['-: ALPHA']);
    assert.deepEqual(found(`${'['.repeat(100_000)}ALPHA`, [inJson]), ['-: ALPHA']);
  });

  it('has a language for each cell', () => {
    const languageOf = (cell: object, metadata: object) => {
      const text = notebook([cell], metadata);
      return ['python', 'r', 'sql', 'shellscript', 'yaml', 'markdown', 'plaintext', 'scala'].filter(
        (language) => found(text, [wordRule('ALPHA', { languages: [language] })]).length,
      );
    };
    const r = { language_info: { name: 'R', file_extension: '.r' } };
    assert.deepEqual(languageOf(code('ALPHA'), {}), ['python']);
    assert.deepEqual(languageOf(code('ALPHA'), r), ['r']);
    assert.deepEqual(languageOf(code('ALPHA'), { kernelspec: { language: 'Scala' } }), ['scala']);
    assert.deepEqual(languageOf(code('ALPHA', { metadata: { vscode: { languageId: 'sql' } } }), r), ['sql']);
    assert.deepEqual(languageOf(code('%%bash\nALPHA'), r), ['shellscript']);
    assert.deepEqual(languageOf(code('%%writefile a/b.yaml\nALPHA'), r), ['yaml']);
    assert.deepEqual(languageOf(code('%%constructor\nALPHA'), r), ['r']);
    assert.deepEqual(languageOf({ cell_type: 'markdown', source: 'ALPHA' }, r), ['markdown']);
    assert.deepEqual(languageOf({ cell_type: 'raw', source: 'ALPHA' }, r), ['plaintext']);
  });

  it('is allowed by comments in its cells, line by line', () => {
    const text = notebook([
      code(['# handrail: allow secrets/alpha -- sample ALPHA\n', 'a = "ALPHA"\n', 'b = "ALPHA"']),
      code('ALPHA # gitleaks:allow'),
    ]);
    const allowed = findingsIn(text).map(({ suppression }) => suppression && spanned(text, suppression.span));
    assert.deepEqual(allowed, [
      `handrail: allow secrets/alpha -- sample ALPHA`,
      `handrail: allow secrets/alpha -- sample ALPHA`,
      undefined,
      'gitleaks:allow',
    ]);
    assert.equal(findingsIn(text)[0]?.suppression?.reason, `sample ${mask}`);
    assert.equal(findingsIn(text, [alpha], { allowComments: 'own' }).at(-1)?.suppression, undefined);
  });

  it('shows none of its secrets, in however few lines it is written', () => {
    const text = notebook([code('a = ALPHA'), code('ALPHA')], { a: 'ALPHA' });
    const oneLine = JSON.stringify(JSON.parse(text));
    const excerpts = findingsIn(oneLine).map(({ excerpt }) => excerpt);
    assert.equal(excerpts.length, 3);
    assert.deepEqual(
      excerpts.filter((excerpt) => excerpt.includes('ALPHA')),
      [],
    );
  });

  it('has the same fingerprints however it is written, and each once', () => {
    const fingerprints = (text: string) => findingsIn(text).map(({ fingerprint }) => fingerprint);
    const cells = [code('a = ALPHA\n'), code('a = ALPHA\n'), code('\na = ALPHA')];
    const text = notebook(cells);
    assert.equal(new Set(fingerprints(text)).size, 3);
    assert.deepEqual(fingerprints(JSON.stringify(JSON.parse(text))), fingerprints(text));
    assert.deepEqual(fingerprints(notebook([code('b = 1'), ...cells])), fingerprints(text));
    const asLines = cells.map((cell) => ({ ...cell, source: [cell.source] }));
    assert.deepEqual(fingerprints(notebook(asLines)), fingerprints(text));
  });

  it('points at the partner of a finding, too', () => {
    const beta = wordRule('BETA', { partners: [{ rule: 'secrets/alpha', lines: 3, required: true }] });
    const text = notebook([code('"ALPHA"\n\n"BETA"')]);
    const pair = findingsIn(text, [alpha, beta]).find(({ rule }) => rule === 'secrets/beta');
    assert.deepEqual(
      pair?.related.map(({ span }) => spanned(text, span)),
      ['ALPHA'],
    );
  });

  it('names a rule that fails once', () => {
    const brittle = wordRule('ALPHA', { word: { throws: 'No.' } });
    const text = notebook([code('ALPHA'), code('ALPHA')]);
    const ready = ruleset([brittle], wordDetectors, { profile: 'all' });
    assert.deepEqual(scan(source('a.ipynb', text), ready, { today: '2026-11-20' }), {
      findings: [],
      failures: [{ rule: 'secrets/alpha', message: 'No.' }],
    });
  });
});

function spanned(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end);
}

describe('JSON strings', () => {
  /** Texts with, for each code unit, whether it is written as an escape. */
  const written = fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 1 }), fc.boolean()), { maxLength: 20 });
  const encoded = (units: readonly (readonly [string, boolean])[]) =>
    units.map(([text, escaped]) => (escaped ? asEscapes(text) : JSON.stringify(text).slice(1, -1))).join('');
  const asEscapes = (text: string) =>
    text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

  it('are decoded, and every part of the text is found again', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(), (list, one, two) => {
        const strings = list.map(encoded);
        const file = `["${strings.join('", "')}"]`;
        const tree = jsonTree(file);
        assert.equal(tree?.kind, 'array');
        const spans = (tree.items as (JsonTree & { kind: 'string' })[]).map(({ start, end }) => ({ start, end }));
        const { text, toFile } = decoded(file, spans);
        const expected = (JSON.parse(file) as string[]).join('');
        assert.equal(text, expected);
        const [start, end] = [one % (text.length + 1), two % (text.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const span = toFile({ start, end });
        const raw = file.slice(span.start, span.end).replaceAll('", "', '');
        assert.equal(JSON.parse(`"${raw}"`), text.slice(start, end));
      }),
    );
  });

  it('keep what JSON does not know', () => {
    const file = '"a\\qb\\u12"';
    assert.equal(decoded(file, [{ start: 1, end: file.length - 1 }]).text, 'aqbu12');
  });
});

describe('JSON with its places', () => {
  it('is read as JSON.parse reads it', () => {
    const plain = (tree: JsonTree, text: string): unknown => {
      if (tree.kind === 'string') return JSON.parse(text.slice(tree.start - 1, tree.end + 1));
      if (tree.kind === 'array') return tree.items.map((item) => plain(item, text));
      if (tree.kind === 'other') return 0;
      return [...tree.entries].map(([key, value]) => [JSON.parse(`"${key}"`), plain(value, text)]);
    };
    const expected = (value: unknown): unknown => {
      if (typeof value === 'string') return value;
      if (Array.isArray(value)) return value.map(expected);
      if (typeof value !== 'object' || value === null) return 0;
      return Object.entries(value).map(([key, item]) => [key, expected(item)]);
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const tree = jsonTree(text);
        assert.deepEqual(tree && plain(tree, text), expected(JSON.parse(text)));
      }),
    );
  });

  it('is nothing where it is broken', () => {
    for (const text of ['', '[', '[1,]', '{"a"}', '{"a":}', '{a:1}', '"', '"\\"', '[1] 2', '[1}', `${'['.repeat(300)}`])
      assert.equal(jsonTree(text), undefined, text);
    assert.deepEqual(jsonTree('\uFEFF[NaN] \n'), { kind: 'array', items: [{ kind: 'other' }] });
  });
});
