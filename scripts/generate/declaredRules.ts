import type { RuleDeclaration } from '../../server/packs/schema.ts';
import { declaredIn } from '../../server/packs/ways.ts';
import { builtinFiles, compiledBuiltin } from '../compileRules.ts';

/**
 * The built-in rules as their files state them, by id: each as it is declared, then once more, under the same id, for
 * every further way of finding. Throws where any of them has a problem.
 */
export function declaredRules(): readonly RuleDeclaration[] {
  compiledBuiltin();
  const { declared, ways } = declaredIn(builtinFiles());
  return [...declared, ...ways]
    .map(({ declaration }) => declaration)
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}
