import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { compilePack } from '../../server/packs/compile.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';

const text = readFileSync(fileURLToPath(new URL('../../CONTRIBUTING.md', import.meta.url)), 'utf8');
const indented = /^ {3}```yaml\n([\s\S]*?)^ {3}```$/m.exec(text)![1]!;
const file = indented.replace(/^ {3}/gm, '');

describe('the rule that CONTRIBUTING.md shows', () => {
  it('is a rule without a mistake, and its examples hold', () => {
    const { rules, problems } = compilePack([{ path: '/rules/example.yaml', text: file }]);
    assert.deepEqual(problems, []);
    const [declared] = parse(file).rules;
    const ready = ruleset(rules, detectors(), { profile: 'recommended', levels: [] });
    const found = (example: string): string[] => {
      const expanded = expandPlaceholders(example, 1, samplesOf([declared]));
      return scan(source('example.ts', expanded), ready, { today: '2026-01-01' }).findings.map(({ rule }) => rule);
    };
    assert.ok(declared.examples.bad.length > 0 && declared.examples.good.length >= 3);
    for (const bad of declared.examples.bad) assert.deepEqual(found(bad), [declared.id], bad);
    for (const good of declared.examples.good) assert.deepEqual(found(good), [], good);
  });
});
