import type { DocumentNode, MapNode } from '../../document/node.ts';
import type { Grant, GrantCondition, Part, Parts, PolicyKind } from '../grant.ts';
import { entriesOf, partsOf, plainKey, type Resolve, textOf } from '../read/parts.ts';

/** What the text around a statement says about it. */
export interface StatementContext {
  readonly resolve: Resolve;
  /** Where the policy hangs, as far as its place tells. */
  readonly policy?: PolicyKind;
  /** The service that the policy hangs on. */
  readonly on?: string;
  /** Whether a statement without an effect allows: in Terraform, the CDK and Pulumi it does. */
  readonly allows: boolean;
}

/** Whether a map looks like a statement of a policy, in any dialect: that is, says who, what or on what. */
export function isStatement(map: MapNode): boolean {
  const keys = new Set(map.entries.map(({ key }) => plainKey(key)));
  const hasAction = keys.has('action') || keys.has('notaction');
  if (keys.has('effect')) return hasAction || keys.has('resource') || keys.has('notresource') || keys.has('principal');
  return hasAction && (keys.has('resource') || keys.has('principal') || keys.has('notresource'));
}

/** The grant that a statement of an AWS policy makes; the map is one in whatever dialect it is written. */
export function statementGrant(map: MapNode, { resolve, policy, on, allows }: StatementContext): Grant {
  const parts = (key: string): Parts | undefined => {
    const entries = entriesOf(map, key);
    const [first] = entries;
    if (!first) return undefined;
    const all = entries.map(({ value }) => partsOf(value, resolve));
    return {
      list: all.flatMap(({ list }) => list),
      complete: all.every(({ complete }) => complete),
      span: first.keySpan,
    };
  };
  const principals = (key: string): Parts | undefined => {
    const entries = entriesOf(map, key);
    const [first] = entries;
    if (!first) return undefined;
    const list: Part[] = [];
    let complete = true;
    for (const { value } of entries) complete = collectPrincipals(value, resolve, list) && complete;
    return { list, complete, span: first.keySpan };
  };
  const actions = parts('action');
  const subjects = principals('principal');
  const exceptSubjects = principals('notprincipal');
  const conditions = entriesOf(map, 'condition').flatMap(({ value }) => conditionsOf(value, resolve));
  const [sid] = entriesOf(map, 'sid');
  const name = sid && partsOf(sid.value, resolve).list[0];
  const kind = policy ?? kindOf(actions, subjects ?? exceptSubjects);
  const service = on ?? (kind === 'resource' ? serviceOf(actions) : undefined);
  return {
    cloud: 'aws',
    policy: kind,
    effect: effectOf(map, allows),
    ...defined({
      subjects,
      exceptSubjects,
      actions,
      exceptActions: parts('notaction'),
      resources: parts('resource'),
      exceptResources: parts('notresource'),
      name,
      on: service,
    }),
    conditions,
    span: map.span,
  };
}

function effectOf(map: MapNode, allows: boolean): Grant['effect'] {
  const [entry] = entriesOf(map, 'effect');
  if (!entry) return allows ? 'allow' : 'unknown';
  const { value } = entry;
  // 'Allow', iam.Effect.ALLOW, awsiam.Effect_ALLOW
  const word = value.kind === 'scalar' ? /[A-Za-z]+$/.exec(String(value.value))?.[0].toLowerCase() : undefined;
  return word === 'allow' || word === 'deny' ? word : 'unknown';
}

/** A policy with principals hangs on what it protects; one that lets somebody become a role, on the role. */
function kindOf(actions: Parts | undefined, subjects: Parts | undefined): PolicyKind {
  if (!subjects) return 'identity';
  const list = actions?.list ?? [];
  return list.length > 0 && list.every(({ value }) => /^sts:(?:AssumeRole|TagSession|SetSourceIdentity)/i.test(value))
    ? 'trust'
    : 'resource';
}

function serviceOf(actions: Parts | undefined): string | undefined {
  const services = new Set((actions?.list ?? []).map(({ value }) => value.slice(0, value.indexOf(':')).toLowerCase()));
  const [service] = services;
  return services.size === 1 && service ? service : undefined;
}

