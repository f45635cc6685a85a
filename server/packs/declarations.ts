import type { Problem } from './problem.ts';
import { RuleDeclaration, RuleDefaults } from './schema.ts';
import { type Complaint, isRecord, validate, without } from './validate.ts';
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

/** Reads the rules of one file. A rule that does not fit the schema is a problem at its place; the others stand. */
export function declarations(file: PackFile): { declared: readonly Declared[]; problems: readonly Problem[] } {
  const document = yamlDocument(file.path, file.text);
  const problems = [...document.problems];
  const complain = (base: Path, { path, ofKey, message }: Complaint) => {
    const at = [...base, ...path];
    const range = ofKey ? document.locateKey(at) : document.locate(at);
    problems.push({ path: file.path, range, severity: 'error', message });
  };
  if (problems.some(({ severity }) => severity === 'error')) return { declared: [], problems };
  const { value } = document;
  if (!isRecord(value) || !Array.isArray(value.rules)) {
    complain(['rules'], { path: [], ofKey: false, message: 'A file of rules says "rules:" and lists them.' });
    return { declared: [], problems };
  }
  for (const key of Object.keys(value).filter((name) => name !== 'rules' && name !== 'defaults')) {
    complain([], { path: [key], ofKey: true, message: `There is no key "${key}" here, only defaults and rules.` });
  }
  const shared = defaultsOf(value.defaults, (complaint) => complain(['defaults'], complaint));
  const declared: Declared[] = [];
  value.rules.forEach((rule: unknown, index) => {
    const { output, complaints } = validate(RuleDeclaration, isRecord(rule) ? { ...shared, ...rule } : rule);
    for (const complaint of complaints) complain(['rules', index], complaint);
    if (!output) return;
    const own = Object.keys(isRecord(rule) ? rule : {});
    const elsewhere = new Set(Object.keys(shared).filter((key) => !own.includes(key)));
    declared.push({ declaration: output, file, problem: problemIn(document, file, index, elsewhere) });
  });
  return { declared, problems };
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
  index: number,
  shared: ReadonlySet<string | number>,
): Declared['problem'] {
  return (path, message, severity = 'error') => {
    const base = path.length && shared.has(path[0]!) ? ['defaults'] : ['rules', index];
    return { path: file.path, range: document.locate([...base, ...path]), severity, message };
  };
}
