import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse, stringify } from 'yaml';
import type { JsonFinding } from '../../server/cli/report/json.ts';

const verdicts = ['real', 'false alarm', 'test data'] as const;

/** What a person made of a finding in ordinary code. */
export type Judgement = v.InferOutput<typeof Judgement>;

const Judgement = v.strictObject({
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  package: v.string(),
  /** From the package's folder. */
  file: v.string(),
  rule: v.string(),
  /** `test data`: a value of a secret's shape and place, in a test or an example, that opens nothing. */
  verdict: v.picklist(verdicts),
  /** One sentence. */
  why: v.pipe(v.string(), v.endsWith('.')),
});

/**
 * Reads the judgements, by fingerprint.
 * @throws Error where the file is not of that form, or judges a finding twice
 */
export function readJudgements(path: string): ReadonlyMap<string, Judgement> {
  const list = v.parse(v.array(Judgement), parse(readFileSync(path, 'utf8')));
  const byFingerprint = new Map(list.map((judgement) => [judgement.fingerprint, judgement]));
  if (byFingerprint.size < list.length) throw new Error(`${path} judges a finding twice.`);
  return byFingerprint;
}

/** The findings as entries of the file that judges them, with the verdict and its reason left blank. */
export function toJudge(findings: readonly JsonFinding[]): string {
  return stringify(
    findings.map(({ fingerprint, path, rule }) => ({ fingerprint, ...placeOf(path), rule, verdict: '', why: '' })),
  );
}

/** @param path below `node_modules`, with forward slashes */
function placeOf(path: string): { package: string; file: string } {
  const [, name, file] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(path) ?? ['', '', path];
  return { package: name!, file: file! };
}
