import type { Problem } from './problem.ts';
import { RuleDeclaration, RuleDefaults, WayDeclaration } from './schema.ts';
import { type Complaint, isRecord, type SchemaOf, validate, without } from './validate.ts';
import { type Path, type YamlDocument, yamlDocument } from './yamlDocument.ts';

/** A file of a pack. */
export interface PackFile {
  /** Named in problems; absolute where files were read. */
  readonly path: string;
  readonly text: string;
}

/** A rule as its file states it, with every default filled in. */
export interface Declared {
  readonly declaration: RuleDeclaration;
  readonly file: PackFile;
  /** A problem at a place in the rule: `['detect', 'pattern', 'regex']`; `[]` is the rule itself. */
  readonly problem: (path: Path, message: string, severity?: Problem['severity']) => Problem;
}

/** A further way to find what a rule finds, as its file states it. */
export interface DeclaredWay extends Omit<Declared, 'declaration'> {
  readonly way: WayDeclaration;
}

/** What one file of rules says. */
export interface Declarations {
  readonly declared: readonly Declared[];
  readonly ways: readonly DeclaredWay[];
  readonly problems: readonly Problem[];
}

/** Reads the rules of one file. A rule that does not fit the schema is a problem at its place; the others stand. */
export function declarations(file: PackFile): Declarations {
  const document = yamlDocument(file.path, file.text);
  const problems = [...document.problems];
  const complain = (base: Path, { path, ofKey, message }: Complaint) => {
    const at = [...base, ...path];
    const range = ofKey ? document.locateKey(at) : document.locate(at);
    problems.push({ path: file.path, range, severity: 'error', message });
  };
  const nothing = { declared: [], ways: [], problems };
  if (problems.some(({ severity }) => severity === 'error')) return nothing;
  const { value } = document;
  const lists = isRecord(value) ? [value.rules, value.ways].filter((list) => list !== undefined) : [];
  if (!isRecord(value) || !lists.length || !lists.every(Array.isArray)) {
    complain(['rules'], { path: [], ofKey: false, message: 'A file of rules says "rules:" and lists them.' });
    return nothing;
  }
  for (const key of Object.keys(value).filter((name) => !known.includes(name))) {
    complain([], { path: [key], ofKey: true, message: `There is no key "${key}" here, only ${known.join(', ')}.` });
  }
  const shared = defaultsOf(value.defaults, (complaint) => complain(['defaults'], complaint));
  const read = <T>(list: 'rules' | 'ways', schema: SchemaOf<T>, from: Record<string, unknown>) =>
    itemsOf(value[list]).flatMap((item, index) => {
      const { output, complaints } = validate(schema, isRecord(item) ? { ...from, ...item } : item);
      for (const complaint of complaints) complain([list, index], complaint);
      if (!output) return [];
      const own = Object.keys(isRecord(item) ? item : {});
      const elsewhere = new Set(Object.keys(from).filter((key) => !own.includes(key)));
      return [{ output, file, problem: problemIn(document, file, [list, index], elsewhere) }];
    });
  const declared = read('rules', RuleDeclaration, shared).map(({ output, ...at }) => ({ declaration: output, ...at }));
  const ways = read('ways', WayDeclaration, where(shared)).map(({ output, ...at }) => ({ way: output, ...at }));
  return { declared, ways, problems };
}

const known = ['defaults', 'rules', 'ways'];

function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

/** Of what rules share, that which ways share as well: where to look. All else a way has from its rule. */
function where(shared: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(shared).filter(([key]) => key === 'languages' || key === 'files'));
}

/** What the rules of the file share; what is wrong in it is reported and left out. */
function defaultsOf(value: unknown, complain: (complaint: Complaint) => void): Record<string, unknown> {
  const { complaints } = validate(RuleDefaults, value ?? {});
  complaints.forEach(complain);
  const broken = complaints.map(({ path }) => path.slice(0, 1));
  const sound = broken.reduce((rest, path) => without(rest, path), value);
  return isRecord(sound) ? sound : {};
}

/** @param shared the keys that the rule has from the defaults, and does not say itself */
function problemIn(
  document: YamlDocument,
  file: PackFile,
  place: Path,
  shared: ReadonlySet<string | number>,
): Declared['problem'] {
  return (path, message, severity = 'error') => {
    const base = path.length && shared.has(path[0]!) ? ['defaults'] : place;
    return { path: file.path, range: document.locate([...base, ...path]), severity, message };
  };
}
