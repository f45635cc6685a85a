import { type GrantQuery, type GrantSpec, type PartName, type PartTest, partNames } from '../detectors/grant/spec.ts';
import type { CompiledDetect, Report } from './compileDetect.ts';
import type { DeclaredQuery, DeclaredTest, GrantDeclaration } from './grantSchema.ts';
import type { CompiledRegex } from './regex/regex.ts';

interface Compiling {
  readonly report: Report;
  readonly compileRegex: (source: string) => CompiledRegex;
}

type Place = readonly (string | number)[];

/** Compiles `detect.grant`: regular expressions are made ready. */
export function compileGrant(declared: GrantDeclaration, compiling: Compiling): CompiledDetect {
  let broken = false;
  const report: Report = (at, message) => {
    broken = true;
    compiling.report(at, message);
  };
  const { any, ...alone } = declared;
  if (any && Object.values(alone).some((value) => value !== undefined)) {
    report(['any'], 'Beside any nothing else can stand. Move the rest into its items.');
  }
  const queries = any
    ? any.map((query, index) => queryOf(query, ['any', index], { ...compiling, report }))
    : [queryOf(alone, [], { ...compiling, report })];
  const detect: GrantSpec = { kind: 'grant', any: queries };
  return broken ? { facts } : { detect, facts };
}

const facts = ['ACTION', 'RESOURCE', 'SUBJECT', 'ROLE', 'SCOPE', 'ACTIONS', 'REASON', 'NEAR'];

function queryOf(declared: DeclaredQuery, at: Place, compiling: Compiling): GrantQuery {
  const { unlessParts = {}, ...rest } = declared;
  const plain = Object.entries(rest).filter(
    ([key, value]) => value !== undefined && !(partNames as readonly string[]).includes(key),
  );
  const parts = testsOf(rest, at, compiling);
  if (!Object.keys(parts).length && !declared.escalates && !declared.faults) {
    compiling.report(at, 'Say what must be true of a part: subjects, actions, resources or roles.');
  }
  return {
    ...(Object.fromEntries(plain) as Omit<GrantQuery, 'parts' | 'unlessParts'>),
    parts,
    unlessParts: testsOf(unlessParts, [...at, 'unlessParts'], compiling),
  };
}

type Tests = { readonly [Name in PartName]?: DeclaredTest | undefined };

function testsOf(declared: Tests, at: Place, compiling: Compiling): Partial<Record<PartName, PartTest>> {
  const tests: Partial<Record<PartName, PartTest>> = {};
  for (const name of partNames) {
    const test = declared[name];
    if (test) tests[name] = testOf(test, [...at, name], compiling);
  }
  return tests;
}

function testOf({ exists, is, matches, means }: DeclaredTest, at: Place, compiling: Compiling): PartTest {
  const regex = matches === undefined ? undefined : regexOf(matches, [...at, 'matches'], compiling);
  return {
    ...(exists === undefined ? {} : { exists }),
    ...(is ? { is } : {}),
    ...(regex ? { matches: regex } : {}),
    ...(means ? { means } : {}),
  };
}

function regexOf(source: string, at: Place, { report, compileRegex }: Compiling): PartTest['matches'] {
  const compiled = compileRegex(source);
  if ('complaint' in compiled) report(at, compiled.complaint);
  else if (compiled.regex.engine === 'js') return { source: compiled.regex.source, flags: compiled.regex.flags };
  else report(at, 'This regular expression could take very long. Bound its repetitions: [^x]{0,200} instead of [^x]*.');
  return undefined;
}
