import { grammarOf } from '../detectors/structure/grammar.ts';
import { parsePattern } from '../detectors/structure/pattern.ts';
import type {
  Alternative,
  Around,
  Condition,
  ReadyRegex,
  RewriteEdit,
  StructureSpec,
} from '../detectors/structure/spec.ts';
import type { Report } from './compileDetect.ts';
import type { CompiledRegex } from './regex/regex.ts';
import type { DeclaredStructure } from './structureSchema.ts';

interface Compiling {
  readonly report: Report;
  readonly compileRegex: (source: string) => CompiledRegex;
  /** The languages of the rule: a pattern must be one in each of them. */
  readonly languages: readonly string[];
}

type DeclaredCondition = DeclaredStructure['where'][string];
type Place = readonly (string | number)[];

/** Checks every pattern and regular expression at its place. The spec keeps them as texts: few rules ever run. */
export function compileStructure(declared: DeclaredStructure, compiling: Compiling) {
  const check = checksOf(compiling);
  const names = new Set<string>(
    declared.functions ? ['NAME', 'PARAMETERS', 'BODY'] : declared.unprovided ? ['NAME'] : [],
  );
  const any = declared.any.map((one, index): Alternative => {
    const at = ['any', index];
    const alternative = typeof one === 'string' ? { pattern: one, where: {} } : one;
    for (const name of check.pattern(alternative.pattern, at)) names.add(name);
    return {
      pattern: alternative.pattern,
      where: check.conditions(alternative.where, [...at, 'where']),
      ...('report' in alternative && alternative.report !== undefined ? { report: alternative.report } : {}),
      ...('confidence' in alternative && alternative.confidence ? { confidence: alternative.confidence } : {}),
    };
  });
  const around = declared.around.map((one, index) => check.around(one, ['around', index]));
  const where = check.conditions(declared.where, ['where']);
  const either = declared.either.map((one, index) => check.conditions(one, ['either', index]));
  for (const name of check.bound) names.add(name);
  const asked = [
    ...[where, ...either].flatMap((one) => Object.keys(one)),
    ...any.flatMap((one) => [...Object.keys(one.where), one.report]),
    declared.report,
    ...declared.rewrites.flatMap(({ edits }) => edits.flatMap(placesIn)),
  ].filter((name) => name !== undefined);
  for (const name of asked.filter((one) => !names.has(one))) {
    const known = [...names].join(', ') || 'none';
    compiling.report([], `No pattern has a metavariable $${name}. Known here: ${known}.`);
  }
  check.patterns(declared.inside, ['inside']);
  check.patterns(declared.notInside, ['notInside']);
  const text = {
    has: check.regexes(declared.text.has ?? [], ['text', 'has']),
    lacks: check.regexes(declared.text.lacks ?? [], ['text', 'lacks']),
  };
  const detect: StructureSpec = {
    kind: 'structure',
    any,
    functions: declared.functions,
    ...(declared.unprovided ? { unprovided: true } : {}),
    where,
    either,
    inside: declared.inside,
    notInside: declared.notInside,
    around,
    text,
    ...(declared.report === undefined ? {} : { report: declared.report }),
    rewrites: declared.rewrites.map(({ title, safe, edits }) => ({ title, safe, edits: edits.map(editOf) })),
  };
  return { detect, facts: [...names] };
}

type DeclaredEdit = DeclaredStructure['rewrites'][number]['edits'][number];

function editOf(edit: DeclaredEdit): RewriteEdit {
  if ('replace' in edit) return { kind: 'replace', what: edit.replace, with: edit.with };
  if ('remove' in edit) return { kind: 'remove', what: edit.remove };
  if ('set' in edit) return { kind: 'set', in: edit.in, entry: edit.set };
  return 'after' in edit
    ? { kind: 'line', place: 'after', text: edit.after }
    : { kind: 'line', place: 'before', text: edit.before };
}

/** The metavariables that an edit speaks of. */
function placesIn(edit: DeclaredEdit): string[] {
  const places = 'replace' in edit ? edit.replace : 'remove' in edit ? edit.remove : 'in' in edit ? edit.in : 'match';
  const texts = Object.values(edit).flatMap((text) =>
    [...text.matchAll(/\$([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name!),
  );
  return [...(places === 'match' ? [] : [places]), ...texts];
}

function checksOf({ report, compileRegex, languages }: Compiling) {
  const grammars = [...new Set((languages.length ? languages : ['plaintext']).map(grammarOf))];
  const pattern = (text: string, at: Place): readonly string[] => {
    try {
      return grammars.flatMap((grammar) => parsePattern(text, grammar).names);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      report(at, error.message);
      return [];
    }
  };
  const patterns = (texts: readonly string[], at: Place): readonly string[] =>
    texts.flatMap((text, index) => pattern(text, [...at, index]));
  const regex = (source: string | undefined, at: Place): ReadyRegex | undefined => {
    if (source === undefined) return undefined;
    const compiled = compileRegex(source);
    if ('complaint' in compiled) report(at, compiled.complaint);
    else if (compiled.js && compiled.regex.engine === 'js') return compiled.js;
    else report(at, 'Bound its repetitions: only what V8 can run without running away may stand here.');
    return undefined;
  };
  const regexes = (sources: readonly string[], at: Place): ReadyRegex[] =>
    sources.flatMap((source, index) => regex(source, [...at, index]) ?? []);
  const condition = (declared: DeclaredCondition, at: Place): Condition => {
    patterns(declared.has ?? [], [...at, 'has']);
    patterns(declared.lacks ?? [], [...at, 'lacks']);
    const { not, any, ...rest } = declared;
    return defined({
      ...rest,
      regex: regex(rest.regex, [...at, 'regex']),
      notRegex: regex(rest.notRegex, [...at, 'notRegex']),
      number: rest.number && defined(rest.number),
      not: not && condition(not, [...at, 'not']),
      any: any?.map((one, index) => condition(one, [...at, 'any', index])),
    }) as Condition;
  };
  const conditions = (declared: Readonly<Record<string, DeclaredCondition>>, at: Place) =>
    Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, condition(one, [...at, name])]));
  /** What patterns around a match stand for, too. */
  const bound = new Set<string>();
  const around = (declared: DeclaredStructure['around'][number], at: Place): Around => {
    for (const name of patterns(declared.has, [...at, 'has'])) bound.add(name);
    patterns(declared.lacks, [...at, 'lacks']);
    return defined({
      ...declared,
      regex: regex(declared.regex, [...at, 'regex']),
      notRegex: regex(declared.notRegex, [...at, 'notRegex']),
    }) as Around;
  };
  return { pattern, patterns, regexes, conditions, around, bound };
}

function defined<T extends object>(value: T): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
