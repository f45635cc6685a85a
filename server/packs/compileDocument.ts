import type {
  Condition,
  DocumentPath,
  DocumentQuery,
  DocumentSpec,
  RegexSource,
  ValueTest,
} from '../detectors/document/spec.ts';
import type { CompiledDetect, Report } from './compileDetect.ts';
import { parseDocumentPath } from './documentPath.ts';
import type { Conditions, DocumentDeclaration, Query } from './documentSchema.ts';
import type { CompiledRegex } from './regex/regex.ts';

type Place = readonly (string | number)[];

/** What the compiling needs to know. */
interface Compiling {
  readonly report: Report;
  readonly compileRegex: (source: string) => CompiledRegex;
}

/** Compiles `detect.document`: takes paths apart and makes regular expressions ready. */
export function compileDocument(declared: DocumentDeclaration, { report, compileRegex }: Compiling): CompiledDetect {
  let broken = false;
  const compiler = compilerOf({
    report: (at, message) => {
      broken = true;
      report(at, message);
    },
    compileRegex,
  });
  const { any, ...alone } = declared;
  if (any && Object.values(alone).some((value) => value !== undefined)) {
    report(['any'], 'Beside any nothing else can stand. Move the rest into its items.');
    broken = true;
  }
  const queries = any
    ? any.map((query, index) => compiler.query(query, ['any', index]))
    : [compiler.query(alone as Query, [])];
  if (broken) return { facts };
  const detect: DocumentSpec = { kind: 'document', any: queries };
  return { detect, facts };
}

const facts = ['KEY', 'NAME'];

function compilerOf({ report, compileRegex }: Compiling) {
  const path = (text: string, at: Place): DocumentPath => {
    const parsed = parseDocumentPath(text);
    if ('path' in parsed) return parsed.path;
    report(at, `${parsed.complaint}.`);
    return [];
  };
  const paths = (list: readonly string[] | undefined, at: Place): DocumentPath[] | undefined =>
    list?.map((text, index) => path(text, list.length > 1 ? [...at, index] : at));
  const regex = (source: string | undefined, at: Place): RegexSource | undefined => {
    if (source === undefined) return undefined;
    const compiled = compileRegex(source);
    if ('complaint' in compiled) report(at, compiled.complaint);
    else if (compiled.regex.engine === 'js') {
      return { source: compiled.regex.source, flags: compiled.regex.flags };
    } else
      report(at, 'This regular expression could take very long. Bound its repetitions: [^x]{0,200} instead of [^x]*.');
    return undefined;
  };
  const conditions = (declared: Conditions | undefined, at: Place): Condition[] | undefined =>
    declared &&
    Object.entries(declared).map(([key, wanted]): Condition => {
      const test: ValueTest = Array.isArray(wanted) ? { is: wanted } : valueTest(wanted, [...at, key]);
      return { path: path(key, [...at, key]), test };
    });
  const valueTest = (declared: Partial<Query> & InnerTests, at: Place): ValueTest => {
    const key = regex(declared.key, [...at, 'key']);
    return defined({
      exists: declared.exists,
      is: declared.is,
      not: declared.not,
      matches: regex(declared.matches, [...at, 'matches']),
      matchesNot: regex(declared.matchesNot, [...at, 'matchesNot']),
      says: regex(declared.says, [...at, 'says']),
      saysNot: regex(declared.saysNot, [...at, 'saysNot']),
      below: declared.below,
      above: declared.above,
      spans: declared.spans,
      literal: declared.literal,
      empty: declared.empty,
      kind: declared.kind,
      names: declared.names,
      namesPlace: declared.namesPlace,
      sameKey: declared.sameKey,
      sameAs: declared.sameAs === undefined ? undefined : path(declared.sameAs, [...at, 'sameAs']),
      unlisted: declared.unlisted === undefined ? undefined : path(declared.unlisted, [...at, 'unlisted']),
      key: key || declared.means ? defined({ regex: key, means: declared.means }) : undefined,
      when: conditions(declared.when as Conditions | undefined, [...at, 'when']),
      unless: conditions(declared.unless as Conditions | undefined, [...at, 'unless']),
    });
  };
  const query = (declared: Query, at: Place): DocumentQuery => {
    const { when, unless, ...tests } = declared;
    const test = valueTest(tests, at);
    if (declared.missing && !declared.at) report([...at, 'missing'], 'Say with "at" what is missing.');
    const { name } = declared;
    return defined({
      ignoreCase: declared.ignoreCase,
      in: paths(declared.in, [...at, 'in']),
      name: name && defined({ regex: regex(name.matches, [...at, 'name', 'matches']), means: name.means }),
      when: conditions(when, [...at, 'when']),
      unless: conditions(unless, [...at, 'unless']),
      at: paths(declared.at, [...at, 'at']),
      test: Object.keys(test).length ? test : undefined,
      missing: declared.missing,
      report: declared.report,
      becomes: declared.becomes,
      part: regex(declared.part, [...at, 'part']),
    });
  };
  return { query };
}

interface InnerTests {
  readonly exists?: boolean | undefined;
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
