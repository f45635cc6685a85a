import { closest } from './closest.ts';
import { type Declared, type DeclaredWay, declarations, type PackFile } from './declarations.ts';
import { findsCode } from './findsCode.ts';
import type { Problem } from './problem.ts';
import type { RuleDeclaration } from './schema.ts';

/** What the files of a pack declare. */
export interface DeclaredPack {
  /** The rules, each id once, in the order of the files. */
  readonly declared: readonly Declared[];
  /** The further ways of finding: each is its rule once more, with its own way of finding and its own examples. */
  readonly ways: readonly Declared[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the rules of a pack and joins the further ways of finding to the rules they belong to, whichever file they
 * stand in. An id that is declared twice, and a way to a rule that is nowhere, are problems at their places.
 */
export function declaredIn(files: readonly PackFile[]): DeclaredPack {
  const read = files.map(declarations);
  const rules = new Map<string, Declared>();
  const problems = read.flatMap((file) => file.problems);
  for (const declared of read.flatMap((file) => file.declared)) {
    const { id } = declared.declaration;
    const other = rules.get(id);
    if (!other) rules.set(id, declared);
    else {
      const message = `The id ${id} is taken by a rule in ${other.file.path}. Give this one another.`;
      problems.push(declared.problem(['id'], message));
    }
  }
  const ways = read
    .flatMap((file) => file.ways)
    .flatMap((declared) => {
      const rule = rules.get(declared.way.rule);
      if (rule) return [joined(rule.declaration, declared)];
      problems.push(declared.problem(['rule'], lost(declared.way.rule, [...rules.keys()])));
      return [];
    });
  return { declared: [...rules.values()], ways, problems };
}

function lost(id: string, known: readonly string[]): string {
  const near = closest(id, known);
  return `There is no sound rule ${id} in this pack. ${near ? `Did you mean ${near}?` : 'Declare it under "rules:".'}`;
}

function joined(rule: RuleDeclaration, { way, file, problem }: DeclaredWay): Declared {
  const { languages, files, keywords, detect, examples } = way;
  const declaration: RuleDeclaration = {
    ...rule,
    languages,
    files,
    keywords,
    detect,
    examples,
    finds: way.finds ?? (findsCode(rule) ? 'code' : 'secret'),
    message: way.message ?? rule.message,
    confidence: way.confidence ?? rule.confidence,
    profile: way.profile ?? rule.profile,
  };
  return { declaration, file, problem };
}
