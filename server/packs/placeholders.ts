import { withChecksum } from '../detectors/pattern/checksums.ts';
import { entropy } from '../detectors/pattern/entropy.ts';
import { isPlaceholder } from '../detectors/placeholder.ts';
import { type Random, randomOf } from './random.ts';
import { type RegexSampler, regexSampler } from './regexSample.ts';

/** How to make up credentials, by the name after `secrets/` in their rule's id. */
export type Samples = ReadonlyMap<string, Sample>;

/** What a made-up credential must look like. */
export interface Sample {
  /** A JavaScript regular expression. */
  readonly regex: string;
  /** Which part of it is the credential; `secret`: the first group, else the whole regex. */
  readonly part: 'whole' | 'secret' | number;
  /** It must have more Shannon entropy than this, in bits per character. */
  readonly entropy?: number;
  /** A name of `checksums.ts`. */
  readonly checksum?: string;
}

/** What is read of a rule, as it stands in a rule file; everything else is passed over. */
export interface SampledRule {
  readonly id: string;
  readonly sample?: string | undefined;
  readonly detect?:
    | {
        readonly pattern?:
          | {
              readonly regex?: string | undefined;
              readonly secretGroup?: number | undefined;
              readonly entropy?: number | undefined;
              readonly checksum?: string | undefined;
            }
          | undefined;
      }
    | undefined;
}

/**
 * Reads from rules, as they stand in rule files, how their credentials look: `sample` where a rule gives one, else the
 * secret's part of its regex; of several with one id the first. Only rules `secrets/<name>` count; one that has neither is left out.
 */
export function samplesOf(rules: readonly SampledRule[]): Samples {
  const samples = new Map<string, Sample>();
  for (const { id, sample, detect } of rules) {
    const name = /^secrets\/(.+)$/.exec(id)?.[1];
    const pattern = detect?.pattern;
    const regex = sample ?? pattern?.regex;
    if (name === undefined || regex === undefined || samples.has(name)) continue;
    samples.set(name, {
      regex,
      part: sample === undefined ? pattern?.secretGroup || 'secret' : 'whole',
      ...(pattern?.entropy === undefined ? {} : { entropy: pattern.entropy }),
      ...(pattern?.checksum === undefined ? {} : { checksum: pattern.checksum }),
    });
  }
  return samples;
}

/**
 * Replaces every placeholder by a made-up value, so that nothing that looks alive is ever stored:
 * `{{name}}` by a credential of the rule `secrets/name`, `{{/regex/}}` by a text of that shape. Where a second value of
 * one kind is wanted, `{{name#2}}` gives it. The same placeholder stands for the same value everywhere in one text, and
 * the same text, seed and samples give the same result. A template's own `{{ name }}` and `${{name}}` stay.
 * @throws RangeError if no rule has that name, or its regex cannot be sampled
 */
export function expandPlaceholders(text: string, seed: number, samples: Samples): string {
  return text.replace(placeholder, (_, key: string) => madeUp(key, seed, samples));
}

const placeholder = /\{\{(\/.+?\/(?:#\d+)?|(?<!\$\{\{)[a-z0-9][a-z0-9-]*(?:#\d+)?)\}\}/g;

function madeUp(key: string, seed: number, samples: Samples): string {
  const name = key.replace(/#\d+$/, '');
  const sample = name.startsWith('/') ? { regex: name.slice(1, -1), part: 'whole' as const } : samples.get(name);
  if (!sample) throw new RangeError(`{{${key}}} names no rule: there is no secrets/${name}.`);
  return credential(sample, regexSampler(sample.regex, sample.part), randomOf(`${seed} ${key}`));
}

/** A value that the rule itself would not pass over. */
function credential(sample: Sample, make: RegexSampler, random: Random): string {
  let value = '';
  for (let attempt = 0; attempt < 50; attempt++) {
    value = sample.checksum === undefined ? make(random) : withChecksum(sample.checksum, make(random));
    if (entropy(value) > (sample.entropy ?? 0) && !isPlaceholder(value)) break;
  }
  return value;
}
