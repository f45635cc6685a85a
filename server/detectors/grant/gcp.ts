import type { DocumentNode, MapNode } from '../document/node.ts';
import type { Policy, Scope } from './grant.ts';
import { entriesOf, partsOf, type Resolve, textOf } from './read/parts.ts';

/** The bindings of Google Cloud in a configuration text: of Terraform, of policies as `gcloud` writes them, of Kubernetes. */
export function gcpPolicies(document: DocumentNode, resolve: Resolve, terraform: boolean): Policy[] {
  const policies: Policy[] = [];
  if (document.kind === 'map' && terraform) ofTerraform(document, resolve, policies);
  else visit(document, resolve, 'unknown', policies, 0);
  return policies;
}

function ofTerraform(root: MapNode, resolve: Resolve, policies: Policy[]): void {
  for (const { key, value } of root.entries) {
    if ((key !== 'resource' && key !== 'data') || value.kind !== 'map') continue;
    for (const { key: type, value: names } of value.entries) {
      const scope = scopeOfType(type);
      if (!scope || names.kind !== 'map') continue;
      for (const { value: body } of names.entries) {
        if (body.kind !== 'map') continue;
        const inner = blocks.get(type);
        const maps = inner ? entriesOf(body, inner).map(({ value }) => value) : [body];
        for (const map of maps) if (map.kind === 'map') bind(map, resolve, scope, policies);
      }
    }
  }
}

/** Types that hold several bindings, each in a block. */
const blocks = new Map([
  ['google_iam_policy', 'binding'],
  ['google_bigquery_dataset', 'acces'],
]);

function scopeOfType(type: string): Scope | undefined {
  if (type === 'google_iam_policy') return 'unknown';
  if (type === 'google_bigquery_dataset') return 'resource';
  const target = /^google_(\w+?)_(?:iam_(?:member|binding)|(?:default_object_)?access_control|dataset_access)$/.exec(
    type,
  )?.[1];
  if (target === undefined) return type === 'google_bigquery_dataset_access' ? 'resource' : undefined;
  if (target === 'project' || target === 'folder' || target === 'organization') return target;
  return 'resource';
}

function visit(node: DocumentNode, resolve: Resolve, scope: Scope, policies: Policy[], depth: number): void {
  if (node.kind === 'scalar' || depth > 60) return;
  if (node.kind === 'list') {
    for (const item of node.items) visit(item, resolve, scope, policies, depth + 1);
    return;
  }
  if (isBinding(node)) {
    bind(node, resolve, scope, policies);
    return;
  }
  const target = scopeOfReference(node) ?? scope;
  for (const { value } of node.entries) visit(value, resolve, target, policies, depth + 1);
}

function isBinding(map: MapNode): boolean {
  // An entry of an access list: { role: READER, entity: allUsers }
  const [entity] = [...entriesOf(map, 'entity'), ...entriesOf(map, 'specialgroup')];
  if (entity?.value.kind === 'scalar' && /^all(?:Authenticated)?Users$/i.test(String(entity.value.value))) return true;
  const [role] = entriesOf(map, 'role');
  if (role?.value.kind !== 'scalar' || !String(role.value.value).includes('roles/')) return false;
  return entriesOf(map, 'member').length > 0;
}

/** What `resourceRef` of Config Connector names. */
function scopeOfReference(map: MapNode): Scope | undefined {
  const reference = map.entries.find(({ key }) => key === 'resourceRef')?.value;
  if (reference?.kind !== 'map') return undefined;
  const kind = reference.entries.find(({ key }) => key === 'kind')?.value;
  const name = kind?.kind === 'scalar' ? String(kind.value).toLowerCase() : '';
  if (name === 'project' || name === 'folder' || name === 'organization') return name;
  return name ? 'resource' : undefined;
}

/** Adds the grant of one binding: a role, and for whom. */
function bind(map: MapNode, resolve: Resolve, scope: Scope, policies: Policy[]): void {
  const [role] = entriesOf(map, 'role');
  const members = [...entriesOf(map, 'member'), ...entriesOf(map, 'entity'), ...entriesOf(map, 'specialgroup')];
  const [member] = members;
  if (!role && !member) return;
  const lists = members.map(({ value }) => partsOf(value, resolve));
  const condition = entriesOf(map, 'condition')[0];
  policies.push({
    grants: [
      {
        cloud: 'gcp',
        policy: 'binding',
        effect: 'allow',
        ...(role ? { roles: { ...partsOf(role.value, resolve), span: role.keySpan } } : {}),
        ...(member
          ? {
              subjects: {
                list: lists.flatMap(({ list }) => list),
                complete: lists.every(({ complete }) => complete),
                span: member.keySpan,
              },
            }
          : {}),
        scope,
        conditions: condition
          ? [
              {
                operator: 'expression',
                key: textOf(condition.value, resolve),
                values: { list: [], complete: false, span: condition.keySpan },
                span: condition.keySpan,
              },
            ]
          : [],
        span: map.span,
      },
    ],
    span: map.span,
  });
}
