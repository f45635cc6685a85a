import type { Span } from '../../../engine/span.ts';
import type { DocumentNode, Entry, MapNode, ScalarNode } from '../../document/node.ts';
import { isExpression } from '../../document/place.ts';
import type { Grant, Policy } from '../grant.ts';
import { embeddedJson, mayHoldPolicy } from '../read/embedded.ts';
import { partsOf, plainKey, type Resolve, textOf } from '../read/parts.ts';
import { holderOfCloudFormation, holderOfTerraform } from './holder.ts';
import { isStatement, type StatementContext, statementGrant } from './statement.ts';

/** Clouds whose policies look alike and mean other services. */
const otherClouds = /^(?:alicloud|tencentcloud|huaweicloud|volcengine|ucloud)_/;

/** What the reading of a document needs to know, besides the document. */
export interface Reading {
  readonly text: string;
  readonly resolve: Resolve;
  /** Of a policy that Terraform makes by itself, by its name: what uses it. */
  readonly usedBy: (name: string) => { readonly type: string; readonly key: string } | undefined;
}

/**
 * The policies of AWS in a configuration text: statements wherever they stand, embedded JSON included, and managed
 * policies that are attached. What a place means is told by the types and keys around it.
 */
export function awsPolicies(document: DocumentNode, reading: Reading, terraform: boolean): Policy[] {
  const policies: Policy[] = [];
  const context: StatementContext = { resolve: reading.resolve, allows: false };
  const visitor = visitorOf(reading, policies);
  if (terraform && document.kind === 'map') visitor.terraform(document, context);
  else visitor.visit(document, context, '');
  return policies;
}

/** Nothing a person writes is nested like this. */
const deepest = 100;

function visitorOf(reading: Reading, policies: Policy[]) {
  const { text, resolve, usedBy } = reading;
  let depth = 0;

  function visit(node: DocumentNode, context: StatementContext, key: string, at?: Span): void {
    if (depth > deepest) return;
    depth++;
    if (node.kind === 'scalar') scalar(node, context, key, at);
    else if (node.kind === 'list') {
      if (node.tag === 'Join' || node.tag === 'Sub') attach(node, key);
      else for (const item of node.items) visit(item, context, key, at);
    } else map(node, context, key, at);
    depth--;
  }

  function scalar(node: ScalarNode, context: StatementContext, key: string, at: Span | undefined): void {
    if (node.call) {
      for (const argument of node.call.arguments) visit(argument, context, key, at);
      return;
    }
    if (typeof node.value !== 'string') return;
    if (node.value.length > 20 && mayHoldPolicy(node.value)) {
      const embedded = embeddedJson(text, node.span);
      if (embedded && embedded.kind !== 'scalar') visit(embedded, { ...context, allows: false }, key, at);
    } else attach(node, key);
  }

  /** A managed policy, by its ARN anywhere, by its name where SAM and serverless expect one. */
  function attach(node: DocumentNode, key: string): void {
    if (isBoundary(key)) return;
    const grant = attachment(textOf(node, resolve), node.span, policyLists.has(plainKey(key)));
    if (grant) policies.push({ grants: [grant], span: node.span });
  }

  function map(node: MapNode, outer: StatementContext, key: string, at: Span | undefined): void {
    if (node.entries.length === 1 && isExpression(node)) {
      const [{ key: name, value }] = node.entries as readonly [Entry];
      if (name === 'Fn::If') visit(value, outer, key, at);
      else if (name === 'Fn::Join' || name === 'Fn::Sub') attach(node, key);
      return;
    }
    const context = inCloudFormation(node, outer);
    const grant = isStatement(node) ? statementGrant(node, context) : undefined;
    if (grant && (hasEffect(node) || isPlainStatement(grant))) {
      policies.push({ grants: [grant], ...keyOf(at), span: node.span });
      return;
    }
    statements(node, context, at);
    for (const { key, keySpan, value } of node.entries) {
      const plain = plainKey(key);
      if (isStatements(plain) || plain === 'condition' || isBoundary(key)) continue;
      visit(value, trusts.has(plain) ? { ...context, policy: 'trust' } : context, key, keySpan);
    }
  }

  /** The statements of a policy: a list, one map, or the blocks of HCL. */
  function statements(node: MapNode, context: StatementContext, at: Span | undefined): void {
    const entries = node.entries.filter(({ key }) => isStatements(plainKey(key)));
    if (!entries.length || isForeign(node)) return;
    const grants: Grant[] = [];
    for (const { value } of entries) {
      for (const item of value.kind === 'list' ? value.items : [value]) {
        if (item.kind === 'map' && !isExpression(item) && isStatementHere(item)) {
          const grant = statementGrant(item, context);
          if (context.allows || hasOwnKeys(item) || hasActions(grant)) grants.push(grant);
        } else if (item.kind !== 'map') visit(item, context, 'statement', at);
      }
    }
    if (grants.length) policies.push({ grants, ...keyOf(at), span: node.span });
  }

  function terraform(root: MapNode, context: StatementContext): void {
    for (const { key, value } of root.entries) {
      if ((key !== 'resource' && key !== 'data') || value.kind !== 'map') {
        visit(value, context, key);
        continue;
      }
      for (const { key: type, value: names } of value.entries) {
        if (names.kind !== 'map' || otherClouds.test(type)) continue;
        for (const { key: name, value: body } of names.entries) terraformBlock(type, name, body, context);
      }
    }
  }

  function terraformBlock(type: string, name: string, body: DocumentNode, outer: StatementContext): void {
    if (type === 'aws_iam_policy_document') {
      const user = usedBy(name);
      const trust = user && trusts.has(plainKey(user.key)) ? { policy: 'trust' as const } : {};
      visit(body, { ...outer, ...(user ? holderOfTerraform(user.type) : {}), ...trust, allows: true }, '');
      return;
    }
    if (type === 'aws_iam_policy' && body.kind === 'map') {
      const named = body.entries.find(({ key }) => key === 'name')?.value;
      // Of a resource it is a new name, which nobody gives to a policy that there is.
      if (named?.kind === 'scalar') attach(named, 'managed_policies');
    }
    if (type === 'aws_lambda_permission' && body.kind === 'map') permission(body);
    else visit(body, { ...outer, ...holderOfTerraform(type) }, '');
  }

  /** Within a resource of CloudFormation it is known what a policy hangs on. */
  function inCloudFormation(node: MapNode, outer: StatementContext): StatementContext {
    const type = node.entries.find(({ key }) => key === 'Type')?.value;
    if (type?.kind !== 'scalar' || typeof type.value !== 'string' || !type.value.startsWith('AWS::')) return outer;
    if (type.value === 'AWS::Lambda::Permission') {
      const properties = node.entries.find(({ key }) => key === 'Properties')?.value;
      if (properties?.kind === 'map') permission(properties);
    }
    return { ...outer, ...holderOfCloudFormation(type.value) };
  }

  /** A permission of Lambda is one statement of the policy of a function. */
  function permission(node: MapNode): void {
    const grant = statementGrant(node, { resolve, policy: 'resource', on: 'lambda', allows: true });
    const sources = node.entries.filter(({ key }) => sourceKeys.has(plainKey(key)));
    const conditions = sources.map(({ key, keySpan, value }) => ({
      operator: 'StringEquals',
      key: sourceKeys.get(plainKey(key))!,
      values: partsOf(value, resolve),
      span: keySpan,
    }));
    policies.push({ grants: [{ ...grant, conditions }], span: node.span });
  }

  return { visit, terraform };
}

