import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { PackagePolicy } from '../detectors/dependency/policy.ts';
import type { Level, Profile, Rule } from '../engine/rule.ts';
import { ruleMatcher } from '../engine/ruleName.ts';
import type { AllowComments } from '../engine/suppress.ts';
import { closest } from './closest.ts';
import { type CompiledPack, compilePack } from './compile.ts';
import type { PackFile } from './declarations.ts';
import type { Files } from './files.ts';
import { compileGitleaks } from './gitleaks/gitleaks.ts';
import type { Problem, TextRange } from './problem.ts';
import { FolderFile } from './schema.ts';
import { type Complaint, validate, without } from './validate.ts';
import { yamlDocument } from './yamlDocument.ts';

/** What holds in a folder by its `handrail.yaml`. */
export interface Folder {
  /** Absent: the folder does not say. */
  readonly profile?: Profile;
  /** Absent: the folder does not say. */
  readonly allowComments?: AllowComments;
  /** Absent: the folder says nothing of packages. What packs allow is allowed as well. */
  readonly packages?: PackagePolicy;
  /** In order: a later one wins. Those of packs come first. */
  readonly levels: readonly (readonly [pattern: string, level: Level])[];
  /** The rules of its packs. One with the id of a built-in rule is meant to stand in its place. */
  readonly rules: readonly Rule[];
  /** Files to pass over, in the notation of `.gitignore`, relative to the folder. */
  readonly ignore: readonly string[];
  readonly problems: readonly Problem[];
  /** Absolute paths of everything that was looked at, folders and missing files included: what a watcher must watch. */
  readonly reads: readonly string[];
}

/** The name of the file in which a folder says what holds in it. */
const folderFile = 'handrail.yaml';

/**
 * Reads the `handrail.yaml` of a folder and the packs it extends. Never throws for what it reads: every mistake is a
 * problem at its line, and the rest holds. Brings the YAML and schema libraries with it, so import it when needed.
 *
 * A pack is a file of rules, a folder with such files at any depth, or a gitleaks configuration (`*.toml`). If the
 * folder has a `handrail.yaml` of its own, that holds as well, and is overruled by the one that extends it.
 * @param folder its absolute path
 * @param builtin the built-in rules; where they are given, a level for a rule that is nowhere is a warning
 */
export function loadFolder(folder: string, files: Files, builtin?: readonly Rule[]): Folder {
  const reading: Reading = { folder, files, reads: new Set(), problems: [], packs: new Map(), levels: [], ignore: [] };
  const path = join(folder, folderFile);
  const text = read(reading, path);
  const profile = text === undefined ? undefined : readFolderFile(reading, { path, text }, []);
  const { rules, problems } = compileAll([...reading.packs.values()]);
  const levels = reading.levels.map(({ pattern, level }) => [pattern, level] as const);
  return {
    ...(profile ? { profile } : {}),
    ...(reading.allowComments ? { allowComments: reading.allowComments } : {}),
    ...(reading.packages ? { packages: reading.packages } : {}),
    levels,
    rules,
    ignore: reading.ignore,
    problems: [...reading.problems, ...(builtin ? idleLevels(reading, [...builtin, ...rules]) : []), ...problems],
    reads: [...reading.reads],
  };
}

/**
 * Reads packs that somebody names without a `handrail.yaml`, on a command line.
 * @param paths absolute; each a folder or a file, as in `extends`
 */
export function loadPacks(paths: readonly string[], files: Files): CompiledPack {
  const problems: Problem[] = [];
  const packs = new Map<string, PackFile>();
  for (const path of paths) {
    const reading = { folder: dirname(path), files, reads: new Set<string>(), problems, packs, levels: [], ignore: [] };
    readPack(reading, path, [], (message, severity) =>
      problems.push({ path, range: { start: fileStart, end: fileStart }, severity, message }),
    );
  }
  const compiled = compileAll([...packs.values()]);
  return { rules: compiled.rules, problems: [...problems, ...compiled.problems] };
}

const fileStart = { line: 0, character: 0 };

/** Our own files together, so that an id taken twice is noticed; each gitleaks configuration for itself. */
function compileAll(files: readonly PackFile[]): CompiledPack {
  const own = compilePack(files.filter(({ path }) => isYaml(path)));
  const foreign = files.filter(({ path }) => isToml(path)).map(compileGitleaks);
  return {
    rules: [...own.rules, ...foreign.flatMap(({ rules }) => rules)],
    problems: [...own.problems, ...foreign.flatMap(({ problems }) => problems)],
  };
}

/** What has been read so far. */
interface Reading {
  readonly folder: string;
  readonly files: Files;
  readonly reads: Set<string>;
  readonly problems: Problem[];
  /** The files of rules, by path. */
  readonly packs: Map<string, PackFile>;
  readonly levels: { pattern: string; level: Level; path: string; range: TextRange }[];
  readonly ignore: string[];
  /** What the last file said. */
  allowComments?: AllowComments;
  packages?: PackagePolicy;
}

function read(reading: Reading, path: string): string | undefined {
  reading.reads.add(path);
  return reading.files.read(path);
}

/**
 * Reads one `handrail.yaml`, what it extends first.
 * @param trail the files that led here, against circles
 * @returns the profile that it, or the last of its packs that says one, asks for
 */
