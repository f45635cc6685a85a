import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { detectors } from '../../server/detectors/detectors.ts';
import { type Ruleset, ruleset } from '../../server/engine/ruleset.ts';
import { type ScanResult, scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { linearEngine } from '../../server/packs/linear.ts';
import { expandPlaceholders } from '../../server/packs/placeholders.ts';

const rulesFile = fileURLToPath(new URL('../../dist/rules.json', import.meta.url));

describe('the built-in rules', () => {
  let set: Ruleset;
  const scanText = (path: string, text: string): ScanResult => scan(source(path, text), set, { today: '2026-01-01' });

  before(async () => {
    const rules = parseBuiltin(readFileSync(rulesFile, 'utf8'));
    set = ruleset(rules, detectors(await linearEngine()), { profile: 'all' });
  });

  it('take any text', () => {
    // Pieces that rules look for, and what tears them apart; lone halves of surrogate pairs among them.
    const keyword = fc.nat().map((number) => set.table.words[number % set.table.words.length]!);
    const piece = fc.oneof(
      keyword,
      fc.constantFrom(
        ' = "',
        '"',
        "'",
        '\n',
        '\r',
        ': ',
        '`',
        '\\',
        '\0',
        '😀',
        '\ud83d',
        '\udd11',
        '\u2028',
        '${',
        '%',
      ),
      fc.stringMatching(/^[0-9A-Za-z+/_=-]{0,80}$/),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const path = fc.constantFrom('a.ts', 'a.py', '.env', 'a.yaml', 'a.json', 'Dockerfile', 'a.md', 'a.sh', 'a.tf', '');
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 40 }), (path, pieces) => {
        const text = pieces.join('');
        const { findings, failures } = scanText(path, text);
        assert.deepEqual(failures, []);
        for (const { span } of findings)
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      }),
      { numRuns: 300 },
    );
  });

  // What makes a regular expression that tries everywhere slow: long runs of what it is made of. A rule whose time grows
  // as the square of the text would not come to an end here.
  const runs = ['a', '0', 'A', ' ', '\n', '-', '"', '=', 'a=', '" ', 'aA0', '.a', '/', '\\', '{', 'key="'];
  for (const run of runs) {
    it(`come to an end on half a million of ${JSON.stringify(run)}, keywords among them`, () => {
      const text = set.table.words.map((word) => word + run.repeat(300)).join('') + run.repeat(500_000 / run.length);
      assert.deepEqual(scanText('a.ts', text).failures, []);
      assert.deepEqual(scanText('a.env', text).failures, []);
    });
  }

  for (const comment of ['handrail: allow secrets/*', 'gitleaks:allow', 'secretlint-disable', 'nothing']) {
    it(`come to an end on 40,000 findings beside ${JSON.stringify(comment)}`, () => {
      const key = expandPlaceholders('{{/AKIA[A-Z2-7]{16}/}}', 1, new Map());
      const { findings } = scanText('a.ts', `const key = "${key}"; // ${comment}\n`.repeat(40_000));
      assert.equal(findings.length, 40_000);
      assert.equal(Boolean(findings[0]!.suppression), comment !== 'nothing');
    });
  }
});
