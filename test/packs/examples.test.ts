import assert from 'node:assert/strict';
import { compiledBuiltin } from '../../scripts/compileRules.ts';
import { declaredRules } from '../../scripts/generate/declaredRules.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { type Source, source } from '../../server/engine/source.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';
import type { Example } from '../../server/packs/schema.ts';

const seeds = [1, 2, 3];

describe('the examples of the built-in rules', function () {
  this.timeout(120_000);
  const declared = declaredRules();
  const samples = samplesOf(declared);
  const rules = ruleset(compiledBuiltin().rules, detectors(), { profile: 'all' });

  /** The ids of the rules that find something in an example, for one seed. */
  function foundIn(example: Example, seed: number): string[] {
    const { findings, failures } = scan(sourceOf(example, seed), rules, { today: '2026-11-20' });
    assert.deepEqual(failures, []);
    return findings.map(({ rule }) => rule);
  }

  function sourceOf(example: Example, seed: number): Source {
    const { text, file = 'example.ts', language } = typeof example === 'string' ? { text: example } : example;
    return source(file, expandPlaceholders(text, seed, samples), language);
  }

  const named = (example: Example) => (typeof example === 'string' ? example : example.text);

  it('are found by exactly their rule where they are bad', () => {
    const wrong = declared.flatMap(({ id, examples: { bad } }) =>
      bad.flatMap((example) =>
        seeds.flatMap((seed) => {
          const found = [...new Set(foundIn(example, seed))];
          return found.length === 1 && found[0] === id ? [] : [`${id}, seed ${seed}: ${named(example)} → ${found}`];
        }),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it('are not found by their rule where they are good', () => {
    const wrong = declared.flatMap(({ id, examples: { good } }) =>
      good.flatMap((example) =>
        seeds.flatMap((seed) =>
          foundIn(example, seed).includes(id) ? [`${id}, seed ${seed}: ${named(example)}`] : [],
        ),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it('are at least one bad and three good ones a rule', () => {
    // A silent rule only lends its finding to others, whose examples show it.
    const short = declared.filter(
      ({ silent, examples: { bad, good } }) => !silent && (bad.length < 1 || good.length < 3),
    );
    assert.deepEqual(
      short.map(({ id }) => id),
      [],
    );
  });
});
