import { lazilyFor } from '../../dependency/remember.ts';
import type { Grant, Part, Policy } from '../grant.ts';
import type { IamTable } from '../iamTable.ts';
import { fits, isEverything, isWholeService } from './actions.ts';
import { meaningOf } from './conditions.ts';

/** Actions of one policy that together let whoever has it raise its own rights. */
export interface Escalation {
  /** The entries that give them, in the order of the text. */
  readonly parts: readonly Part[];
  /** The actions, as the text writes them. */
  readonly names: readonly string[];
}

/**
 * What a policy gives somebody to raise its own rights with: the shortest known combination. Only what is allowed on
 * everything, or on all of a kind, counts; whole services and `*` are other rules' business.
 */
export function escalationOf({ grants }: Policy, table: IamTable): Escalation | undefined {
  const giving = givers(table);
  const allowed = grants.filter(isOpen).flatMap(({ actions }) => actions?.list ?? []);
  const denied = grants
    .filter(({ effect, conditions }) => effect === 'deny' && !conditions.length)
    .flatMap(({ actions }) => actions?.list ?? []);
  const usable = allowed.filter(
    ({ value, known }) => known && giving.services.has(value.slice(0, value.indexOf(':')).toLowerCase()),
  );
  if (!usable.length) return undefined;
  const giver = (action: string): Part | undefined =>
    denied.some(({ value }) => fits(action, value.toLowerCase()))
      ? undefined
      : usable.find(({ value }) => fits(action, value.toLowerCase()));
  const known = lazilyFor(giver);
  for (const combination of giving.combinations) {
    const parts = combination.map(known);
    if (!parts.every((part) => part !== undefined)) continue;
    if (parts.every(({ value }) => isEverything(value) || isWholeService(value))) continue;
    const distinct = [...new Set(parts)].sort((a, b) => a.span.start - b.span.start);
    return { parts: distinct, names: [...new Set(distinct.map(({ value }) => value))] };
  }
  // Any role may be handed to a service; what starts the service may stand in another policy.
  const pass = known('iam:passrole');
  return pass && !isEverything(pass.value) && !isWholeService(pass.value)
    ? { parts: [pass], names: [pass.value] }
    : undefined;
}

interface Givers {
  /** Shortest first. */
  readonly combinations: readonly (readonly string[])[];
  readonly services: ReadonlySet<string>;
}

const made = new WeakMap<IamTable, Givers>();

function givers(table: IamTable): Givers {
  let known = made.get(table);
  if (!known) {
    const combinations = table.escalations().toSorted((a, b) => a.length - b.length);
    const services = new Set(combinations.flat().map((action) => action.slice(0, action.indexOf(':'))));
    known = { combinations, services };
    made.set(table, known);
  }
  return known;
}

function isOpen({ policy, effect, resources, conditions, subjects }: Grant): boolean {
  if (policy !== 'identity' || effect !== 'allow' || subjects || !resources) return false;
  if (conditions.some((condition) => meaningOf(condition) !== undefined)) return false;
  return resources.list.some(
    ({ value }) => /^\*+$/.test(value) || /^arn:[^:]*:iam::[^:]*:(?:\*|(?:role|user|group|policy)\/\*)$/.test(value),
  );
}