function readFolderFile(reading: Reading, { path, text }: PackFile, trail: readonly string[]): Profile | undefined {
  const document = yamlDocument(path, text);
  reading.problems.push(...document.problems);
  // An empty file says nothing, which is no mistake.
  const { extended, output, complaints } = lenient(document.value ?? {});
  for (const { path: at, ofKey, message } of complaints) {
    const range = ofKey ? document.locateKey(at) : document.locate(at);
    reading.problems.push({ path, range, severity: 'error', message });
  }
  let profile: Profile | undefined;
  for (const [index, pack] of extended) {
    const complain: Complain = (message, severity) =>
      reading.problems.push({ path, range: document.locate(['extends', index]), severity, message });
    profile = readPack(reading, resolve(dirname(path), pack), [...trail, path], complain) ?? profile;
  }
  for (const [pattern, level] of Object.entries(output.rules)) {
    reading.levels.push({ pattern, level, path, range: document.locateKey(['rules', pattern]) });
  }
  reading.ignore.push(...output.ignore);
  if (output.allowComments) reading.allowComments = output.allowComments;
  if (output.packages) reading.packages = joinedPolicy(reading.packages, output.packages);
  return output.profile ?? profile;
}

/** Of names, what any file allows; of licences, the list of the last file that has one. */
function joinedPolicy(before: PackagePolicy | undefined, next: NonNullable<FolderFile['packages']>): PackagePolicy {
  const licences = next.licences ?? before?.licences;
  return { allow: [...(before?.allow ?? []), ...next.allow], ...(licences ? { licences } : {}) };
}

type Complain = (message: string, severity: Problem['severity']) => void;

/** What a `handrail.yaml` says once its mistakes are taken out; packs with their places in the list. */
function lenient(value: unknown): {
  output: FolderFile;
  extended: (readonly [index: number, pack: string])[];
  complaints: readonly Complaint[];
} {
  const { output, complaints } = validate(FolderFile, value);
  // Backwards, so that the places of list items stay right while others go.
  const rest = complaints.toReversed().reduce((left, { path }) => (path.length ? without(left, path) : {}), value);
  const sound = output ?? validate(FolderFile, rest).output ?? { extends: [], rules: {}, ignore: [] };
  const broken = new Set(complaints.filter(({ path }) => path[0] === 'extends').map(({ path }) => path[1]));
  const places = Array.from({ length: sound.extends.length + broken.size }, (_, index) => index);
  const extended = places
    .filter((index) => !broken.has(index))
    .map((index, at) => [index, sound.extends[at]!] as const);
  return { output: sound, extended, complaints };
}

/** Reads a pack: its own `handrail.yaml`, if any, and its files of rules. Returns the profile it asks for. */
function readPack(reading: Reading, path: string, trail: readonly string[], complain: Complain): Profile | undefined {
  if (basename(path) === folderFile) return readBase(reading, path, trail, complain);
  const text = read(reading, path);
  if (text !== undefined) {
    if (!isYaml(path) && !isToml(path))
      complain(
        'A pack is a folder, a file that ends in .yaml or .yml, or a gitleaks configuration (.toml). Name one of these.',
        'error',
      );
    else addRules(reading, { path, text }, complain);
    return undefined;
  }
  const all = reading.files.list(path);
  const files = all.filter((file) => isYaml(file) && basename(file) !== folderFile);
  const own = join(path, folderFile);
  if (!files.length && !all.includes(own)) {
    const what = all.length ? 'This folder holds no file of rules (*.yaml)' : 'There is no such pack';
    complain(`${what}. Paths are relative to this ${folderFile}; it was looked for at ${path}.`, 'error');
    return undefined;
  }
  const profile = all.includes(own) ? readBase(reading, own, trail, complain) : undefined;
  // The folder that is read may hold everything, its own file included: then it is a circle, not a pack.
  if (trail.includes(own)) return undefined;
  for (const file of files) {
    const rules = read(reading, file);
    if (rules !== undefined) addRules(reading, { path: file, text: rules }, complain);
  }
  return profile;
}

/** Reads a `handrail.yaml` that another one extends. */
function readBase(reading: Reading, path: string, trail: readonly string[], complain: Complain): Profile | undefined {
  if (trail.includes(path)) {
    complain(`This leads back to ${path}, which is being read already. Take one of the two out.`, 'error');
    return undefined;
  }
  const text = read(reading, path);
  if (text !== undefined) {
    reportLink(reading, path, complain);
    return readFolderFile(reading, { path, text }, trail);
  }
  complain(`There is no such file. Paths are relative to this ${folderFile}; it was looked for at ${path}.`, 'error');
  return undefined;
}

function addRules(reading: Reading, file: PackFile, complain: Complain): void {
  if (reading.packs.has(file.path)) return;
  if (file.text.length > longest) {
    complain(`${file.path} is longer than ${longest} characters. Split it into several files.`, 'error');
    return;
  }
  reportLink(reading, file.path, complain);
  reading.packs.set(file.path, file);
}

/** Reading YAML keeps the program busy; a hand-written file of rules is far from this. */
const longest = 2_000_000;

/** A link inside the folder that leads out of it may be meant, but nobody sees it in the text. */
function reportLink({ files, folder }: Reading, path: string, complain: Complain): void {
  const real = files.realPath?.(path);
  const root = files.realPath?.(folder);
  if (real === undefined || root === undefined || !isWithin(folder, path) || isWithin(root, real)) return;
  complain(
    `${path} is a link that leads out of this folder, to ${real}. It holds; check that this is meant.`,
    'warning',
  );
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isToml(path: string): boolean {
  return /\.toml$/i.test(path);
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Levels whose id or glob fits no rule: nearly always a slip of the pen. */
function idleLevels({ levels }: Reading, rules: readonly Rule[]): Problem[] {
  const ids = rules.map(({ id }) => id);
  return levels
    .filter(({ pattern }) => !ids.some(ruleMatcher(pattern)))
    .map(({ pattern, path, range }) => {
      const near = closest(pattern, ids);
      const hint = near ? `Did you mean ${near}?` : 'Correct it, or take it out.';
      return { path, range, severity: 'warning', message: `There is no rule ${pattern}. ${hint}` };
    });
}
