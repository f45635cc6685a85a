import type { DocumentNode, MapNode } from '../document/node.ts';
import type { Grant, Parts, Policy, Scope } from './grant.ts';
import { entriesOf, partsOf, type Resolve, textOf } from './read/parts.ts';

/** The role assignments and role definitions of Azure in a configuration text: Terraform, Bicep and ARM templates. */
export function azurePolicies(
  document: DocumentNode,
  resolve: Resolve,
  language: 'terraform' | 'bicep' | 'template',
  text: string,
): Policy[] {
  if (document.kind !== 'map') return [];
  const policies: Policy[] = [];
  const add = (grant: Grant | undefined): void => {
    if (grant)
      policies.push({ grants: [grant], ...(grant.actions ? { key: grant.actions.span } : {}), span: grant.span });
  };
  if (language === 'terraform') {
    for (const body of terraformBlocks(document, 'azurerm_role_assignment')) add(assignmentOfTerraform(body, resolve));
    for (const body of terraformBlocks(document, 'azurerm_role_definition')) add(definition(body, body, resolve));
    return policies;
  }
  const deployment = deploymentScope(document, text);
  const visit = (node: DocumentNode, depth: number): void => {
    if (depth > 60 || node.kind === 'scalar') return;
    if (node.kind === 'list') {
      for (const item of node.items) visit(item, depth + 1);
      return;
    }
    const type = node.entries.find(({ key }) => key === 'type')?.value;
    const name = type?.kind === 'scalar' ? String(type.value) : '';
    add(ofResource(name, node, resolve, deployment));
    for (const { key, value } of node.entries) {
      if (value.kind === 'map' && key.startsWith('Microsoft.Authorization/')) {
        for (const { value: body } of value.entries) {
          if (body.kind === 'map') add(ofResource(key, body, resolve, deployment));
        }
      } else visit(value, depth + 1);
    }
  };
  visit(document, 0);
  return policies;
}

function ofResource(type: string, body: MapNode, resolve: Resolve, deployment: Scope): Grant | undefined {
  const lower = type.toLowerCase();
  if (!/\/role(?:assignments|definitions)(?:@|$)/.test(lower)) return undefined;
  const properties = body.entries.find(({ key }) => key === 'properties')?.value;
  if (properties?.kind !== 'map') return undefined;
  if (lower.includes('/roledefinitions')) return definition(properties, body, resolve);
  const [role] = entriesOf(properties, 'roledefinitionid');
  if (!role) return undefined;
  const [scope] = entriesOf(body, 'scope');
  const nested = !lower.startsWith('microsoft.authorization/');
  return assignment(
    body,
    role,
    principalOf(properties, resolve),
    nested ? 'resource' : scope ? 'resource' : deployment,
    resolve,
  );
}

/** How far a template reaches that does not say it for each resource. */
function deploymentScope(document: MapNode, text: string): Scope {
  const schema = document.entries.find(({ key }) => key === '$schema')?.value;
  const said =
    schema?.kind === 'scalar' ? String(schema.value) : (/^\s*targetScope\s*=\s*'(\w+)'/m.exec(text)?.[1] ?? '');
  if (/subscription/i.test(said)) return 'project';
  if (/managementGroup|tenant/i.test(said)) return 'organization';
  return 'group';
}

function* terraformBlocks(root: MapNode, type: string): Iterable<MapNode> {
  for (const { key, value } of root.entries) {
    if (key !== 'resource' || value.kind !== 'map') continue;
    for (const { key: name, value: names } of value.entries) {
      if (name !== type || names.kind !== 'map') continue;
      for (const { value: body } of names.entries) if (body.kind === 'map') yield body;
    }
  }
}

function assignmentOfTerraform(body: MapNode, resolve: Resolve): Grant | undefined {
  const role = entriesOf(body, 'roledefinitionname')[0] ?? entriesOf(body, 'roledefinitionid')[0];
  if (!role) return undefined;
  const [scope] = entriesOf(body, 'scope');
  const reach = scope ? scopeOfId(textOf(scope.value, resolve)) : 'unknown';
  return assignment(body, role, principalOf(body, resolve), reach, resolve);
}

