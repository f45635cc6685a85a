import assert from 'node:assert/strict';
import type { Detector } from '../../server/engine/detector.ts';
import type { Partner, Rule } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';

/** Finds its keyword. */
const wordDetector: Detector = {
  kind: 'word',
  prepare: (rule) =>
    function* (_, hits) {
      for (const end of Array.from(hits.ends)) yield { span: { start: end - rule.keywords[0]!.length, end } };
    },
};

function rule(word: string, more: Partial<Rule> = {}): Rule {
  return {
    id: `secrets/${word}`,
    title: word,
    family: 'secrets',
    severity: 'high',
    confidence: 'high',
    profile: 'recommended',
    keywords: [word],
    detect: { kind: 'word' },
    message: word,
    fixes: [],
    references: {},
    ...more,
  };
}

function found(text: string, partner: Partial<Partner>, profile: 'recommended' | 'all' = 'recommended') {
  const partners = [{ rule: 'secrets/account', lines: 2, required: false, ...partner }];
  const rules = [rule('account', { silent: true }), rule('password', { partners })];
  const { findings } = scan(source('a.txt', text), ruleset(rules, [wordDetector], { profile }), {
    today: '2026-11-20',
  });
  return findings.map((finding) => `${finding.rule} ${finding.confidence} ${finding.related.length}`);
}

describe('credentials that come in pairs', () => {
  it('are sure, and name each other, where both stand near', () => {
    assert.deepEqual(found('account\npassword', {}), ['secrets/password high 1']);
    assert.deepEqual(found('password\n\naccount', {}), ['secrets/password high 1']);
  });

  it('are doubtful alone, which only an audit shows', () => {
    assert.deepEqual(found('account\n\n\npassword', {}), []);
    assert.deepEqual(found('account\n\n\npassword', {}, 'all'), ['secrets/password low 0']);
  });

  it('are nothing alone where the partner is required', () => {
    assert.deepEqual(found('password', { required: true }, 'all'), []);
    assert.deepEqual(found('password account', { required: true }), ['secrets/password high 1']);
  });

  it('are as sure alone where that is no reason for doubt, and still name each other', () => {
    const partner = { doubtful: false };
    assert.deepEqual(found('password', partner), ['secrets/password high 0']);
    assert.deepEqual(found('account\npassword', partner), ['secrets/password high 1']);
  });

  it('name the nearest of several', () => {
    const partners = [{ rule: 'secrets/account', lines: 5, required: true }];
    const rules = ruleset([rule('account', { silent: true }), rule('password', { partners })], [wordDetector], {
      profile: 'all',
    });
    const text = '[one]\naccount\npassword\n[two]\naccount\npassword\n[three]\npassword\naccount\n';
    const { findings } = scan(source('a.txt', text), rules, { today: '2026-11-20' });
    const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
    assert.deepEqual(
      findings.map(({ span, related }) => [lineOf(span.start), ...related.map((other) => lineOf(other.span.start))]),
      [
        [3, 2],
        [6, 5],
        [8, 9],
      ],
    );
  });

  it('never report the silent half', () => assert.deepEqual(found('account', {}, 'all'), []));
});
