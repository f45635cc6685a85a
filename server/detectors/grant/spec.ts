import type { Confidence } from '../../engine/rule.ts';
import type { Cloud, PolicyKind, Scope } from './grant.ts';

/** The `detect` part of a rule that speaks of grants, whatever they are written in. */
export interface GrantSpec {
  readonly kind: 'grant';
  /** Each is looked for by itself. */
  readonly any: readonly GrantQuery[];
}

/** Which grants count: all that is given must be so. */
export interface GrantQuery {
  readonly cloud?: Cloud;
  /** Where it hangs. */
  readonly in?: readonly PolicyKind[];
  /** The services that the policy hangs on, and those that it must not. */
  readonly on?: readonly string[];
  readonly notOn?: readonly string[];
  /** Default: `allow`. */
  readonly effect?: 'allow' | 'deny';
  readonly scope?: readonly Scope[];
  /** What must be true of its parts; of several one that meets the test is enough. */
  readonly parts: Readonly<Partial<Record<PartName, PartTest>>>;
  /** What must not be true of them. */
  readonly unlessParts: Readonly<Partial<Record<PartName, PartTest>>>;
  /** Conditions with one of these meanings make it harmless; others make a finding less sure. */
  readonly unless?: readonly ConditionMeaning[];
  /** What is shown; default: what met the first test. */
  readonly report?: PartName;
  /** Looks for actions of one policy that together let an identity raise its own rights. */
  readonly escalates?: boolean;
  /** Looks for what no policy may say, and for names that do not exist. */
  readonly faults?: boolean;
  readonly confidence?: Confidence;
}

export const partNames = [
  'subjects',
  'exceptSubjects',
  'roles',
  'actions',
  'exceptActions',
  'resources',
  'exceptResources',
] as const;
export type PartName = (typeof partNames)[number];

export interface PartTest {
  /** Whether there is such a part. */
  readonly exists?: boolean;
  /** It is one of these; in either case. */
  readonly is?: readonly string[];
  readonly matches?: RegexSource;
  readonly means?: readonly PartMeaning[];
}

/** A regular expression that V8 runs in linear time. */
export interface RegexSource {
  readonly source: string;
  readonly flags: string;
}

/**
 * - `everything`: `*`
 * - `service`: all actions of a service, `s3:*`
 * - `restrictable`: (of actions) at least one that writes or reads what can be named
 * - `anyone`: whoever it is, signed in or not
 * - `credentials`: actions whose answer is a credential
 */
export const partMeanings = [
  'everything',
  'service',
  'restrictable',
  'anyone',
  'credentials',
  'impersonation',
] as const;
export type PartMeaning = (typeof partMeanings)[number];

/**
 * What a condition narrows: `subject` who, `resource` on what, `network` from where, `secret` who knows an external id,
 * `mfa`, `claims` which tokens of an identity provider, `any` whatever it is.
 */
export const conditionMeanings = ['subject', 'resource', 'network', 'secret', 'mfa', 'claims', 'any'] as const;
export type ConditionMeaning = (typeof conditionMeanings)[number];

export const policyKinds = [
  'identity',
  'resource',
  'trust',
  'limit',
  'attachment',
  'binding',
  'assignment',
  'definition',
] as const satisfies readonly PolicyKind[];
export const scopes = [
  'organization',
  'folder',
  'project',
  'group',
  'resource',
  'unknown',
] as const satisfies readonly Scope[];
