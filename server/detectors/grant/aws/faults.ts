import type { Span } from '../../../engine/span.ts';
import { isOneSlipAway } from '../../dependency/near.ts';
import type { Grant, GrantCondition, Part, Policy } from '../grant.ts';
import type { IamTable } from '../iamTable.ts';
import { covered, isEverything } from './actions.ts';

/** Something that no policy may say, or that does not exist. */
export interface Fault {
  readonly span: Span;
  /** Ends the sentence "This policy is wrong: …". */
  readonly reason: string;
  /** The nearest name that exists, with words around it; empty where none is near. */
  readonly near: string;
}

/** The mistakes in a policy that AWS would refuse, or that make a part of it mean nothing. */
export function faultsOf({ grants }: Policy, table: IamTable): Fault[] {
  const names = new Map<string, number>();
  for (const { name } of grants) {
    if (name?.known) names.set(name.value, (names.get(name.value) ?? 0) + 1);
  }
  return grants
    .filter(({ cloud, policy, effect }) => cloud === 'aws' && policy !== 'attachment' && effect !== 'unknown')
    .flatMap((grant) => {
      const { name } = grant;
      const twice = name?.known && name.value !== '' && names.get(name.value)! > 1;
      return [
        ...(name && twice ? [fault(name.span, `two statements have the id ${shown(name.value)}`)] : []),
        // Policies of keys, queues and buckets take a sentence.
        ...(name?.known && grant.policy === 'identity' && !/^[A-Za-z0-9]*$/.test(name.value)
          ? [fault(name.span, 'an id of a statement has letters and digits only')]
          : []),
        ...shapeFaults(grant),
        ...[...(grant.actions?.list ?? []), ...(grant.exceptActions?.list ?? [])].flatMap((part) =>
          actionFault(part, table),
        ),
        ...[...(grant.subjects?.list ?? []), ...(grant.exceptSubjects?.list ?? [])].flatMap(subjectFault),
        ...[...(grant.resources?.list ?? []), ...(grant.exceptResources?.list ?? [])].flatMap(resourceFault),
        ...grant.conditions.flatMap((condition) => conditionFault(condition, table)),
      ];
    });
}

function shapeFaults({ actions, exceptActions, resources, exceptResources, policy, subjects, span }: Grant): Fault[] {
  const at = (actions ?? exceptActions ?? resources ?? subjects)?.span ?? { start: span.start, end: span.start + 1 };
  if (actions && exceptActions) return [fault(exceptActions.span, 'a statement has Action or NotAction, not both')];
  if (resources && exceptResources) {
    return [fault(exceptResources.span, 'a statement has Resource or NotResource, not both')];
  }
  if (!actions && !exceptActions) return [fault(at, 'the statement names no action')];
  if (policy === 'identity' && !resources && !exceptResources && !subjects) {
    return [fault(at, 'the statement names no resource')];
  }
  return [];
}

function actionFault(part: Part, table: IamTable): Fault[] {
  const { value, known, span } = part;
  if (!known || isEverything(value) || value === '') return [];
  const colon = value.indexOf(':');
  if (colon < 0) return [fault(span, `${shown(value)} is no action: actions are written service:Action`)];
  const service = value.slice(0, colon).toLowerCase();
  if (!table.services().length || /[*?]/.test(service)) return [];
  if (!table.hasService(service)) {
    return [
      fault(
        span,
        `no AWS service has the prefix ${shown(service)}`,
        nearService(service, value.slice(colon + 1), table),
      ),
    ];
  }
  if (covered(value, table).length) return [];
  return [fault(span, `there is no action ${shown(value)}`, nearAction(value, table))];
}

/** The action of that name in the one service that has it, or in the service whose name is like it. */
function nearService(service: string, action: string, table: IamTable): string | undefined {
  const name = action.toLowerCase();
  const having = table.services().filter((other) => table.actions(other)?.has(name));
  const near = having.length === 1 ? having[0] : nearest(service, having.length ? having : table.services());
  return near && `${near}:${table.actions(near)?.get(name)?.name ?? action}`;
}

/** The action that the call of that name needs, or the one whose name is like it. */
function nearAction(value: string, table: IamTable): string | undefined {
  const needed = table.operations().get(value.toLowerCase());
  if (needed) return needed;
  const colon = value.indexOf(':');
  const name = value.slice(colon + 1).toLowerCase();
  const actions = table.actions(value.slice(0, colon).toLowerCase());
  const near = actions && !/[*?]/.test(name) ? nearest(name, [...actions.keys()]) : undefined;
  return near && `${value.slice(0, colon)}:${actions!.get(near)!.name}`;
}

