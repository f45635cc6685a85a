import { declarations } from '../../server/packs/declarations.ts';
import type { RuleDeclaration } from '../../server/packs/schema.ts';
import { builtinFiles, compiledBuiltin } from '../compileRules.ts';

/** The built-in rules as their files state them, by id. Throws where any of them has a problem. */
export function declaredRules(): readonly RuleDeclaration[] {
  compiledBuiltin();
  return builtinFiles()
    .flatMap((file) => declarations(file).declared.map(({ declaration }) => declaration))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
