import { sep } from 'node:path';
import type { Context } from './context.ts';
import type { State } from './session.ts';

/** Changes what rules depend on, and tells everybody whom it concerns. */
export function rulesChanged(next: Partial<State>, { session, unseen, announcer, registrar, guard }: Context): void {
  session.changeRules(next);
  unseen.add('all');
  announcer.answersChanged();
  announcer.problemsChanged();
  guard('registration', registrar.update);
}

/**
 * Whether a change of the file or folder may change rules.
 * @param reads see `Session.reads`
 */
export function concernsRules(path: string | undefined, reads: readonly string[] | undefined): boolean {
  if (path === undefined) return false;
  if (!reads) return isYaml(path);
  return reads.some(
    (read) =>
      read === path ||
      // A folder that holds what was read has gone or come.
      read.startsWith(path + sep) ||
      // A file of rules in a folder that is a pack.
      (path.startsWith(read + sep) && isYaml(path)),
  );
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}
