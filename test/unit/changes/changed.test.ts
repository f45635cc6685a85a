import assert from 'node:assert/strict';
import { changedSince, type Scanned } from '../../../server/changes/changed.ts';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { compilePack } from '../../../server/packs/compile.ts';

const rule = (name: string, keyword: string, structure: object) => ({
  id: `team/${name}`,
  title: 'A rule',
  severity: 'medium',
  confidence: 'high',
  keywords: [keyword],
  detect: { structure },
  message: 'Found.',
});

const { rules } = compilePack([
  {
    path: 'rules.yaml',
    text: JSON.stringify({
      rules: [
        rule('verify', 'verify', { any: ['get($$$, verify=False, $$$)'] }),
        rule('cookie', 'new cookie', {
          any: ['$C = new Cookie($$$)'],
          around: [{ scope: 'file', lacks: '$C.setSecure(true)' }],
        }),
      ],
    }),
  },
]);
const set = ruleset(rules, detectors(), { profile: 'all' });

function scanned(text: string): Scanned {
  const read = source('a.py', text);
  return { source: read, findings: scan(read, set, { today: '2026-11-20' }).findings };
}

/** By finding: what changed, and what it is shown as. */
function changes(before: string, now: string): string[] {
  const keywordsOf = (id: string) => rules.find((one) => one.id === id)!.keywords;
  return changedSince(scanned(before), scanned(now), keywordsOf).map(
    ({ change, level, message }) => `${change ?? 'old'} ${level} ${message}`,
  );
}

describe('what an edit did to the findings', () => {
  it('is nothing where they only moved', () => {
    assert.deepEqual(changes('get(a, verify=False)', 'x = 1\n\nget(a, verify=False)\n'), ['old warning Found.']);
  });

  it('is that they are new where nothing of the kind stood', () => {
    assert.deepEqual(changes('a = 1\n', 'a = 1\nget(a, verify=False)\n'), ['new warning Found.']);
    assert.deepEqual(changes('', 'get(a, verify=False)\n'), ['new warning Found.']);
  });

  it('is that they are weakened where something strict stood, and then they rank higher', () => {
    const weakened = ['weakened error Found. It was strict before this edit.'];
    assert.deepEqual(changes('get(a, verify=True)\n', 'get(a, verify=False)\n'), weakened);
    assert.deepEqual(changes('c = new Cookie(a)\nc.setSecure(true)\n', 'c = new Cookie(a)\n'), weakened);
  });

  it('is nothing where the same weakness stands on an edited line', () => {
    assert.deepEqual(changes('get(a, verify=False)\n', 'get(b, verify=False)\n'), ['old warning Found.']);
    assert.deepEqual(changes('get(a, verify=False)\n', 'get(b, verify=False)\nget(c, verify=False)\n'), [
      'old warning Found.',
      'new warning Found.',
    ]);
  });

  it('counts findings that look the same', () => {
    const one = 'get(a, verify=False)\n';
    assert.deepEqual(changes(one, one + one), ['old warning Found.', 'new warning Found.']);
  });
});
