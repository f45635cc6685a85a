import assert from 'node:assert/strict';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { compilePack } from '../../../server/packs/compile.ts';

/** What a rule with this `detect.structure` finds in a text: the code of each finding. */
export function found(structure: object, text: string, file = 'a.ts'): string[] {
  const { language } = source(file, '');
  const rule = {
    id: 'team/rule',
    title: 'A rule',
    severity: 'high',
    confidence: 'high',
    languages: [language],
    keywords: [],
    detect: { structure },
    message: 'Found.',
  };
  const { rules, problems } = compilePack([{ path: 'rules.yaml', text: JSON.stringify({ rules: [rule] }) }]);
  assert.deepEqual(problems, []);
  const set = ruleset(rules, detectors(), { profile: 'all' });
  const { findings, failures } = scan(source(file, text), set, { today: '2026-11-20' });
  assert.deepEqual(failures, []);
  return findings.map(({ span }) => text.slice(span.start, span.end));
}

/** Whether the argument of `sink(…)` is said to hold a value of the meaning. */
export function holds(text: string, meaning = 'credential', file = 'a.ts'): boolean {
  const structure = { any: ['sink($$$, $VALUE, $$$)'], where: { VALUE: { holds: meaning } } };
  return found(structure, text, file).length > 0;
}
