import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLError } from 'yaml';
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

/** Parses YAML 1.2. Never throws: what is wrong is a problem at its place. */
export function yamlDocument(path: string, text: string): YamlDocument {
  const lines = lineMap(text);
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const problems = [
    ...document.errors.map((error) => toProblem(path, lines, error, 'error')),
    ...document.warnings.map((warning) => toProblem(path, lines, warning, 'warning')),
  ];
  const places = locator(document.contents, lines, text);
  if (document.errors.length) return { value: undefined, problems, ...places };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? undefined, problems, ...places };
  } catch (error) {
    // Aliases are resolved only now: one without its anchor, or a bomb of aliases.
    if (!(error instanceof ReferenceError)) throw error;
    problems.push({ path, range: fileStart, severity: 'error', message: `${error.message}.` });
    return { value: undefined, problems, ...places };
  }
}

function toProblem(path: string, lines: LineMap, error: YAMLError, severity: Problem['severity']): Problem {
  const [start, end] = error.pos;
  const range = { start: positionAt(lines, start), end: positionAt(lines, Math.max(end, start)) };
  return { path, range, severity, message: `Not valid YAML: ${error.message}.` };
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
  const find = (path: Path, wanted: 'key' | 'value'): TextRange => {
    let node = root;
    let place = firstLine(rangeOf(root));
    for (const [index, step] of path.entries()) {
      const next = child(node, step);
      if (!next) return place;
      const key = rangeOf(next.key);
      const value = rangeOf(next.value);
      const last = index === path.length - 1;
      if (last && wanted === 'value' && isScalar(next.value)) return value ?? key ?? place;
      place = key ?? firstLine(value);
      node = next.value;
    }
    return place;
  };
  return { locate: (path) => find(path, 'value'), locateKey: (path) => find(path, 'key') };
}

function child(node: Node | null, step: string | number): { key: Node | null; value: Node | null } | undefined {
  if (isSeq<Node>(node) && typeof step === 'number') {
    const item = node.items[step];
    return item ? { key: null, value: item } : undefined;
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find(
    (item: Pair<Node, Node | null>) => isScalar(item.key) && String(item.key.value) === step,
  );
  return pair && { key: pair.key, value: pair.value };
}
