import type { Span } from '../../engine/span.ts';

/**
 * One permission that a text gives, whatever it is written in: who may do what, on what, under which conditions. All
 * spans are UTF-16 offsets into the text of the source.
 */
export interface Grant {
  readonly cloud: Cloud;
  /** Where it hangs, which decides what its parts mean. */
  readonly policy: PolicyKind;
  /** `unknown`: a program decides. */
  readonly effect: 'allow' | 'deny' | 'unknown';
  /** Who gets it; absent: whoever the policy is attached to. */
  readonly subjects?: Parts;
  /** Everybody but these. */
  readonly exceptSubjects?: Parts;
  readonly actions?: Parts;
  /** Everything but these. */
  readonly exceptActions?: Parts;
  /** Bundles of permissions by name: policies that AWS manages, roles of Google Cloud and Azure. */
  readonly roles?: Parts;
  readonly resources?: Parts;
  readonly exceptResources?: Parts;
  readonly conditions: readonly GrantCondition[];
  /** How far a role reaches. */
  readonly scope?: Scope;
  /** The service that the policy hangs on, as actions name it: `s3`, `kms`; absent where nothing says so. */
  readonly on?: string;
  readonly name?: Part;
  /** The whole of it. */
  readonly span: Span;
}

export type Cloud = 'aws' | 'gcp' | 'azure';

/**
 * - `identity`: for users, groups and roles of AWS
 * - `resource`: on a bucket, a queue, a key, …: it says itself for whom
 * - `trust`: who may become a role
 * - `limit`: what can be allowed at most (policies of organizations and of network endpoints); gives nothing by itself
 * - `attachment`: a managed policy for an identity
 * - `binding`: of Google Cloud, roles for members
 * - `assignment`: of Azure, a role for a principal
 * - `definition`: of Azure, a role made of actions
 */
export type PolicyKind =
  | 'identity'
  | 'resource'
  | 'trust'
  | 'limit'
  | 'attachment'
  | 'binding'
  | 'assignment'
  | 'definition';

export type Scope = 'organization' | 'folder' | 'project' | 'group' | 'resource' | 'unknown';

/** What stands in one place of a grant, such as its actions. */
export interface Parts {
  readonly list: readonly Part[];
  /** Whether that is all; otherwise a program adds more. */
  readonly complete: boolean;
  /** The key that they stand under, or the value where there is none. */
  readonly span: Span;
}

export interface Part {
  /** What is filled in later stands as `${…}` in it. */
  readonly value: string;
  /** Whether the value stands there in full. */
  readonly known: boolean;
  /** Of a principal: `AWS`, `Service`, `Federated`, `CanonicalUser`. */
  readonly type?: string;
  readonly span: Span;
}

export interface GrantCondition {
  /** `StringEquals`, … */
  readonly operator: string;
  /** `aws:SourceArn`, … */
  readonly key: string;
  readonly values: Parts;
  readonly span: Span;
}

/** Grants that hold together, and what the document around them says. */
export interface Policy {
  readonly grants: readonly Grant[];
  /** The key that it stands under, such as `assume_role_policy`, where there is one. */
  readonly key?: Span;
  readonly span: Span;
}
