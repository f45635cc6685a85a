import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { detectors } from '../../server/detectors/detectors.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import type { TextEdit } from '../../server/fixes/fix.ts';
import { fixesFor } from '../../server/fixes/fixes.ts';
import { compilePack } from '../../server/packs/compile.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/writing-rules.md', import.meta.url)), 'utf8');
const [, file] = /^```yaml\n([\s\S]*?)^```$/m.exec(text)!;

describe('the rule that docs/writing-rules.md shows', () => {
  const { rules, problems } = compilePack([{ path: '/rules/example.yaml', text: file! }]);
  const [rule] = rules as [Rule];
  const { bad, good, fixed } = parse(file!).rules[0].examples;
  const found = (example: string) => {
    const ready = ruleset(rules, detectors(), { profile: 'recommended' });
    return scan(source('example.ts', example), ready, { today: '2026-01-01' }).findings;
  };

  it('is a rule without a mistake, and its examples hold', () => {
    assert.deepEqual(problems, []);
    assert.ok(bad.length > 0 && good.length >= 3);
    for (const example of bad) assert.equal(found(example).length, 1, example);
    for (const example of good) assert.equal(found(example).length, 0, example);
  });

  it('mends what it finds', () => {
    const [finding] = found(bad[0]);
    const [fix] = fixesFor({ source: source('example.ts', bad[0]), finding: finding!, rule });
    const edited = (before: string, { span, text: after }: TextEdit) =>
      before.slice(0, span.start) + after + before.slice(span.end);
    assert.equal(fix!.title, 'Set httpOnly');
    assert.equal(fix!.plan().edits[0]!.edits.reduceRight(edited, bad[0]), fixed[0]);
  });

  it('are three: the ones about packages and grants are sound as well', () => {
    const [, ...others] = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml]) => yaml!);
    assert.equal(others.length, 2);
    for (const text of others) {
      const pack = compilePack([{ path: '/rules/example.yaml', text }]);
      assert.deepEqual(pack.problems, []);
      const ready = ruleset(pack.rules, detectors(), { profile: 'recommended' });
      const { examples } = parse(text).rules[0];
      const found = (one: { file: string; text: string }) =>
        scan(source(one.file, one.text), ready, { today: '2026-01-01' }).findings.length > 0;
      assert.ok(examples.bad.every(found), text);
      assert.ok(!examples.good.some(found), text);
    }
  });
});
