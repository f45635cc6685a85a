import type { CredentialSpec } from '../detectors/credential/spec.ts';
import type { DependencyFault, DependencySpec } from '../detectors/dependency/spec.ts';
import type { DocumentSpec } from '../detectors/document/spec.ts';
import type { GrantSpec } from '../detectors/grant/spec.ts';
import { checksums } from '../detectors/pattern/checksums.ts';
import type { Allowlist, PatternSpec, Reach, Regex } from '../detectors/pattern/spec.ts';
import type { StructureSpec } from '../detectors/structure/spec.ts';
import { closest } from './closest.ts';
import { compileDocument } from './compileDocument.ts';
import { compileGrant } from './compileGrant.ts';
import { compileStructure } from './compileStructure.ts';
import { isOneCharacter } from './regex/oneCharacter.ts';
import { reach, reachNear } from './regex/reach.ts';
import type { CompiledRegex, ReadyRegex } from './regex/regex.ts';
import { sign } from './regex/sign.ts';
import { stretch } from './regex/stretch.ts';
import type { JavaScriptRegex } from './regex/toJavaScript.ts';
import type { RuleDeclaration } from './schema.ts';

/** Where the parts of a rule report what is wrong with them: the way from the rule to the part, and what to do. */
export type Report = (path: readonly (string | number)[], message: string, severity?: 'error' | 'warning') => void;

/** The `detect` part of a rule, compiled. */
export interface CompiledDetect {
  /** Absent where it is broken; then that was reported. */
  readonly detect?: PatternSpec | CredentialSpec | StructureSpec | DependencySpec | DocumentSpec | GrantSpec;
  /** The facts that messages may name. */
  readonly facts: readonly string[];
}

/** What the compiling of one rule needs to know. */
export interface Compiling {
  readonly languages: readonly string[];
  /** The rule's keywords, in lower case. */
  readonly keywords: readonly string[];
  readonly report: Report;
  readonly compileRegex: (source: string) => CompiledRegex;
}

type Declared = RuleDeclaration['detect'];
type DeclaredPattern = NonNullable<Declared['pattern']>;

export function compileDetect(
  { pattern, credential, structure, dependency, document, grant }: Declared,
  compiling: Compiling,
): CompiledDetect {
  if (credential) {
    return { detect: { kind: 'credential', names: credential.names, position: credential.position }, facts: ['NAME'] };
  }
  if (structure) {
    const report: Report = (path, message, severity) =>
      compiling.report(['detect', 'structure', ...path], message, severity);
    return compileStructure(structure, { ...compiling, report });
  }
  if (dependency) return { detect: { kind: 'dependency', ...dependency }, facts: factsOfFault[dependency.that] };
  if (document) {
    const report: Report = (path, message, severity) =>
      compiling.report(['detect', 'document', ...path], message, severity);
    return compileDocument(document, { ...compiling, report });
  }
  if (grant) {
    const report: Report = (path, message, severity) =>
      compiling.report(['detect', 'grant', ...path], message, severity);
    return compileGrant(grant, { ...compiling, report });
  }
  if (!pattern) return { facts: [] };
  const report: Report = (path, message, severity) =>
    compiling.report(['detect', 'pattern', ...path], message, severity);
  const detect = compilePattern(pattern, { ...compiling, report });
  return detect ? { detect, facts: [] } : { facts: [] };
}

const factsOfFault: Readonly<Record<DependencyFault, readonly string[]>> = {
  unknown: ['NAME', 'WHO', 'NEAR'],
  misspelt: ['NAME', 'NEAR'],
  unpinned: ['NAME'],
  remote: ['NAME'],
  retired: ['NAME', 'REASON'],
  licence: ['NAME', 'LICENCE'],
};

function compilePattern(pattern: DeclaredPattern, compiling: Compiling): PatternSpec | undefined {
  const {
    secretGroup = 0,
    entropy,
    strength,
    decode,
    boundary,
    near,
    checksum,
    placeholders,
    allowlists,
    outside,
  } = pattern;
  const { keywords, report } = compiling;
  if (pattern.regex === undefined && pattern.path === undefined) {
    report([], 'Write a regex, or a path, or both: without them there is nothing to find.');
    return undefined;
  }
  const regex = pattern.regex === undefined ? undefined : compiledAt(pattern.regex, ['regex'], compiling);
  const path = pattern.path === undefined ? undefined : compiledAt(pattern.path, ['path'], compiling);
  if (regex && secretGroup > regex.groups) {
    report(['secretGroup'], `The regex has ${regex.groups} groups that capture. Name one of them, or leave this out.`);
  }
  if (boundary !== 'none' && !isOneCharacter(boundary)) {
    report(['boundary'], 'Write a class of single characters, such as [0-9A-Za-z_], or none.');
  }
  if (checksum !== undefined && !(checksum in checksums)) {
    report(['checksum'], `There is no checksum "${checksum}". ${suggestion(checksum, Object.keys(checksums))}`);
  }
  if (near !== undefined && !keywords.length) {
    report(['near'], 'It is a keyword that must stand near. Name keywords, or leave this out.');
  }
  const within = regex?.js && keywords.length ? reachOf(regex.js, keywords, near) : undefined;
  const held = regex?.js && stretch(regex.js);
  const seldom = regex?.js && sign(regex.js);
  return {
    kind: 'pattern',
    ...(regex ? { regex: regex.regex } : {}),
    ...(path ? { path: path.regex } : {}),
    secretGroup,
    ...(entropy === undefined ? {} : { entropy }),
    ...(strength === undefined ? {} : { strength }),
    ...(decode === undefined ? {} : { decode }),
    ...(boundary === 'none' ? {} : { boundary }),
    ...(within ? { reach: within } : {}),
    ...(held ? { stretch: held } : {}),
    ...(seldom ? { sign: seldom } : {}),
    ...(near === undefined ? {} : { near }),
    ...(checksum === undefined ? {} : { checksum }),
    placeholders,
    ...(outside === undefined ? {} : { outside }),
    allowlists: allowlists.map((list, index) => compileAllowlist(list, ['allowlists', index], compiling)),
  };
}

function reachOf(js: JavaScriptRegex, keywords: readonly string[], near: number | undefined): Reach | undefined {
  return near === undefined ? reach(js, keywords) : reachNear(js, near);
}

type Place = readonly (string | number)[];

function compileAllowlist(list: DeclaredPattern['allowlists'][number], at: Place, compiling: Compiling): Allowlist {
  const all = (key: 'paths' | 'regexes'): Regex[] =>
    list[key].flatMap((source, index) => compiledAt(source, [...at, key, index], compiling)?.regex ?? []);
  if (!list.paths.length && !list.regexes.length && !list.stopwords.length) {
    compiling.report(at, 'This list allows nothing. Add paths, regexes or stopwords.', 'warning');
  }
  return {
    condition: list.condition,
    paths: all('paths'),
    regexes: all('regexes'),
    regexTarget: list.regexTarget,
    stopwords: list.stopwords.map((word) => word.toLowerCase()),
  };
}

/** The regular expression; undefined where it is none, which is reported at its place. */
function compiledAt(source: string, at: Place, { report, compileRegex }: Compiling): ReadyRegex | undefined {
  const compiled = compileRegex(source);
  if ('regex' in compiled) return compiled;
  report(at, compiled.complaint);
  return undefined;
}

/** "Did you mean …?", or what there is. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  return near ? `Did you mean ${near}?` : `There is ${known.join(', ')}.`;
}
