import type { RuleDeclaration } from './schema.ts';

/** Whether the findings of a rule point at code: the ways of finding that know values point at them, the others at code. */
export function findsCode({ finds, detect }: Pick<RuleDeclaration, 'finds' | 'detect'>): boolean {
  return finds ? finds === 'code' : !detect.pattern && !detect.credential;
}