/** From an id such as `/subscriptions/…/resourceGroups/…`, or an expression that names what it is of. */
function scopeOfId(id: string): Scope {
  if (/managementGroups|management_group/i.test(id)) return 'organization';
  if (/resourceGroups\/[^/]+\/.|_(?:account|vault|cluster|registry|server|app|key|machine)\b/i.test(id))
    return 'resource';
  if (/resourceGroups|resource_group/i.test(id)) return 'group';
  if (/subscription/i.test(id)) return 'project';
  return /azurerm_/.test(id) ? 'resource' : 'unknown';
}

function principalOf(map: MapNode, resolve: Resolve): Parts | undefined {
  const [entry] = entriesOf(map, 'principalid');
  return entry && { ...partsOf(entry.value, resolve), span: entry.keySpan };
}

function assignment(
  body: MapNode,
  role: MapNode['entries'][number],
  subjects: Parts | undefined,
  scope: Scope,
  resolve: Resolve,
): Grant {
  const value = writtenRole(role.value, resolve);
  // A role is named by its GUID, somewhere in an id or in the call that makes one.
  const guid = guids.exec(value)?.[0].toLowerCase();
  const known = guid !== undefined || !value.includes('${');
  return {
    cloud: 'azure',
    policy: 'assignment',
    effect: 'allow',
    roles: { list: [{ value: guid ?? value, known, span: role.value.span }], complete: true, span: role.keySpan },
    ...(subjects ? { subjects } : {}),
    scope,
    conditions: entriesOf(body, 'condition').map(({ keySpan }) => ({
      operator: 'expression',
      key: '${…}',
      values: { list: [], complete: false, span: keySpan },
      span: keySpan,
    })),
    span: body.span,
  };
}

/** The text of a role's id, or of the call that makes it, with one name followed. */
function writtenRole(node: DocumentNode, resolve: Resolve): string {
  if (node.kind !== 'scalar' || node.literal) return textOf(node, resolve);
  const text = String(node.value);
  const name = /^\[?(?:parameters|variables)\('(\w+)'\)\]?$/.exec(text)?.[1] ?? /^(\w+)(?:\.id)?$/.exec(text)?.[1];
  const known = name === undefined ? undefined : resolve(name);
  if (known?.kind === 'scalar') return String(known.value);
  return guids.test(text) ? text : textOf(node, resolve);
}

const guids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

function definition(map: MapNode, body: MapNode, resolve: Resolve): Grant | undefined {
  const permissions = entriesOf(map, 'permission').flatMap(({ value }) =>
    value.kind === 'list' ? value.items : [value],
  );
  const all = (key: string): Parts | undefined => {
    const entries = permissions.flatMap((one) => (one.kind === 'map' ? entriesOf(one, key) : []));
    const [first] = entries;
    if (!first) return undefined;
    const parts = entries.map(({ value }) => partsOf(value, resolve));
    return {
      list: parts.flatMap(({ list }) => list),
      complete: parts.every(({ complete }) => complete),
      span: first.keySpan,
    };
  };
  const actions = all('action');
  const dataActions = all('dataaction');
  if (!actions && !dataActions) return undefined;
  const exceptActions = all('notaction');
  const [scopes] = entriesOf(map, 'assignablescope');
  return {
    cloud: 'azure',
    policy: 'definition',
    effect: 'allow',
    actions: {
      list: [...(actions?.list ?? []), ...(dataActions?.list ?? [])],
      complete: (actions?.complete ?? true) && (dataActions?.complete ?? true),
      span: (actions ?? dataActions)!.span,
    },
    ...(exceptActions?.list.length ? { exceptActions } : {}),
    ...(scopes ? { resources: { ...partsOf(scopes.value, resolve), span: scopes.keySpan } } : {}),
    conditions: [],
    span: body.span,
  };
}
