import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mostSpecific, type RuleMatch } from '../../server/engine/mostSpecific.ts';
import type { Confidence } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { contains } from '../../server/engine/span.ts';
import { wordDetectors, wordRule } from './wordRule.ts';

interface Given {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly confidence?: Confidence;
  /** Of the match itself, where it differs. */
  readonly sure?: Confidence;
  readonly family?: string;
  readonly issuer?: string;
  readonly harmless?: boolean;
}

function match({ id, start, end, confidence = 'high', sure, family = 'secrets', issuer, harmless }: Given): RuleMatch {
  const rule = wordRule('any', {
    id,
    confidence,
    family,
    ...(issuer ? { issuer: { name: issuer } } : {}),
    ...(harmless ? { harmless } : {}),
  });
  const [ready] = ruleset([rule], wordDetectors, { profile: 'all' }).rules;
  return { ready: ready!, match: { span: { start, end }, ...(sure ? { confidence: sure } : {}) } };
}

const kept = (...given: Given[]) => mostSpecific(given.map(match)).map(({ ready }) => ready.rule.id);

describe('most specific', () => {
  it('keeps one of two rules that point at the same text: the surer', () => {
    assert.deepEqual(kept({ id: 'generic', start: 0, end: 9, confidence: 'low' }, { id: 'github', start: 0, end: 9 }), [
      'github',
    ]);
  });

  it('keeps what is known to be harmless, for its own text and not for what stands around it', () => {
    const publishable = { id: 'publishable', start: 5, end: 9, confidence: 'low', harmless: true } as const;
    assert.deepEqual(kept({ id: 'surer', start: 5, end: 9, issuer: 'Any' }, publishable), ['publishable']);
    assert.deepEqual(kept({ id: 'wider', start: 0, end: 20 }, publishable), ['wider', 'publishable']);
  });

  it('keeps the surer one even where it is wider', () => {
    assert.deepEqual(kept({ id: 'wide', start: 0, end: 20 }, { id: 'tight', start: 5, end: 9, confidence: 'medium' }), [
      'wide',
    ]);
  });

  it('asks the match before the rule how sure it is', () => {
    assert.deepEqual(
      kept(
        { id: 'checksum-failed', start: 0, end: 9, sure: 'low' },
        { id: 'other', start: 0, end: 9, confidence: 'medium' },
      ),
      ['other'],
    );
  });

  it('prefers the one that knows the issuer, unless it is in doubt', () => {
    const generic = { id: 'generic', start: 0, end: 9 };
    const heroku = { id: 'heroku', start: 0, end: 9, issuer: 'Heroku' };
    assert.deepEqual(kept(generic, { ...heroku, confidence: 'medium' }), ['heroku']);
    assert.deepEqual(kept(generic, { ...heroku, sure: 'low' }), ['generic']);
    assert.deepEqual(kept({ ...heroku, confidence: 'medium' }, { ...heroku, id: 'surer' }), ['surer']);
  });

  it('keeps the tighter one, then the earlier one', () => {
    assert.deepEqual(kept({ id: 'wide', start: 0, end: 20 }, { id: 'tight', start: 5, end: 9 }), ['tight']);
    assert.deepEqual(kept({ id: 'first', start: 0, end: 9 }, { id: 'second', start: 0, end: 9 }), ['first']);
  });

  it('keeps what only overlaps, and what stands apart', () => {
    assert.deepEqual(
      kept({ id: 'b', start: 5, end: 12 }, { id: 'a', start: 0, end: 9 }, { id: 'c', start: 12, end: 13 }),
      ['a', 'b', 'c'],
    );
  });

  it('keeps rules of different families', () => {
    assert.deepEqual(
      kept({ id: 'secret', start: 5, end: 9 }, { id: 'storage', start: 0, end: 20, family: 'token-storage' }),
      ['storage', 'secret'],
    );
  });

  it('keeps two findings about the whole file', () => {
    assert.deepEqual(kept({ id: 'a', start: 0, end: 0 }, { id: 'b', start: 0, end: 0 }), ['a', 'b']);
  });

  it('loses no text, keeps nothing twice, and gives an order', () => {
    const given = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      start: fc.nat({ max: 30 }),
      length: fc.integer({ min: 1, max: 12 }),
      confidence: fc.constantFrom<Confidence>('low', 'medium', 'high'),
      family: fc.constantFrom('secrets', 'logging'),
    });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 12 }), (list) => {
        const all = list.map(({ start, length, ...rest }) => match({ ...rest, start, end: start + length }));
        const left = mostSpecific(all);
        const nested = (a: RuleMatch, b: RuleMatch) =>
          a.ready.rule.family === b.ready.rule.family &&
          (contains(a.match.span, b.match.span) || contains(b.match.span, a.match.span));
        for (const one of all) assert.ok(left.some((other) => other === one || nested(other, one)));
        for (const one of left) assert.ok(!left.some((other) => other !== one && nested(other, one)));
        for (let i = 1; i < left.length; i++) {
          assert.ok(left[i - 1]!.match.span.start <= left[i]!.match.span.start);
        }
      }),
    );
  });
});
