import { oncePerSource } from '../../engine/oncePerSource.ts';
import type { Source } from '../../engine/source.ts';
import type { DocumentNode } from './node.ts';
import { readBicep } from './read/bicep.ts';
import { readDockerfile } from './read/dockerfile.ts';
import { readHcl } from './read/hcl.ts';
import { readJson } from './read/json.ts';
import { readLines } from './read/lines.ts';
import { readToml } from './read/toml.ts';
import { readXml } from './read/xml.ts';
import { readYaml } from './read/yaml.ts';

/**
 * The documents of a source in a configuration format: several in a YAML file with `---`, one in others; none where the
 * language has no reader. They are read once, and live as long as the source.
 */
export const documentsOf: (source: Source) => readonly DocumentNode[] = oncePerSource(({ language, path, text }) => {
  const read = readers.get(language);
  if (read) return read(text);
  return isCloudFormation(path) ? readTemplate(text) : [];
});

type Reader = (text: string) => readonly DocumentNode[];

const json: Reader = (text) => {
  const document = readJson(text);
  return document ? [document] : [];
};

/** By VS Code's language ids; those that extensions bring are among them. */
const readers = new Map<string, Reader>([
  ...forAll('yaml dockercompose github-actions-workflow helm ansible azure-pipelines cloudformation', readYaml),
  ...forAll('json jsonc json5', json),
  ...forAll('terraform terraform-vars hcl tf opentofu opentofu-vars', (text) => [readHcl(text)]),
  ...forAll('toml', (text) => [readToml(text)]),
  ...forAll('properties java-properties spring-boot-properties', (text) => [readLines(text, 'properties')]),
  ...forAll('ini', (text) => [readLines(text, 'ini')]),
  ...forAll('dotenv', (text) => [readLines(text, 'dotenv')]),
  ...forAll('xml', (text) => [readXml(text)]),
  ...forAll('dockerfile', (text) => [readDockerfile(text)]),
  ...forAll('bicep', (text) => [readBicep(text)]),
]);

function forAll(languages: string, read: Reader): [string, Reader][] {
  return languages.split(' ').map((language) => [language, read]);
}

/** CloudFormation has an ending of its own, for both formats that it knows. */
function isCloudFormation(path: string): boolean {
  return path.endsWith('.template');
}

const readTemplate: Reader = (text) => (/^\s*\{/.test(text) ? json(text) : readYaml(text));
