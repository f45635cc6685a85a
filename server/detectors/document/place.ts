import type { DocumentNode, Entry, MapNode } from './node.ts';
import type { DocumentPath, Step } from './spec.ts';

/** A node, and the way to it. */
export interface Place {
  readonly node: DocumentNode;
  /** Absent for documents and for the items of lists. */
  readonly entry?: Entry;
  readonly parent?: Place;
}

/** Where a path leads. */
export interface Way {
  readonly places: readonly Place[];
  /** Whether an expression stands in the way: nobody can tell what is behind it. */
  readonly hidden: boolean;
}

/**
 * Follows a path. The time is in proportion to the text, whatever the path: no step leads twice to one node.
 * @param ignoreCase names mean every case
 */
export function follow(path: DocumentPath, from: Place, ignoreCase: boolean): Way {
  let places: readonly Place[] = [from];
  let hidden = false;
  for (const step of path) {
    const next: Place[] = [];
    const seen = new Set<DocumentNode>();
    for (const place of places) {
      if (step.to !== 'parent' && step.to !== 'root' && isExpression(place.node)) hidden = true;
      else {
        for (const one of stepped(step, place, ignoreCase)) {
          if (seen.has(one.node)) continue;
          seen.add(one.node);
          next.push(one);
        }
      }
    }
    places = next;
    if (!places.length) break;
  }
  return { places, hidden };
}

/**
 * Whether a program works the node out: a template, a reference, a tag of YAML, a function of CloudFormation as it is
 * written in JSON.
 */
export function isExpression(node: DocumentNode): boolean {
  if (node.tag !== undefined) return true;
  if (node.kind === 'scalar') return !node.literal;
  if (node.kind !== 'map' || node.entries.length !== 1) return false;
  const { key } = node.entries[0]!;
  return key === 'Ref' || key.startsWith('Fn::');
}

/** The nearest place around that has a name, itself included. */
export function named(place: Place): (Place & { entry: Entry }) | undefined {
  for (let at: Place | undefined = place; at; at = at.parent) {
    if (at.entry) return at as Place & { entry: Entry };
  }
  return undefined;
}

function stepped(step: Step, place: Place, ignoreCase: boolean): Iterable<Place> {
  const { node } = place;
  switch (step.to) {
    case 'names':
      return node.kind === 'list'
        ? itemsOf(place).flatMap((item) => (item.node.kind === 'map' ? entriesNamed(step, item, ignoreCase) : []))
        : entriesNamed(step, place, ignoreCase);
    case 'children':
      return childrenOf(place);
    case 'everything':
      return everythingIn(place);
    case 'items':
      return node.kind === 'list' ? itemsOf(place) : [place];
    case 'item':
      return itemsOf(place).slice(step.index, step.index + 1);
    case 'parent':
      return place.parent ? [place.parent] : [];
    case 'root': {
      let root = place;
      while (root.parent) root = root.parent;
      return [root];
    }
  }
}

function itemsOf(place: Place): Place[] {
  return place.node.kind === 'list' ? place.node.items.map((node) => ({ node, parent: place })) : [];
}

function childrenOf(place: Place): Place[] {
  if (place.node.kind !== 'map') return itemsOf(place);
  return place.node.entries.map((entry) => ({ node: entry.value, entry, parent: place }));
}

/** Without recursion: aliases can make a tree deeper than its text. */
function everythingIn(from: Place): Place[] {
  const found: Place[] = [];
  const seen = new Set<DocumentNode>();
  const waiting = [from];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    if (seen.has(place.node)) continue;
    seen.add(place.node);
    found.push(place);
    if (place.node.kind !== 'scalar' && !isExpression(place.node)) waiting.push(...childrenOf(place));
  }
  return found;
}

function entriesNamed({ names, globs }: Step & { to: 'names' }, place: Place, ignoreCase: boolean): readonly Place[] {
  const { node } = place;
  if (node.kind !== 'map') return [];
  const at = (entry: Entry): Place => ({ node: entry.value, entry, parent: place });
  const exact = names.flatMap((name) => lookUp(node, name, ignoreCase).map(at));
  if (!globs?.length) return exact;
  const patterns = globs.map((glob) => regexOf(glob, ignoreCase));
  const fitting = node.entries.filter(
    ({ key }) => key.length <= longest && patterns.some((pattern) => pattern.test(key)),
  );
  return [...exact, ...fitting.map(at)];
}

/** Nobody writes longer keys, and globs are not made for them. */
const longest = 300;

const regexes = new Map<string, RegExp>();

/** Regular expressions of globs come from rules, so there are only as many as rules have. */
function regexOf(glob: string, ignoreCase: boolean): RegExp {
  const flags = ignoreCase ? 'isu' : 'su';
  const id = `${flags}${glob}`;
  let regex = regexes.get(id);
  if (!regex) {
    regex = new RegExp(glob, flags);
    regexes.set(id, regex);
  }
  return regex;
}

/** How many maps that `<<` brings in one look-up goes through; nobody writes a chain like this. */
const mostMerged = 50;

function lookUp(map: MapNode, name: string, ignoreCase: boolean): readonly Entry[] {
  const waiting = [map];
  for (let index = 0; index < waiting.length && index < mostMerged; index++) {
    const found = ownEntries(waiting[index]!, name, ignoreCase);
    if (found.length) return found;
    for (const merged of waiting[index]!.merged ?? []) waiting.push(merged);
  }
  return [];
}

function ownEntries(map: MapNode, name: string, ignoreCase: boolean): readonly Entry[] {
  const lower = name.toLowerCase();
  const candidates = map.entries.length > few ? (indexOf(map).get(lower) ?? []) : map.entries;
  return candidates.filter(({ key }) => key === name || (ignoreCase && key.toLowerCase() === lower));
}

/** Up to so many entries are looked through; of more there is an index. */
const few = 8;

/** By lower-case key; it lives as long as the map. */
const indices = new WeakMap<MapNode, Map<string, Entry[]>>();

function indexOf(map: MapNode): Map<string, Entry[]> {
  let index = indices.get(map);
  if (!index) {
    index = new Map();
    for (const entry of map.entries) {
      const key = entry.key.toLowerCase();
      const known = index.get(key);
      if (known) known.push(entry);
      else index.set(key, [entry]);
    }
    indices.set(map, index);
  }
  return index;
}
