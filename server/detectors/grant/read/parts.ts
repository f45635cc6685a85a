import type { Span } from '../../../engine/span.ts';
import type { DocumentNode, Entry, MapNode, ScalarNode } from '../../document/node.ts';
import type { Part, Parts } from '../grant.ts';

/** What a name stands for in the same file, such as `local.actions` or a parameter; undefined where nobody knows. */
export type Resolve = (name: string) => DocumentNode | undefined;

/** So far names are followed: nobody writes longer chains of constants. */
const mostSteps = 6;

/**
 * The values that a node holds: one, or those of a list, with references followed, joins made and both sides of a choice
 * taken. What a program works out stays as `${…}`.
 */
export function partsOf(node: DocumentNode, resolve: Resolve, span: Span = node.span): Parts {
  const list: Part[] = [];
  const complete = collect(node, resolve, list, mostSteps);
  return { list, complete, span };
}

/** Adds what the node holds; false where that is not all. */
function collect(node: DocumentNode, resolve: Resolve, into: Part[], steps: number): boolean {
  if (steps < 0) return false;
  if (node.kind === 'list') {
    // !If [condition, one, other] and !Join [separator, [parts]]
    const items = node.tag === 'If' ? node.items.slice(1) : node.items;
    if (node.tag === 'Join' || node.tag === 'Sub') return addText(node, resolve, into);
    if (node.tag !== undefined && node.tag !== 'If') return false;
    return items.map((item) => collect(item, resolve, into, steps - 1)).every(Boolean);
  }
  if (node.kind === 'map') return collectFunction(node, resolve, into, steps);
  if (node.value === null) return true;
  const { call } = node;
  if (call && collecting.has(call.name)) {
    return call.arguments.map((argument) => collect(argument, resolve, into, steps - 1)).every(Boolean);
  }
  const known = node.literal ? undefined : referred(node, resolve);
  if (known) {
    const before = into.length;
    const complete = collect(known, resolve, into, steps - 1);
    // It is mended, and shown, where it is used.
    for (let index = before; index < into.length; index++) into[index] = { ...into[index]!, span: node.span };
    return complete;
  }
  return addText(node, resolve, into);
}

/** Functions of HCL that hand on the values they are given. */
const collecting = new Set([
  'concat',
  'toset',
  'tolist',
  'flatten',
  'compact',
  'distinct',
  'sort',
  'setunion',
  'coalescelist',
]);

function collectFunction(node: MapNode, resolve: Resolve, into: Part[], steps: number): boolean {
  const [entry] = node.entries;
  if (!entry || node.entries.length !== 1) return false;
  if (entry.key === 'Fn::If' && entry.value.kind === 'list') {
    return entry.value.items
      .slice(1)
      .map((item) => collect(item, resolve, into, steps - 1))
      .every(Boolean);
  }
  const known = entry.key === 'Ref' && entry.value.kind === 'scalar' ? resolve(String(entry.value.value)) : undefined;
  if (known) return collect({ ...known, span: node.span }, resolve, into, steps - 1);
  return addText(node, resolve, into);
}

function addText(node: DocumentNode, resolve: Resolve, into: Part[]): boolean {
  const value = textOf(node, resolve, mostSteps);
  // Of something that a program works out alone, nobody knows how many values it is.
  const known = !value.includes('${');
  into.push({ value, known, span: node.span });
  return known || !/^\$\{[^{}]*\}$/.test(value);
}

function referred(node: ScalarNode, resolve: Resolve): DocumentNode | undefined {
  const text = String(node.value);
  const name = /^\$\{([\w.:-]+)\}$/.exec(text)?.[1] ?? text;
  return /^[\w.:$-]{1,200}$/.test(name) ? resolve(name) : undefined;
}

/** The text of a value; what a program fills in as `${…}`. */
export function textOf(node: DocumentNode, resolve: Resolve, steps = mostSteps): string {
  if (node.kind === 'scalar') return scalarText(node, resolve, steps);
  if (node.kind === 'list') {
    if (node.tag === 'Join') return joined(node.items, resolve, steps);
    const [first] = node.items;
    return node.tag === 'Sub' && first ? scalarOrUnknown(first) : '${…}';
  }
  const [entry] = node.entries;
  if (!entry || node.entries.length !== 1) return '${…}';
  const { key, value } = entry;
  if (key === 'Fn::Join' && value.kind === 'list') return joined(value.items, resolve, steps);
  if (key === 'Fn::Sub') return scalarOrUnknown(value.kind === 'list' ? (value.items[0] ?? value) : value);
  return `\${${value.kind === 'scalar' ? String(value.value) : '…'}}`;
}

function scalarOrUnknown(node: DocumentNode): string {
  return node.kind === 'scalar' ? String(node.value) : '${…}';
}

function scalarText(node: ScalarNode, resolve: Resolve, steps: number): string {
  const text = String(node.value ?? '');
  if (node.literal || node.tag === 'Sub') return text;
  // A string with pieces that are filled in; anything else is a piece itself.
  if (text.includes('${')) return filled(text, resolve, steps);
  return `\${${text.slice(0, 80)}}`;
}

/** Puts what is known in the place of `${local.name}`. */
function filled(text: string, resolve: Resolve, steps: number): string {
  if (steps <= 0) return text;
  return text.replace(/\$\{([\w.]{1,100})\}/g, (whole, name: string) => {
    const known = resolve(name);
    return known?.kind === 'scalar' && known.literal ? String(known.value) : whole;
  });
}

function joined(items: readonly DocumentNode[], resolve: Resolve, steps: number): string {
  const [separator, parts] = items;
  if (steps <= 0 || separator?.kind !== 'scalar' || parts?.kind !== 'list') return '${…}';
  return parts.items.map((part) => textOf(part, resolve, steps - 1)).join(String(separator.value ?? ''));
}

/** The name of a key as all dialects write it: `not_actions`, `NotAction` and `notActions` are `notaction`. */
export function plainKey(key: string): string {
  const plain = key.toLowerCase().replace(/[_-]/g, '');
  return plain.endsWith('s') && plain.length > 4 ? plain.slice(0, -1) : plain;
}

/** The entries of a map under a key, in whatever dialect it is written. */
export function entriesOf(map: MapNode, key: string): readonly Entry[] {
  return map.entries.filter((entry) => plainKey(entry.key) === key);
}
