import type { DocumentNode, Entry, MapNode } from './node.ts';
import type { DocumentPath, Step } from './spec.ts';

/** A node, and the way to it. */
export interface Place {
  readonly node: DocumentNode;
  /** Absent for documents and for the items of lists. */
  readonly entry?: Entry;
  /** Absent for documents. */
  readonly parent?: Place;
}

/** The place that a document is, with what is known about where paths lead from it. */
export interface DocumentPlace extends Place {
  readonly start: Level;
}

/** Where a path leads. */
export interface Way {
  readonly places: readonly Place[];
  /** Whether an expression stands in the way: nobody can tell what is behind it. */
  readonly hidden: boolean;
}

/**
 * Where some steps lead from a document. Hundreds of rules begin with the same steps, and ask again for every place that
 * they judge, so it is remembered as long as the document.
 */
export interface Level extends Way {
  /** By step, as a text. */
  readonly next: Map<string, Level>;
  /** The entries of all places, by their keys. */
  byName?: Map<string, Place[]> | 'merged';
  /** What was worked out about the places, by what it is. */
  readonly known: Map<string, unknown>;
}

export function documentPlace(node: DocumentNode): DocumentPlace {
  const place: Place = { node };
  const start: Level = { places: [place], hidden: false, next: new Map(), known: new Map() };
  return Object.assign(place, { start });
}

/**
 * Follows a path. From a document on, the time is in proportion to the text however often it is asked; from another place
 * on, to what stands there. No step leads twice to one node.
 * @param ignoreCase names mean every case
 */
export function follow(path: DocumentPath, from: Place, ignoreCase: boolean): Way {
  const [first] = path;
  if (first?.to === 'root') return levelOf(path.slice(1), rootOf(from), ignoreCase);
  if (!from.parent) return levelOf(path, from as DocumentPlace, ignoreCase);
  return (ignoreCase ? undefined : followStraight(path, from)) ?? followSteps(path, from, ignoreCase);
}

/** Where a path leads from a document. */
export function levelOf(path: DocumentPath, document: DocumentPlace, ignoreCase: boolean): Level {
  let level = document.start;
  for (const step of path) {
    if (!level.places.length) break;
    const id = ignoreCase ? `i${textOf(step)}` : textOf(step);
    let next = level.next.get(id);
    if (!next) {
      next = { ...wayAfter(level, step, ignoreCase), next: new Map(), known: new Map() };
      level.next.set(id, next);
    }
    level = next;
  }
  return level;
}

export function rootOf(place: Place): DocumentPlace {
  let root = place;
  while (root.parent) root = root.parent;
  return root as DocumentPlace;
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

const nowhere: Way = { places: [], hidden: false };
const hiddenWay: Way = { places: [], hidden: true };

/** Most paths are a few names, of which each stands once: then there is nothing to collect. Otherwise undefined. */
function followStraight(path: DocumentPath, from: Place): Way | undefined {
  let place = from;
  for (const step of path) {
    if (step.to !== 'names' || step.names.length !== 1 || step.globs) return undefined;
    const { node } = place;
    if (isExpression(node)) return hiddenWay;
    if (node.kind === 'scalar') return nowhere;
    if (node.kind === 'list' || node.merged) return undefined;
    const [name] = step.names;
    let found: Entry | undefined;
    for (const entry of node.entries) {
      if (entry.key !== name) continue;
      if (found) return undefined;
      found = entry;
    }
    if (!found) return nowhere;
    place = { node: found.value, entry: found, parent: place };
  }
  return { places: [place], hidden: false };
}

function followSteps(path: DocumentPath, from: Place, ignoreCase: boolean): Way {
  let way: Way = { places: [from], hidden: false };
  for (const step of path) {
    if (!way.places.length) break;
    way = wayOn(way, step, ignoreCase);
  }
  return way;
}

function wayOn({ places, hidden }: Way, step: Step, ignoreCase: boolean): Way {
  const next: Place[] = [];
  let isHidden = hidden;
  for (const place of places) {
    if (step.to !== 'parent' && step.to !== 'root' && isExpression(place.node)) isHidden = true;
    else for (const one of stepped(step, place, ignoreCase)) next.push(one);
  }
  return { places: distinct(next), hidden: isHidden };
}

function wayAfter(level: Level, step: Step, ignoreCase: boolean): Way {
  if (step.to === 'names' && !step.globs && !ignoreCase) {
    level.byName ??= entriesByName(level.places);
    const { byName } = level;
    if (byName !== 'merged') {
      const hidden = level.hidden || level.places.some(({ node }) => isExpression(node));
      return { places: distinct(step.names.flatMap((name) => byName.get(name) ?? [])), hidden };
    }
  }
  return wayOn(level, step, ignoreCase);
}

function distinct(places: readonly Place[]): readonly Place[] {
  if (places.length < 2) return places;
  const seen = new Set<DocumentNode>();
  return places.filter(({ node }) => !seen.has(node) && seen.add(node));
}

function entriesByName(places: readonly Place[]): Map<string, Place[]> | 'merged' {
  const found = new Map<string, Place[]>();
  for (const place of places) {
    if (isExpression(place.node)) continue;
    for (const map of place.node.kind === 'list' ? itemsOf(place) : [place]) {
      if (map.node.kind !== 'map') continue;
      if (map.node.merged) return 'merged';
      for (const entry of map.node.entries) {
        const one: Place = { node: entry.value, entry, parent: map };
        const list = found.get(entry.key);
        if (list) list.push(one);
        else found.set(entry.key, [one]);
      }
    }
  }
  return found;
}

/** Steps are made once, with their rules. */
const texts = new WeakMap<Step, string>();

function textOf(step: Step): string {
  let text = texts.get(step);
  if (text === undefined) {
    text = JSON.stringify(step);
    texts.set(step, text);
  }
  return text;
}

function stepped(step: Step, place: Place, ignoreCase: boolean): readonly Place[] {
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
    case 'root':
      return [rootOf(place)];
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
    if (place.node.kind === 'scalar' || isExpression(place.node)) continue;
    for (const child of childrenOf(place)) waiting.push(child);
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

function ownEntries({ entries }: MapNode, name: string, ignoreCase: boolean): readonly Entry[] {
  if (!ignoreCase) return entries.filter(({ key }) => key === name);
  const lower = name.toLowerCase();
  return entries.filter(({ key }) => key.length === name.length && key.toLowerCase() === lower);
}
