import type { Problem } from './problem.ts';
import { RuleDeclaration } from './schema.ts';
import { type Complaint, isRecord, validate } from './validate.ts';
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
export function declarations(file: PackFile): { declared: Declared[]; problems: Problem[] } {
  const document = yamlDocument(file.path, file.text);
  const problems = [...document.problems];
  if (problems.some(({ severity }) => severity === 'error')) return { declared: [], problems };
  const { value } = document;
  if (!isRecord(value) || !Array.isArray(value.rules)) {
    const message = 'A file of rules begins with "rules:" and holds a list of them.';
    return { declared: [], problems: [...problems, problemAt(document, file, ['rules'])([], message)] };
  }
  for (const key of Object.keys(value).filter((name) => name !== 'rules')) {
    problems.push(
      complaintAt(document, file, [], {
        path: [key],
        ofKey: true,
        message: `There is no key "${key}" here, only rules.`,
      }),
    );
  }
  const declared: Declared[] = [];
  value.rules.forEach((rule: unknown, index) => {
    const { output, complaints } = validate(RuleDeclaration, rule);
    problems.push(...complaints.map((complaint) => complaintAt(document, file, ['rules', index], complaint)));
    if (output) declared.push({ declaration: output, file, problem: problemAt(document, file, ['rules', index]) });
  });
  return { declared, problems };
}

function problemAt(document: YamlDocument, { path: of }: PackFile, base: Path): Declared['problem'] {
  return (path, message, severity = 'error') => ({
    path: of,
    range: document.locate([...base, ...path]),
    severity,
    message,
  });
}

function complaintAt(document: YamlDocument, file: PackFile, base: Path, complaint: Complaint): Problem {
  const path = [...base, ...complaint.path];
  const range = complaint.ofKey ? document.locateKey(path) : document.locate(path);
  return { path: file.path, range, severity: 'error', message: complaint.message };
}