/** An ARN of IAM names an account: `arn:aws:iam::root` is nobody. */
function subjectFault({ value, known, span, type }: Part): Fault[] {
  if (!known || type !== 'AWS') return [];
  const isLacking = /^arn:[\w-]+:(?:iam|sts)::(?::|[^:]*$)/.test(value);
  return isLacking ? [fault(span, `${shown(value)} names no account`)] : [];
}

function resourceFault({ value, known, span }: Part): Fault[] {
  if (!known || value === '' || value.startsWith('*') || value.startsWith('arn:') || value.startsWith('execute-api:'))
    return [];
  // Names with wildcards before the first colon, and what templates of other languages fill in.
  if (/[<>{}$%@[\]()]/.test(value) || !/^[\w*?:/.-]+$/.test(value)) return [];
  return [fault(span, `${shown(value)} is no ARN`)];
}

/**
 * A key of a service that is one slip away from one that there is. Others may exist: the reference is not complete. Keys of identity
 * providers have hosts for prefixes.
 */
function keyFault({ key, span }: GrantCondition, table: IamTable): Fault | undefined {
  const [, service, name] = /^([\w-]+):([\w.-]+)/.exec(key) ?? [];
  if (!service || !name || service.toLowerCase() === 'aws') return undefined;
  const known = table.conditionKeys(service.toLowerCase());
  if (!known || known.has(name.toLowerCase())) return undefined;
  const near = [...known.keys()].find((other) => name.length > 4 && isOneSlipAway(name.toLowerCase(), other));
  return near ? fault(span, `there is no condition key ${shown(key)}`, `${service}:${known.get(near)!}`) : undefined;
}

const operators =
  /^(?:For(?:All|Any)Values:)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|Numeric(?:Not)?Equals|Numeric(?:Less|Greater)Than(?:Equals)?|Date(?:Not)?Equals|Date(?:Less|Greater)Than(?:Equals)?|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null)(?:IfExists)?$/i;

function conditionFault(condition: GrantCondition, table: IamTable): Fault[] {
  const { operator, key, values, span } = condition;
  if (operator.includes('${') || operator === 'expression') return [];
  if (!operators.test(operator)) return [fault(span, `there is no condition operator ${shown(operator)}`)];
  if (key.includes('${') && !key.startsWith('aws:')) return [];
  if (!/[:/]/.test(key)) return [fault(span, `${shown(key)} is no condition key: keys are written service:Key`)];
  const unknown = keyFault(condition, table);
  if (unknown) return [unknown];
  const kind = /^(?:For\w+:)?([A-Z][a-z]+)/.exec(operator)?.[1];
  const literal = values.list.filter((part) => part.known).map(({ value }) => value);
  const wrong =
    kind === 'Date'
      ? literal.find((value) => !/^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$|^\d{9,}$/.test(value))
      : kind === 'Numeric'
        ? literal.find((value) => !/^-?\d+(?:\.\d+)?$/.test(value))
        : kind === 'Bool'
          ? literal.find((value) => !/^(?:true|false)$/i.test(value))
          : undefined;
  if (wrong !== undefined) return [fault(span, `${shown(wrong)} is nothing that ${operator} can compare`)];
  if (
    key.toLowerCase() === 'aws:multifactorauthpresent' &&
    /^(?:Bool|StringEquals)$/i.test(operator) &&
    literal.some((value) => value.toLowerCase() === 'false')
  ) {
    return [fault(span, 'the condition asks for the absence of a second factor')];
  }
  return [];
}

function fault(span: Span, reason: string, near?: string): Fault {
  return { span, reason, near: near ? `; did you mean ${near}` : '' };
}

/** Nothing but names of AWS is repeated in a message. */
function shown(value: string): string {
  return /^[\w:*?./-]{1,80}$/.test(value) ? value : 'this';
}

/** The name that is the fewest slips away, where that is near enough for a person to have meant it. */
export function nearest(name: string, list: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const other of list) {
    if (Math.abs(other.length - name.length) >= least) continue;
    const slips = distance(name, other, least);
    if (slips < least) {
      least = slips;
      best = other;
    }
  }
  return best;
}

/** How many letters must be put in, left out or exchanged (Levenshtein); `limit` where it is at least that. */
function distance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least >= limit) return limit;
    row = next;
  }
  return row[b.length]!;
}
