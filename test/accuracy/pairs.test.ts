import assert from 'node:assert/strict';
import { compiledBuiltin } from '../../scripts/compileRules.ts';
import { declaredRules } from '../../scripts/generate/declaredRules.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';

describe('the two halves of an AWS access key', () => {
  const rules = ruleset(compiledBuiltin().rules, detectors(), { profile: 'recommended' });
  const samples = samplesOf(declaredRules());

  /** The findings of a text, each with the lines of what belongs to it. */
  function found(written: string): string[] {
    const text = expandPlaceholders(written, 1, samples);
    const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
    return scan(source('credentials', text), rules, { today: '2026-11-20' }).findings.map(
      ({ rule, level, related }) => `${rule} ${level}${related.map(({ span }) => ` + line ${lineOf(span.start)}`)}`,
    );
  }

  it('name each other, and each its own', () => {
    const pair = (number: number) =>
      `aws_access_key_id = {{aws-access-key-id#${number}}}\naws_secret_access_key = {{aws-secret-access-key#${number}}}\n`;
    assert.deepEqual(found(`[default]\n${pair(1)}\n[production]\n${pair(2)}`), [
      'secrets/aws-access-key-id warning + line 3',
      'secrets/aws-secret-access-key error + line 2',
      'secrets/aws-access-key-id warning + line 7',
      'secrets/aws-secret-access-key error + line 6',
    ]);
  });

  it('are found alone as well', () => {
    assert.deepEqual(found('id = {{aws-access-key-id}}'), ['secrets/aws-access-key-id warning']);
    assert.deepEqual(found('aws_secret_access_key = {{aws-secret-access-key}}'), [
      'secrets/aws-secret-access-key error',
    ]);
  });
});
