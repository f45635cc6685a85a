import { declaredRules } from '../../scripts/generate/declaredRules.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';

/** A bad example of a built-in rule, and what in it nobody may see. */
export interface Planted {
  /** Its path, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly secrets: readonly string[];
}

/** Every bad example of every built-in rule, written out with made-up values. @param rules all built-in rules */
export function planted(rules: readonly Rule[]): Planted[] {
  const declared = declaredRules();
  const samples = samplesOf(declared);
  const ready = ruleset(rules, detectors(), { profile: 'all' });
  const code = new Set(rules.filter(({ finds }) => finds === 'code').map(({ id }) => id));
  return declared
    .flatMap(({ examples }) => examples.bad)
    .map((example, index) => {
      const { text: written, file = 'example.ts' } = typeof example === 'string' ? { text: example } : example;
      // With a seed of its own: a value of one shape is an id here and a secret there.
      const text = expandPlaceholders(written, index + 1, samples);
      const { findings } = scan(source(file, text), ready, { today: '2026-11-20' });
      const found = findings.filter(({ rule, severity }) => severity !== 'low' && !code.has(rule));
      const secrets = found.map(({ span }) => text.slice(span.start, span.end)).filter(isTelling);
      return { file, text, secrets };
    });
}

/** A word such as "postgres" stands in messages anyway. */
function isTelling(secret: string): boolean {
  return secret.length >= shortest && /\d/.test(secret);
}

const shortest = 8;

/** Looks for secrets in what a program says, as they are and as JSON and URIs write them. Gives those it finds. */
export function leakFinder(secrets: Iterable<string>): (output: string) => string[] {
  const byStart = new Map<string, string[]>();
  for (const secret of new Set([...secrets].flatMap(formsOf))) {
    const start = secret.slice(0, shortest);
    byStart.set(start, [...(byStart.get(start) ?? []), secret]);
  }
  return (output) => {
    const found = new Set<string>();
    for (let at = 0; at + shortest <= output.length; at++) {
      for (const secret of byStart.get(output.slice(at, at + shortest)) ?? []) {
        if (output.startsWith(secret, at)) found.add(secret);
      }
    }
    return [...found];
  };
}

function formsOf(secret: string): string[] {
  // Half a surrogate pair cannot be encoded.
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\uFFFD'))];
}