/** Adds the principals that a node names; false where that is not all. */
function collectPrincipals(node: DocumentNode, resolve: Resolve, into: Part[]): boolean {
  if (node.kind === 'list') return node.items.map((item) => collectPrincipals(item, resolve, into)).every(Boolean);
  if (node.kind === 'scalar') {
    const made = node.call && principalOfCall(node.call.name, node.call.arguments, node.span, resolve);
    if (made) {
      into.push(made);
      return true;
    }
    const { list, complete } = partsOf(node, resolve);
    into.push(...list.map((part) => (part.value === '*' ? { ...part, type: 'AWS' } : part)));
    return complete;
  }
  const [type] = entriesOf(node, 'type');
  const identifiers = entriesOf(node, 'identifier');
  if (type && identifiers.length) {
    const of = typeName(textOf(type.value, resolve));
    return identifiers.map(({ value }) => typed(value, of, resolve, into)).every(Boolean);
  }
  return node.entries.map(({ key, value }) => typed(value, typeName(key), resolve, into)).every(Boolean);
}

function typed(node: DocumentNode, type: string, resolve: Resolve, into: Part[]): boolean {
  const { list, complete } = partsOf(node, resolve);
  into.push(...list.map((part) => ({ ...part, type })));
  return complete;
}

function typeName(text: string): string {
  const known = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
  if (text === '*') return 'AWS';
  return known.find((name) => name.toLowerCase() === text.toLowerCase()) ?? text;
}

/** The principals of the CDK are classes. */
function principalOfCall(
  name: string,
  [first]: readonly DocumentNode[],
  span: Part['span'],
  resolve: Resolve,
): Part | undefined {
  const value = first ? textOf(first, resolve) : '${…}';
  const known = !value.includes('${');
  switch (name.replace(/^New/, '')) {
    case 'AnyPrincipal':
    case 'StarPrincipal':
    case 'Anyone':
      return { value: '*', known: true, type: 'AWS', span };
    case 'ServicePrincipal':
      return { value, known, type: 'Service', span };
    case 'ArnPrincipal':
      return { value, known, type: 'AWS', span };
    case 'AccountPrincipal':
      return { value: `arn:aws:iam::${value}:root`, known, type: 'AWS', span };
    case 'AccountRootPrincipal':
      return { value: 'arn:aws:iam::${AWS::AccountId}:root', known: false, type: 'AWS', span };
    case 'FederatedPrincipal':
    case 'WebIdentityPrincipal':
    case 'OpenIdConnectPrincipal':
    case 'SamlPrincipal':
      return { value, known, type: 'Federated', span };
    default:
      return undefined;
  }
}

/** `{ operator: { key: values } }`, or blocks with `test`, `variable` and `values`. */
function conditionsOf(node: DocumentNode, resolve: Resolve): GrantCondition[] {
  if (node.kind === 'list') return node.items.flatMap((item) => conditionsOf(item, resolve));
  if (node.kind !== 'map') return [{ operator: '${…}', key: '${…}', values: nothing(node.span), span: node.span }];
  const [test] = entriesOf(node, 'test');
  const [variable] = entriesOf(node, 'variable');
  if (test && variable) {
    const [values] = entriesOf(node, 'value');
    return [
      {
        operator: textOf(test.value, resolve),
        key: textOf(variable.value, resolve),
        values: values ? partsOf(values.value, resolve) : nothing(node.span),
        span: variable.value.span,
      },
    ];
  }
  return node.entries.flatMap(({ key: operator, value, keySpan }) => {
    if (value.kind !== 'map') return [{ operator, key: '${…}', values: nothing(keySpan), span: keySpan }];
    return value.entries.map(({ key, keySpan, value }) => ({
      operator,
      key,
      values: partsOf(value, resolve),
      span: keySpan,
    }));
  });
}

function nothing(span: Part['span']): Parts {
  return { list: [], complete: false, span };
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
