import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinFiles, compiledBuiltin } from '../../scripts/compileRules.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import type { PatternSpec } from '../../server/detectors/pattern/spec.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { type Ruleset, ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { declarations } from '../../server/packs/declarations.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';

/** A family of its own for each rule, so that none takes another's finding. */
function alone(rule: Rule): Rule {
  return { ...rule, family: rule.id };
}

/** The same rule without what lets it look at parts of a text only. */
function everywhere(rule: Rule): Rule {
  if (rule.detect.kind !== 'pattern') return rule;
  const { reach, stretch, ...detect } = rule.detect as PatternSpec;
  return { ...rule, detect };
}

function places(set: Ruleset, text: string): string[] {
  const { findings } = scan(source('a.txt', text), set, { today: '2026-01-01' });
  return findings.map(({ rule, span }) => `${rule} ${span.start}-${span.end}`);
}

describe('looking around keywords, for token-like stretches', () => {
  it('finds what looking everywhere finds', () => {
    const rules = compiledBuiltin().rules.filter(({ keywords }) => keywords.length);
    const parts = ruleset(rules.map(alone), detectors(), { profile: 'all' });
    const whole = ruleset(rules.map(alone).map(everywhere), detectors(), { profile: 'all' });
    const declared = builtinFiles().flatMap((file) =>
      declarations(file).declared.map(({ declaration }) => declaration),
    );
    const samples = samplesOf(declared);
    const examples = declared.flatMap(({ examples }) => [...examples.bad, ...examples.good]);
    const example = fc.tuple(fc.constantFrom(...examples), fc.nat({ max: 9 })).map(([written, seed]) => {
      return expandPlaceholders(typeof written === 'string' ? written : written.text, seed, samples);
    });
    const piece = fc.oneof(
      { weight: 3, arbitrary: example },
      { weight: 1, arbitrary: fc.constantFrom(...parts.table.words) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(' = "', '"', '\n', ': ', '_key = ', ' ', ';', '://', '@', '-', '/', '=='),
      },
      { weight: 1, arbitrary: fc.stringMatching(/^[0-9A-Za-z+/_-]{8,120}$/) },
    );
    let compared = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        const expected = places(whole, text);
        const found = new Set(places(parts, text));
        compared += expected.length;
        // Only this way round: a match that is refused hides what it overlaps, and in a window there may be less of it.
        assert.deepEqual(
          expected.filter((place) => !found.has(place)),
          [],
        );
      }),
      { numRuns: 1000 },
    );
    assert.ok(compared > 500, `Only ${compared} findings were compared.`);
  });
});
