import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { nodeFiles } from '../../server/packs/nodeFiles.ts';
import { expandPlaceholders, type SampledRule, samplesOf } from '../../server/packs/placeholders.ts';

const rules = fileURLToPath(new URL('../../rules/secrets', import.meta.url));

/** Some files only add ways of finding to rules of others. */
interface RuleFile {
  readonly rules?: readonly SampledRule[];
}

/** With one seed for all files, a key that stands in two of them is the same key, as in a real project. */
const seed = 2026;

/** The text with its placeholders (`{{github-pat}}`) expanded into credentials as the built-in rules know them. */
export function withMadeUpCredentials(text: string): string {
  return expandPlaceholders(text, seed, samples());
}

function samples() {
  const files = nodeFiles.list(rules).filter((path) => path.endsWith('.yaml'));
  return samplesOf(files.flatMap((path) => (parse(readFileSync(path, 'utf8')) as RuleFile).rules ?? []));
}
