import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../server/engine/finding.ts';
import { mask } from '../../server/engine/redact.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { type ScanResult, scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { assertMarks, type Mark } from './marked.ts';
import { wordDetectors, wordRule } from './wordRule.ts';

const options = { today: '2026-11-20' };

function scanText(rules: readonly Rule[], text: string, path = 'src/a.ts'): ScanResult {
  return scan(source(path, text), ruleset(rules, wordDetectors, { profile: 'all' }), options);
}

/** The findings of a text that must be there without failures. */
function findingsIn(rules: readonly Rule[], text: string, path?: string): readonly Finding[] {
  const { findings, failures } = scanText(rules, text, path);
  assert.deepEqual(failures, []);
  return findings;
}

function marksOf(rules: readonly Rule[]): (text: string) => Mark[] {
  return (text) => findingsIn(rules, text).map(({ rule, span }) => ({ span, label: rule }));
}

const alpha = wordRule('ALPHA');
const beta = wordRule('BETA');

describe('scan', () => {
  it('finds each rule where it stands, in order', () => {
    assertMarks(
      `
const b = "BETA", a = "ALPHA";
           ^^^^ secrets/beta
                       ^^^^^ secrets/alpha
call("ALPHA")
      ^^^^^ secrets/alpha
`,
      marksOf([alpha, beta]),
    );
  });

  it('reports everything a shell needs', () => {
    const [finding] = findingsIn([alpha], 'x\n  key = "ALPHA";\n');
    assert.deepEqual(finding, {
      rule: 'secrets/alpha',
      family: 'secrets',
      severity: 'high',
      confidence: 'high',
      level: 'error',
      span: { start: 11, end: 16 },
      related: [],
      message: 'ALPHA is here.',
      excerpt: `key = "${mask}";`,
      fingerprint: finding?.fingerprint,
    });
  });

  it('counts in UTF-16 code units, whatever the line ends and the letters', () => {
    const marks = marksOf([alpha]);
    assertMarks('one\r\ntwo ALPHA\r\n    ^^^^^ secrets/alpha\r\n', marks);
    assertMarks('😀 = "🔑ALPHA🔑"\n        ^^^^^ secrets/alpha\n', marks);
    assertMarks('\ufeffALPHA\n ^^^^^ secrets/alpha\n', marks);
    assert.equal(findingsIn([alpha], 'one\rtwo ALPHA\rthree')[0]?.excerpt, `two ${mask}`);
  });

  it('gives a text with a byte order mark the fingerprints of the text without', () => {
    const fingerprints = (text: string) => findingsIn([alpha], text).map(({ fingerprint }) => fingerprint);
    assert.deepEqual(fingerprints('\ufeffkey = ALPHA'), fingerprints('key = ALPHA'));
  });

  it('gives the same fingerprints with other line ends and on other lines', () => {
    const fingerprints = (text: string) => findingsIn([alpha], text).map(({ fingerprint }) => fingerprint);
    const text = 'a = ALPHA\nb = ALPHA\na = ALPHA\n';
    assert.deepEqual(fingerprints(text.replaceAll('\n', '\r\n')), fingerprints(text));
    assert.deepEqual(fingerprints(`// new\n\n${text}`), fingerprints(text));
    assert.equal(new Set(fingerprints(text)).size, 3);
  });

  it('fills the message with the facts of the match', () => {
    const rule = wordRule('ALPHA', {
      message: '{KEY} holds {MORE} {KEY}',
      word: { facts: { KEY: 'token', OTHER: '' } },
    });
    assert.equal(findingsIn([rule], 'ALPHA')[0]?.message, 'token holds {MORE} token');
  });

  it('takes the confidence of the match before that of the rule', () => {
    const [finding] = findingsIn([wordRule('ALPHA', { word: { confidence: 'low' } })], 'ALPHA');
    assert.equal(finding?.confidence, 'low');
    assert.equal(finding?.level, 'info');
  });

  it('leaves a rule that throws out, names it once, and goes on', () => {
    const broken = wordRule('BETA', { word: { throws: 'cannot go on' } });
    const { findings, failures } = scanText([broken, alpha], 'BETA BETA ALPHA');
    assert.deepEqual(failures, [{ rule: 'secrets/beta', message: 'cannot go on' }]);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['secrets/alpha'],
    );
  });

  it('runs a rule only on its languages and files', () => {
    const rules = [wordRule('ALPHA', { languages: ['python'] }), wordRule('BETA', { files: ['^deploy/', '\\.tf$'] })];
    const found = (path: string) => findingsIn(rules, 'ALPHA BETA', path).map(({ rule }) => rule);
    assert.deepEqual(found('src/a.ts'), []);
    assert.deepEqual(found('src/a.py'), ['secrets/alpha']);
    assert.deepEqual(found('deploy/a.py'), ['secrets/alpha', 'secrets/beta']);
    assert.deepEqual(found('a/main.tf'), ['secrets/beta']);
  });

  it('runs a rule only where one of its keywords occurs, and one without keywords always', () => {
    const rules = [wordRule('ALPHA', { keywords: ['first', 'second'] }), wordRule('BETA', { keywords: [] })];
    const found = (text: string) => findingsIn(rules, text).map(({ rule }) => rule);
    assert.deepEqual(found('ALPHA BETA'), ['secrets/beta']);
    assert.deepEqual(found('ALPHA BETA SECOND'), ['secrets/alpha', 'secrets/beta']);
  });

  it('hands a rule all places of its keywords, in order', () => {
    let seen: readonly number[] = [];
    const watching = {
      kind: 'word',
      prepare: () => (_: unknown, hits: { readonly ends: ArrayLike<number> }) => {
        seen = Array.from(hits.ends);
        return [];
      },
    };
    const rule = wordRule('any', { keywords: ['bb', 'a'] });
    scan(source('a', 'A bb a BB'), ruleset([rule], [watching], { profile: 'all' }), options);
    assert.deepEqual(seen, [1, 4, 6, 9]);
  });

  it('prefers the earlier of two equal rules, whatever else stands in the text', () => {
    const rules = [
      wordRule('zero', { keywords: ['zero'] }),
      wordRule('ALPHA', { id: 'secrets/first', keywords: ['alpha'] }),
      wordRule('ALPHA', { id: 'secrets/second', keywords: ['zero', 'alpha'] }),
    ];
    const found = (text: string) => findingsIn(rules, text).map(({ rule }) => rule);
    assert.deepEqual(found('ALPHA'), ['secrets/first']);
    assert.deepEqual(found('ALPHA ZERO'), ['secrets/first']);
  });

  describe('with allow comments', () => {
    it('marks what is allowed and keeps it', () => {
      const text = 'ALPHA // handrail: allow secrets/alpha -- a test key\nALPHA BETA';
      const suppressed = findingsIn([alpha, beta], text).map(({ rule, suppression }) => [rule, suppression?.reason]);
      assert.deepEqual(suppressed, [
        ['secrets/alpha', 'a test key'],
        ['secrets/alpha', undefined],
        ['secrets/beta', undefined],
      ]);
    });

    it('says where, and needs no reason', () => {
      const text = '// handrail: allow secrets/*\nALPHA';
      const [finding] = findingsIn([alpha], text);
      assert.deepEqual(finding?.suppression, { span: { start: 3, end: 28 } });
    });

    it('no longer holds after its day', () => {
      const text = 'ALPHA // handrail: allow secrets/alpha until 2026-11-19';
      assert.equal(findingsIn([alpha], text)[0]?.suppression, undefined);
    });

    it('masks a secret in the reason', () => {
      const text = 'ALPHA // handrail: allow secrets/* -- BETA is old';
      assert.equal(findingsIn([alpha, beta], text)[0]?.suppression?.reason, `${mask} is old`);
    });
  });

  describe('excerpt', () => {
    it('masks every finding of its line', () => {
      const [finding] = findingsIn([alpha, beta], 'f(ALPHA, BETA)');
      assert.equal(finding?.excerpt, `f(${mask}, ${mask})`);
    });

    it('masks what is too doubtful to be reported', () => {
      const doubtful = wordRule('BETA', { word: { confidence: 'low' } });
      const quiet = ruleset([alpha, doubtful], wordDetectors, { profile: 'recommended' });
      const { findings } = scan(source('src/a.ts', 'f(ALPHA, BETA)'), quiet, options);
      assert.deepEqual(
        findings.map(({ rule, excerpt }) => [rule, excerpt]),
        [['secrets/alpha', `f(${mask}, ${mask})`]],
      );
    });

    it('is a part of a very long line, cut at gaps', () => {
      const filler = 'some words, '.repeat(50_000);
      const [finding] = findingsIn([alpha], `${filler}key=ALPHA;${filler}`);
      assert.match(finding!.excerpt, /^….*words, key=•+;some words.*…$/);
      assert.ok(finding!.excerpt.length < 250);
    });

    it('shows no half of a value that its edge cuts', () => {
      const value = 'v'.repeat(150);
      const [finding] = findingsIn([alpha], `${value} "ALPHA" ${value}`);
      assert.equal(finding?.excerpt, `… "${mask}" …`);
    });

    it('is one line of a secret of several', () => {
      const rule = wordRule('ALPHA', { word: { word: 'ALPHA\nOMEGA' } });
      assert.equal(findingsIn([rule], 'key = "ALPHA\nOMEGA"')[0]?.excerpt, `key = "${mask}`);
    });
  });

  it('never lets the raw text of a finding out', () => {
    const rules = [alpha, beta, wordRule('ALPHABETAALPHABETAALPHA', { keywords: ['alpha'], family: 'logging' })];
    const piece = fc.constantFrom(
      'ALPHA',
      'BETA',
      ' ',
      '\n',
      '\r\n',
      '"',
      'x',
      '😀',
      '// handrail: allow secrets/* -- ',
      '/* handrail: allow * until 2027-01-01 -- ',
      ' */',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const written = JSON.stringify(findingsIn(rules, pieces.join('')).map(({ message, rule, ...rest }) => rest));
        // Of a long one the first four characters may be seen.
        assert.doesNotMatch(written, /ALPHA|BETA/);
      }),
      { numRuns: 500 },
    );
  });
});
