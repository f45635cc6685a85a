import type { Detector } from '../../engine/detector.ts';
import type { Match } from '../../engine/finding.ts';
import type { Source } from '../../engine/source.ts';
import type { Span } from '../../engine/span.ts';
import { lazily } from '../dependency/remember.ts';
import { fits, isModest } from './aws/actions.ts';
import { meaningOf, meaningOfDeny } from './aws/conditions.ts';
import { escalationOf } from './aws/escalation.ts';
import { faultsOf } from './aws/faults.ts';
import type { Grant, Part, Policy } from './grant.ts';
import type { IamTable } from './iamTable.ts';
import { policiesOf } from './policies.ts';
import { type ConditionMeaning, type GrantQuery, type GrantSpec, type PartName, partNames } from './spec.ts';
import { metBy } from './test.ts';

/**
 * Finds grants of permissions that are wider than they must be, whatever they are written in: JSON and what it stands in,
 * Terraform, CloudFormation, SAM, serverless, the CDK, Pulumi, SDKs, Bicep, ARM templates, commands. Every reader makes
 * the same value of them (`grant.ts`), so a rule speaks of who, what and on what, and not of keys.
 *
 * ```yaml
 * detect:
 *   grant:
 *     in: [identity]                         # where it hangs
 *     actions: { means: [service] }          # s3:*
 *     unless: [resource]                     # no condition narrows on what
 * ```
 *
 * Facts for messages: `{ACTION}`, `{RESOURCE}`, `{SUBJECT}`, `{ROLE}`, `{SCOPE}`; of `escalates` `{ACTIONS}`; of `faults`
 * `{REASON}` and `{NEAR}`.
 * @param table what is known of permissions; asked for when a grant is judged for the first time
 */
export function grantDetector(table: () => IamTable): Detector<GrantSpec> {
  const known = lazily(table);
  return {
    kind: 'grant',
    prepare({ detect }) {
      return (source) => {
        const policies = policiesOf(source);
        if (!policies.length) return [];
        const matches = detect.any.flatMap((query) => policies.flatMap((policy) => judge(policy, query, known())));
        return matches.map((match) => ({ ...match, span: shownSpan(match.span, source) }));
      };
    },
  };
}

function judge(policy: Policy, query: GrantQuery, table: IamTable): Match[] {
  if (query.faults) {
    return faultsOf(policy, table).map(({ span, reason, near }) => ({
      span,
      ...wholeOf(policy, span),
      facts: { REASON: reason, NEAR: near },
    }));
  }
  if (query.escalates) {
    const found = escalationOf(policy, table);
    if (!found) return [];
    const { span } = found.parts[0]!;
    return [{ span, ...wholeOf(policy, span), facts: { ACTIONS: found.names.join(' and ') } }];
  }
  const confined = query.unless ? confinedActions(policy, query.unless) : [];
  return policy.grants.flatMap((grant) => {
    if (confined.length && isConfined(grant, confined)) return [];
    const match = matchOf(grant, query, table);
    return match ? [{ ...match, ...wholeOf(policy, match.span) }] : [];
  });
}

/**
 * What the policy denies to all but those who meet a condition: `Deny … StringNotEquals`. Each entry once, in lower case.
 */
function confinedActions({ grants }: Policy, unless: readonly ConditionMeaning[]): string[] {
  const entries = new Set<string>();
  for (const { effect, actions, subjects, conditions } of grants) {
    if (effect !== 'deny' || !actions) continue;
    if (subjects && !subjects.list.some(({ value }) => value === '*')) continue;
    const meanings = conditions.map(meaningOfDeny);
    if (!meanings.some((meaning) => meaning && unless.includes(meaning))) continue;
    for (const { value } of actions.list) entries.add(value.toLowerCase());
  }
  return [...entries];
}

function isConfined({ actions }: Grant, entries: readonly string[]): boolean {
  if (!actions?.list.length) return false;
  return actions.list.every(({ value }) => entries.some((entry) => fits(value.toLowerCase(), entry)));
}

/** From the key that the policy stands under to the place in it. */
function wholeOf({ key }: Policy, { start, end }: Span): Pick<Match, 'whole'> {
  return key && key.start < start ? { whole: { start: key.start, end } } : {};
}

function matchOf(grant: Grant, query: GrantQuery, table: IamTable): Match | undefined {
  const { cloud, on, notOn, scope, unless, confidence } = query;
  if (grant.effect !== (query.effect ?? 'allow')) return undefined;
  if (cloud && grant.cloud !== cloud) return undefined;
  if (query.in && !query.in.includes(grant.policy)) return undefined;
  if (scope && !(grant.scope && scope.includes(grant.scope))) return undefined;
  if (on && !(grant.on && on.includes(grant.on))) return undefined;
  if (notOn && grant.on && notOn.includes(grant.on)) return undefined;
  const met = metParts(grant, query, table);
  if (!met) return undefined;
  const meanings = grant.conditions.map(meaningOf);
  if (unless && meanings.some((meaning) => meaning && (unless.includes(meaning) || unless.includes('any')))) {
    return undefined;
  }
  const [[, shown] = ['actions', undefined]] = query.report
    ? [[query.report, met.get(query.report)] as const]
    : [...met];
  const part = shown?.[0];
  // A condition that narrows something else, and what only writes logs or lists, are no reason to worry much.
  const doubtful = meanings.some((meaning) => meaning !== undefined) || isHarmless(grant);
  return {
    span: part?.span ?? grant[query.report ?? partNames.find((name) => grant[name]) ?? 'actions']?.span ?? grant.span,
    facts: factsOf(grant, met),
    ...(doubtful ? { confidence: 'low' as const } : confidence ? { confidence } : {}),
  };
}

function isHarmless({ policy, actions }: Grant): boolean {
  return policy === 'identity' && !!actions?.list.length && actions.list.every(({ value }) => isModest(value));
}

/** By part what met its test; undefined where one is not met. */
function metParts(
  grant: Grant,
  { parts, unlessParts }: GrantQuery,
  table: IamTable,
): Map<PartName, readonly Part[]> | undefined {
  const met = new Map<PartName, readonly Part[]>();
  for (const name of partNames) {
    const test = parts[name];
    if (test) {
      const list = metBy(test, grant[name], table);
      if (!list) return undefined;
      met.set(name, list);
    }
    const not = unlessParts[name];
    if (not && metBy(not, grant[name], table)) return undefined;
  }
  return met;
}

function factsOf(grant: Grant, met: ReadonlyMap<PartName, readonly Part[]>): Record<string, string> {
  const first = (name: PartName): string => {
    const part = met.get(name)?.[0] ?? grant[name]?.list[0];
    return part?.known && /^[\w:*?./@,+= -]{1,100}$/.test(part.value) ? part.value : 'this value';
  };
  return {
    ACTION: first('actions'),
    RESOURCE: first('resources'),
    SUBJECT: first('subjects'),
    ROLE: first('roles'),
    SCOPE: scopeWords[grant.scope ?? 'unknown'],
  };
}

const scopeWords = {
  organization: 'the whole organization',
  folder: 'a whole folder',
  project: 'everything in it',
  group: 'a resource group',
  resource: 'a resource',
  unknown: 'whatever it is assigned to',
} as const;

/** A squiggle under many lines helps nobody. */
function shownSpan({ start, end }: Span, { text }: Source): Span {
  const line = text.indexOf('\n', start);
  if (line < 0 || line >= end) return { start, end };
  return { start, end: Math.max(start + 1, text.charCodeAt(line - 1) === 13 ? line - 1 : line) };
}
