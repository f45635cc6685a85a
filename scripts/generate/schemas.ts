import { toJsonSchema } from '@valibot/to-json-schema';
import { FolderFile, RuleFile } from '../../server/packs/schema.ts';

/** The JSON schemas that editors check and complete our YAML files with, made from the types that the compiler checks. */
export function schemas(): { readonly name: string; readonly text: string }[] {
  return [
    { name: 'rules.schema.json', text: print('A file of Handrail rules', RuleFile) },
    { name: 'handrail.schema.json', text: print('handrail.yaml', FolderFile) },
  ];
}

function print(title: string, schema: typeof RuleFile | typeof FolderFile): string {
  // What a check in code says (trimming, "exactly one key") has no words in JSON Schema; the compiler still says it.
  const { $schema, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
