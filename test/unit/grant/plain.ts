import type { Grant, Parts } from '../../../server/detectors/grant/grant.ts';
import { policiesOf } from '../../../server/detectors/grant/policies.ts';
import { source } from '../../../server/engine/source.ts';

/** All grants in a text. */
export function grantsIn(file: string, text: string): Grant[] {
  return policiesOf(source(file, text)).flatMap(({ grants }) => grants);
}

/** What a grant says, without the places. */
export function plain({ policy, effect, on, scope, conditions, ...grant }: Grant) {
  const values = (parts: Parts | undefined): string[] | undefined => parts?.list.map(({ value }) => value);
  const all = {
    policy,
    effect,
    subjects: grant.subjects?.list.map(({ type, value }) => (type ? `${type} ${value}` : value)),
    exceptSubjects: values(grant.exceptSubjects),
    roles: values(grant.roles),
    actions: values(grant.actions),
    exceptActions: values(grant.exceptActions),
    resources: values(grant.resources),
    exceptResources: values(grant.exceptResources),
    on,
    scope,
    conditions: conditions.length
      ? conditions.map(({ operator, key, values: { list } }) => `${operator} ${key} ${list.map(({ value }) => value)}`)
      : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
