import type { DocumentNode, MapNode } from '../../document/node.ts';
import type { Resolve } from './parts.ts';

/**
 * What names stand for in a configuration text: locals and the defaults of variables in Terraform, the defaults of
 * parameters in CloudFormation and Bicep. What somebody can set from outside is known by its default only.
 */
export function constantsOf(document: DocumentNode, terraform: boolean): Resolve {
  if (document.kind !== 'map') return () => undefined;
  return terraform ? ofTerraform(document) : ofTemplate(document);
}

function ofTerraform(root: MapNode): Resolve {
  const known = new Map<string, DocumentNode>();
  for (const { key, value } of root.entries) {
    if (value.kind !== 'map') continue;
    if (key === 'locals') for (const entry of value.entries) known.set(`local.${entry.key}`, entry.value);
    if (key !== 'variable') continue;
    for (const { key: name, value: body } of value.entries) {
      const set = body.kind === 'map' ? body.entries.find((entry) => entry.key === 'default') : undefined;
      if (set) known.set(`var.${name}`, set.value);
    }
  }
  return (name) => known.get(name);
}

function ofTemplate(root: MapNode): Resolve {
  const known = new Map<string, DocumentNode>();
  for (const { key, value } of root.entries) {
    if (value.kind !== 'map') continue;
    if (key === 'var' || key === 'variables') for (const entry of value.entries) known.set(entry.key, entry.value);
    if (key === 'Parameters' || key === 'parameters' || key === 'param') addDefaults(value, known);
    if (key === 'resource') addExisting(value, known);
  }
  return (name) => known.get(name);
}

function addDefaults(parameters: MapNode, known: Map<string, DocumentNode>): void {
  for (const { key, value } of parameters.entries) {
    const set =
      value.kind === 'map' ? value.entries.find((entry) => /^default(?:Value)?$/i.test(entry.key)) : undefined;
    if (set) known.set(key, set.value);
  }
}

/** Bicep names what exists already by a resource with nothing but its name: `existing = { name: 'guid' }`. */
function addExisting(types: MapNode, known: Map<string, DocumentNode>): void {
  for (const { key: type, value: names } of types.entries) {
    if (!/roleDefinitions@/i.test(type) || names.kind !== 'map') continue;
    for (const { key, value } of names.entries) {
      const name = value.kind === 'map' ? value.entries.find((entry) => entry.key === 'name')?.value : undefined;
      if (name) known.set(key, name);
    }
  }
}
