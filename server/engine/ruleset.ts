import type { Detector, Probe } from './detector.ts';
import { isIllustrative } from './illustrative.ts';
import { type KeywordTable, keywordTable } from './keywords.ts';
import { defaultLevel } from './level.ts';
import type { Confidence, Level, Profile, Rule } from './rule.ts';
import { ruleMatcher } from './ruleName.ts';

/** Rules made ready to scan with: levels settled, one keyword table over all of them. Immutable but for lazy probes. */
export interface Ruleset {
  readonly profile: Profile;
  readonly rules: readonly ReadyRule[];
  readonly table: KeywordTable;
  /** The rules (as numbers) that have the same keywords: what is found is noted once for all of them. */
  readonly groups: readonly (readonly number[])[];
  /** By state of the table: the groups (as numbers) that have one of the keywords that end there. */
  readonly groupsOfState: readonly (readonly number[] | undefined)[];
  /** By state: the groups whose rules only ask whether such a keyword occurs. */
  readonly presenceOfState: readonly (readonly number[] | undefined)[];
  /** By state, 0; a scan writes into it and leaves it as it was. */
  readonly scratchOfState: Uint8Array;
  /** By group, nothing; a scan writes into it and leaves it as it was. To make so long a list for every text would cost more than to read the text. */
  readonly scratch: (number[] | undefined)[];
  /** The rules without keywords, as numbers: they run on every text. */
  readonly always: readonly number[];
}

/** A rule with what scanning needs. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly probe: Probe;
  /** Whether its findings are reported; a harmless rule that is not on only keeps others from reporting. */
  readonly shown: boolean;
  /** What a match of the given confidence is shown as in the file at `path`. */
  readonly level: (confidence: Confidence, path: string) => Exclude<Level, 'off'>;
  /** Whether it looks at every language and file. */
  readonly everywhere: boolean;
  readonly inLanguage: (language: string) => boolean;
  readonly inFile: (path: string) => boolean;
  readonly longestKeyword: number;
  /** See `Detector`. */
  readonly anywhere: boolean;
}

/** What a team or a person chose. */
export interface RulesetOptions {
  readonly profile: Profile;
  /** Rule ids or globs with their levels; a later one wins over an earlier one. Any level but `off` also switches a rule of another profile on. */
  readonly levels?: readonly (readonly [pattern: string, level: Level])[];
}

/**
 * Chooses the rules that are on and builds their keyword table.
 * @throws RangeError if a rule names a detector that is not among `detectors`
 */
export function ruleset(rules: readonly Rule[], detectors: readonly Detector[], options: RulesetOptions): Ruleset {
  const byKind = new Map(detectors.map((detector) => [detector.kind, detector]));
  const chosen = (options.levels ?? []).map(([pattern, level]) => ({ matches: ruleMatcher(pattern), level }));
  const ready = rules.flatMap((rule) => {
    const level = chosen.findLast(({ matches }) => matches(rule.id))?.level;
    const on = level ? level !== 'off' : rule.profile === 'recommended' || options.profile === 'all';
    if (!on && !rule.harmless) return [];
    const set = level === 'off' ? undefined : level;
    return [{ ...makeReady(rule, byKind.get(rule.detect.kind), set), shown: on }];
  });
  return { profile: options.profile, rules: ready, ...index(ready) };
}

function makeReady(
  rule: Rule,
  detector: Detector | undefined,
  level: Exclude<Level, 'off'> | undefined,
): Omit<ReadyRule, 'shown'> {
  if (!detector) throw new RangeError(`Rule ${rule.id} asks for the unknown detector "${rule.detect.kind}".`);
  const languages = rule.languages && new Set(rule.languages);
  const files = rule.files?.map((file) => new RegExp(file));
  let probe: Probe | undefined;
  return {
    rule,
    // Most rules never meet their keyword, so their regular expressions are never made.
    probe: (source, hits) => {
      probe ??= detector.prepare(rule);
      return probe(source, hits);
    },
    level: (confidence, path) => level ?? defaultLevel(rule.severity, confidence, isIllustrative(path)),
    everywhere: !languages && !files,
    inLanguage: (language) => !languages || languages.has(language),
    inFile: (path) => !files || files.some((file) => file.test(path)),
    anywhere: detector.anywhere === true,
    longestKeyword: Math.max(0, ...rule.keywords.map((keyword) => keyword.length)),
  };
}

function index(ready: readonly ReadyRule[]) {
  const groups = new Map<string, number[]>();
  const always: number[] = [];
  ready.forEach(({ rule, anywhere }, number) => {
    const words = [...new Set(rule.keywords.map((keyword) => keyword.toLowerCase()))].sort();
    if (!words.length) always.push(number);
    else add(groups, [String(anywhere), ...words].join('\0'), number);
  });
  const groupsOfWord = new Map<string, number[]>();
  const onlyAsk = new Set<number>();
  [...groups.keys()].forEach((key, group) => {
    const [anywhere, ...words] = key.split('\0');
    if (anywhere === 'true') onlyAsk.add(group);
    for (const word of words) add(groupsOfWord, word, group);
  });
  const table = keywordTable([...groupsOfWord.keys()]);
  const lists = [...groupsOfWord.values()];
  const all = table.outputs.map((words) => words && [...new Set(words.flatMap((word) => lists[word]!))]);
  return {
    table,
    groups: [...groups.values()],
    groupsOfState: all.map((numbers) => numbers?.filter((group) => !onlyAsk.has(group))),
    presenceOfState: all.map((numbers) => numbers?.filter((group) => onlyAsk.has(group))),
    scratchOfState: new Uint8Array(all.length),
    scratch: new Array<undefined>(groups.size).fill(undefined),
    always,
  };
}

function add(lists: Map<string, number[]>, key: string, number: number): void {
  const list = lists.get(key);
  if (list) list.push(number);
  else lists.set(key, [number]);
}
