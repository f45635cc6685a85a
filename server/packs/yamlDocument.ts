import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import { type LineMap, lineMap, lineSpan, positionAt } from '../engine/lineMap.ts';
import { fileStart, type Problem, type TextRange } from './problem.ts';

/** The way to a value: keys of maps and numbers of list items. */
export type Path = readonly (string | number)[];

/** A YAML text as plain data that still knows where everything stood. */
export interface YamlDocument {
  /** Plain data; undefined where the text is not YAML, or empty. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at `path` stands; of a missing one, where the nearest thing around it stands (its key, for a map). */
  locate(path: Path): TextRange;
  /** Where the last key of `path` stands; falls back as `locate` does. */
  locateKey(path: Path): TextRange;
}

/**
 * Parses YAML 1.2, in time that is in proportion to the text whatever it holds. Never throws: what is wrong is a problem
 * at its place. Keys are plain words, each once a map.
 */
export function yamlDocument(path: string, text: string): YamlDocument {
  const lines = lineMap(text);
  const problems: Problem[] = [];
  const complain = (severity: Problem['severity'], [start, end]: readonly [number, number], message: string) => {
    const range = { start: positionAt(lines, start), end: positionAt(lines, Math.max(start, end)) };
    problems.push({ path, range, severity, message: `Not valid YAML: ${message}.` });
  };
  // Looking for keys that stand twice, the parser would compare each with each.
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  for (const { pos, message } of document.warnings) complain('warning', pos, message);
  for (const { pos, message } of document.errors) complain('error', pos, message);
  if (!problems.length) for (const { pos, message } of excesses(document.contents)) complain('error', pos, message);
  const places = locator(document.contents, lines, text);
  if (problems.some(({ severity }) => severity === 'error')) return { value: undefined, problems, ...places };
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) ?? undefined, problems, ...places };
  } catch (error) {
    // Aliases are resolved only now: one without its anchor, or a bomb of them.
    if (!(error instanceof ReferenceError)) throw error;
    complain('error', [0, 0], error.message);
    return { value: undefined, problems, ...places };
  }
}

const mostAliases = 10_000;
const deepest = 50;

interface Excess {
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** What would keep the library busy for long, or is not meant in any file of ours. */
function excesses(root: ParsedNode | null): Excess[] {
  const found: Excess[] = [];
  const waiting: { node: Node | null; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (!node || isScalar(node) || isAlias(node)) continue;
    if (depth > deepest) {
      found.push({ pos: placeOf(node), message: `Nested more than ${deepest} deep` });
      continue;
    }
    if (isSeq<Node>(node)) for (const item of node.items) waiting.push({ node: item, depth: depth + 1 });
    if (!isMap<Node, Node | null>(node)) continue;
    const keys = new Set<string>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) found.push({ pos: placeOf(key), message: 'A key is a plain word' });
      else if (keys.has(String(key.value)))
        found.push({ pos: placeOf(key), message: `The key ${String(key.value)} stands here twice` });
      else keys.add(String(key.value));
      waiting.push({ node: value, depth: depth + 1 });
    }
  }
  return found;
}

function placeOf({ range }: Node): readonly [number, number] {
  return range ? [range[0], range[1]] : [0, 0];
}

function locator(root: Node | null, lines: LineMap, text: string): Pick<YamlDocument, 'locate' | 'locateKey'> {
  const rangeOf = (node: Node | null | undefined): TextRange | undefined =>
    node?.range ? { start: positionAt(lines, node.range[0]), end: positionAt(lines, node.range[1]) } : undefined;
  // A squiggle under a whole rule helps nobody: of a value over many lines only the first is shown.
  const firstLine = (range: TextRange | undefined): TextRange => {
    if (!range || range.start.line === range.end.line) return range ?? fileStart;
    const { start, end } = lineSpan(lines, text, range.start.line);
    return { start: range.start, end: { line: range.start.line, character: end - start } };
  };
  const child = children();
  const find = (path: Path, wanted: 'key' | 'value'): TextRange => {
    let node = root;
    let place = firstLine(rangeOf(root));
    for (const [index, step] of path.entries()) {
      const next = child(node, step);
      if (!next) return place;
      const key = rangeOf(next.key);
      const value = rangeOf(next.value);
      const last = index === path.length - 1;
      if (last && wanted === 'value' && isScalar(next.value)) return firstLine(value ?? key ?? place);
      place = key ?? firstLine(value);
      node = next.value;
    }
    return place;
  };
  return { locate: (path) => find(path, 'value'), locateKey: (path) => find(path, 'key') };
}

interface Entry {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** Steps from a node to one of its children; a map is searched through once. */
function children(): (node: Node | null, step: string | number) => Entry | undefined {
  const known = new Map<YAMLMap<Node, Node | null>, Map<string, Entry>>();
  return (node, step) => {
    if (isSeq<Node>(node)) {
      const item = typeof step === 'number' ? node.items[step] : undefined;
      return item && { key: null, value: item };
    }
    if (!isMap<Node, Node | null>(node)) return undefined;
    let entries = known.get(node);
    if (!entries) {
      const pairs = node.items.flatMap(({ key, value }): [string, Entry][] =>
        isScalar(key) ? [[String(key.value), { key, value }]] : [],
      );
      entries = new Map(pairs);
      known.set(node, entries);
    }
    return entries.get(String(step));
  };
}
