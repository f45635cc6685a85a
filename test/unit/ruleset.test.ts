import assert from 'node:assert/strict';
import type { RulesetOptions } from '../../server/engine/ruleset.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { wordDetectors, wordRule } from './wordRule.ts';

const rules = [
  wordRule('quiet'),
  wordRule('loud', { profile: 'all', severity: 'low' }),
  wordRule('other', { id: 'logging/other', family: 'logging', confidence: 'medium' }),
];

/** The ids that are on, with the level of a match as sure as its rule. */
function on(options: RulesetOptions): Record<string, string> {
  const { rules: ready } = ruleset(rules, wordDetectors, options);
  return Object.fromEntries(ready.map(({ rule, level }) => [rule.id, level(rule.confidence, 'src/a.ts')]));
}

describe('ruleset', () => {
  it('has the rules of its profile', () => {
    assert.deepEqual(on({ profile: 'recommended' }), { 'secrets/quiet': 'error', 'logging/other': 'warning' });
    assert.deepEqual(on({ profile: 'all' }), {
      'secrets/quiet': 'error',
      'secrets/loud': 'info',
      'logging/other': 'warning',
    });
  });

  it('sets levels by id and by glob, the later one wins', () => {
    assert.deepEqual(
      on({
        profile: 'all',
        levels: [
          ['secrets/*', 'hint'],
          ['secrets/quiet', 'off'],
        ],
      }),
      {
        'secrets/loud': 'hint',
        'logging/other': 'warning',
      },
    );
    assert.deepEqual(
      on({
        profile: 'all',
        levels: [
          ['secrets/quiet', 'off'],
          ['*', 'info'],
        ],
      }),
      {
        'secrets/quiet': 'info',
        'secrets/loud': 'info',
        'logging/other': 'info',
      },
    );
  });

  it('switches a rule of another profile on by its level', () => {
    assert.equal(on({ profile: 'recommended', levels: [['secrets/loud', 'warning']] })['secrets/loud'], 'warning');
  });

  it('shows an unsure match at a lower level, unless the team said which', () => {
    const level = (options: RulesetOptions) =>
      ruleset(rules, wordDetectors, options).rules[0]!.level('low', 'src/a.ts');
    assert.equal(level({ profile: 'all' }), 'info');
    assert.equal(level({ profile: 'all', levels: [['*', 'error']] }), 'error');
  });

  it('refuses a rule whose detector it was not handed', () => {
    assert.throws(() => ruleset(rules, [], { profile: 'all' }), /secrets\/quiet .*"word"/);
  });

  it('makes a probe only when it is needed, and once', () => {
    let made = 0;
    const counting = {
      kind: 'word',
      prepare: () => {
        made++;
        return () => [];
      },
    };
    const { rules: ready } = ruleset(rules, [counting], { profile: 'all' });
    assert.equal(made, 0);
    const text = { path: 'a', language: 'b', text: '', lines: { starts: [0], length: 0 }, known: new Map() };
    ready[0]!.probe(text, { ends: [], longest: 0 });
    ready[0]!.probe(text, { ends: [], longest: 0 });
    assert.equal(made, 1);
  });
});

describe('a harmless rule', () => {
  const harmless = wordRule('pk', { id: 'secrets/publishable', profile: 'all', harmless: true });
  const generic = wordRule('pk', { id: 'secrets/generic' });
  const found = (profile: 'recommended' | 'all') => {
    const rules = ruleset([generic, harmless], wordDetectors, { profile });
    return scan(source('a.txt', 'pk'), rules, { today: '2026-11-20' }).findings.map(({ rule }) => rule);
  };

  it('keeps others from reporting where it is not on', () => assert.deepEqual(found('recommended'), []));
  it('is reported itself where it is on', () => assert.deepEqual(found('all'), ['secrets/publishable']));
});