/** A grant of a policy that AWS manages, where a text names one. */
export function attachment(value: string, span: Span, byName: boolean): Grant | undefined {
  const found = /:iam::aws:policy\/(?:[\w-]+\/)*([\w+=,.@-]+)$/.exec(value)?.[1];
  const name = found ?? (byName && /^[A-Z][\w-]{3,100}$/.test(value) ? value : undefined);
  if (name === undefined) return undefined;
  return {
    cloud: 'aws',
    policy: 'attachment',
    effect: 'allow',
    roles: { list: [{ value: name, known: true, span }], complete: true, span },
    conditions: [],
    span,
  };
}

function keyOf(key: Span | undefined): Pick<Policy, 'key'> {
  return key ? { key } : {};
}

const trusts = new Set(['assumerolepolicydocument', 'assumerolepolicy', 'trustpolicy', 'trustpolicydocument']);

/** Keys under which names of managed policies stand: of SAM, serverless and Ansible. */
const policyLists = new Set(['policie', 'managedpolicie', 'iammanagedpolicie', 'managedpolicy', 'managedpolicyarn']);

const sourceKeys = new Map([
  ['sourcearn', 'aws:SourceArn'],
  ['sourceaccount', 'aws:SourceAccount'],
  ['principalorgid', 'aws:PrincipalOrgID'],
  ['functionurlauthtype', 'lambda:FunctionUrlAuthType'],
]);

function isStatements(plainKey: string): boolean {
  return plainKey === 'statement' || plainKey === 'iamrolestatement';
}

function isBoundary(key: string): boolean {
  return /boundary/i.test(key);
}

function hasEffect(map: MapNode): boolean {
  return map.entries.some(({ key, value }) => {
    return key === 'Effect' && value.kind === 'scalar' && /^(?:allow|deny)$/i.test(String(value.value));
  });
}

/** Modules of Terraform take statements in lower case; only their actions tell whose they are. */
function isPlainStatement(grant: Grant): boolean {
  return (
    grant.effect !== 'unknown' && hasActions(grant) && !!grant.actions?.list.some(({ value }) => value.includes(':'))
  );
}

/** Other clouds write policies as AWS does, with versions of their own: `1`, `1.1`, `2.0`. */
function isForeign(map: MapNode): boolean {
  const version = map.entries.find(({ key }) => key === 'Version' || key === 'version')?.value;
  return version?.kind === 'scalar' && version.literal && /^[1-9](?:\.\d)?$/.test(String(version.value));
}

/** The keys as IAM writes them. Other languages of policies have them in lower case. */
function hasOwnKeys(map: MapNode): boolean {
  return map.entries.some(({ key }) => /^(?:Effect|(?:Not)?(?:Action|Principal|Resource))$/.test(key));
}

function hasActions({ actions, exceptActions }: Grant): boolean {
  const list = [...(actions?.list ?? []), ...(exceptActions?.list ?? [])];
  return list.length > 0 && list.every(({ value }) => /^(?:\*|[\w-]+:[\w*?]+)$/.test(value));
}

/** Under `Statement` whatever has one of its parts is one, however unfinished. */
function isStatementHere(map: MapNode): boolean {
  return map.entries.some(({ key }) => /^(?:not)?(?:action|resource|principal)$|^effect$/.test(plainKey(key)));
}
