import assert from 'node:assert/strict';
import { defaultLevel } from '../../server/engine/level.ts';
import type { Confidence, Severity } from '../../server/engine/rule.ts';

const levels = ['hint', 'info', 'warning', 'error'];
const severities: Severity[] = ['low', 'medium', 'high', 'critical'];
const confidences: Confidence[] = ['low', 'medium', 'high'];

describe('default level', () => {
  it('is an error only where the harm is high and the rule is sure', () => {
    const errors = severities.flatMap((severity) =>
      confidences.filter((confidence) => defaultLevel(severity, confidence) === 'error').map((it) => [severity, it]),
    );
    assert.deepEqual(errors, [
      ['high', 'high'],
      ['critical', 'high'],
    ]);
  });

  it('never falls when severity or confidence rises', () => {
    const rank = (severity: Severity, confidence: Confidence) => levels.indexOf(defaultLevel(severity, confidence));
    severities.forEach((severity, s) => {
      confidences.forEach((confidence, c) => {
        for (const higher of severities.slice(s)) assert.ok(rank(higher, confidence) >= rank(severity, confidence));
        for (const surer of confidences.slice(c)) assert.ok(rank(severity, surer) >= rank(severity, confidence));
      });
    });
  });
});
