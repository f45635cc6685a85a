import { parse, TomlError } from 'smol-toml';
import type { Allowlist, PatternSpec, Regex } from '../../detectors/pattern/spec.ts';
import type { Partner, Rule } from '../../engine/rule.ts';
import type { CompiledPack } from '../compile.ts';
import type { PackFile } from '../declarations.ts';
import type { Problem } from '../problem.ts';
import { reach } from '../regex/reach.ts';
import { compileRegex } from '../regex/regex.ts';
import type { GitleaksAllowlist, GitleaksConfig, GitleaksRule } from './config.ts';
import { filterParts } from './filter.ts';
import { type LeftOut, leftOutProblems } from './leftOut.ts';

/**
 * Compiles a gitleaks configuration (github.com/gitleaks/gitleaks, `config/`), or betterleaks' superset of it, into
 * rules of the same meaning. What cannot be carried over is a problem that names the rules and says why; nothing is
 * dropped in silence.
 */
export function compileGitleaks(file: PackFile): CompiledPack {
  const config = read(file);
  if ('message' in config) return { rules: [], problems: [config] };
  const leftOut: LeftOut[] = [];
  const pack = packName(file.path);
  const forAll = globalAllowlists(config, leftOut);
  const disabled = new Set(config.extend?.disabledRules ?? []);
  const rules = (config.rules ?? []).flatMap((rule) =>
    disabled.has(rule.id)
      ? []
      : compileRule(
          rule,
          pack,
          forAll.filter((list) => list.appliesTo(rule.id)),
          leftOut,
        ),
  );
  if (config.extend?.useDefault || config.extend?.path) {
    leftOut.push({ rule: 'extend', reason: 'another configuration is not read; name it in "extends" beside this one' });
  }
  return { rules, problems: leftOutProblems(file, leftOut) };
}

function read(file: PackFile): GitleaksConfig | Problem {
  try {
    return parse(file.text) as GitleaksConfig;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const at = { line: error.line - 1, character: error.column - 1 };
    const message = `This is no TOML: ${error.message.split('\n')[0]!.replace(/^Invalid TOML document: /, '')}.`;
    return { path: file.path, range: { start: at, end: at }, severity: 'error', message };
  }
}

/** `gitleaks.toml` → `gitleaks`; the rules' ids begin with it. */
function packName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.replace(/^\.+|\.toml$/g, '').replace(/[^\w-]+/g, '-') || 'gitleaks';
}

interface GlobalAllowlist {
  readonly list: Allowlist;
  readonly appliesTo: (rule: string) => boolean;
}

/** The allow-lists of the whole configuration; one with `targetRules` is for these alone. */
function globalAllowlists(config: GitleaksConfig, leftOut: LeftOut[]): GlobalAllowlist[] {
  const written = [...(config.allowlists ?? []), ...(config.allowlist ? [config.allowlist] : [])];
  const filtered = [config.prefilter, config.filter].flatMap((filter) => {
    const parts = filterParts(filter);
    leftOut.push(...parts.unknown.map((reason) => ({ rule: 'filter', reason })));
    return parts.allowlists.map((list) => ({ list: regexLists(list, 'filter', leftOut), appliesTo: () => true }));
  });
  return [
    ...written.map((list) => ({
      list: allowlist(list, 'allowlist', leftOut),
      appliesTo: (rule: string) => !list.targetRules?.length || list.targetRules.includes(rule),
    })),
    ...filtered,
  ];
}

function compileRule(rule: GitleaksRule, pack: string, forAll: readonly GlobalAllowlist[], leftOut: LeftOut[]): Rule[] {
  const keywords = [...new Set((rule.keywords ?? []).map((word) => word.toLowerCase()).filter(Boolean))];
  const filter = filterParts(rule.filter);
  leftOut.push(...filter.unknown.map((reason) => ({ rule: rule.id, reason })));
  if (rule.validate) leftOut.push({ rule: rule.id, reason: 'validation asks the network, which Handrail never does' });
  const compiled = rule.regex ? compileRegex(rule.regex) : undefined;
  if (compiled && 'complaint' in compiled) {
    leftOut.push({ rule: rule.id, reason: `its regex cannot be read (${compiled.complaint})` });
    return [];
  }
  if (!compiled && !rule.path) {
    leftOut.push({ rule: rule.id, reason: 'it has neither a regex nor a path' });
    return [];
  }
  const within = compiled?.js && keywords.length ? reach(compiled.js, keywords) : undefined;
  const path = rule.path ? regexOf(rule.path, rule.id, leftOut) : undefined;
  const entropy = rule.entropy || filter.entropy;
  const detect: PatternSpec = {
    kind: 'pattern',
    ...(compiled ? { regex: compiled.regex } : {}),
    ...(path ? { path } : {}),
    secretGroup: rule.secretGroup ?? 0,
    ...(entropy ? { entropy } : {}),
    ...(within ? { reach: within } : {}),
    placeholders: true,
    allowlists: [
      ...[...(rule.allowlists ?? []), ...(rule.allowlist ? [rule.allowlist] : [])].map((list) =>
        allowlist(list, rule.id, leftOut),
      ),
      ...filter.allowlists.map((list) => regexLists(list, rule.id, leftOut)),
      ...forAll.map(({ list }) => list),
    ],
  };
  const partners = rule.required?.map(
    (one): Partner => ({ rule: `${pack}/${one.id}`, lines: one.withinLines ?? 1e9, required: true }),
  );
  return [
    {
      id: `${pack}/${rule.id}`,
      title: sentence(rule.description ?? rule.id),
      family: 'secrets',
      severity: 'high',
      confidence: 'medium',
      profile: 'recommended',
      keywords: keywords,
      detect,
      ...(partners ? { partners } : {}),
      ...(rule.skipReport ? { silent: true } : {}),
      message: `${sentence(rule.description ?? rule.id)}.`,
      fixes: ['env-lookup'],
      references: { cwe: [798] },
    },
  ];
}

/** A description as one line without its full stop; braces would be read as facts. */
function sentence(description: string): string {
  return description.replace(/\s+/g, ' ').replace(/[{}]/g, '').trim().replace(/\.$/, '');
}

function allowlist(list: GitleaksAllowlist, rule: string, leftOut: LeftOut[]): Allowlist {
  if (list.commits?.length)
    leftOut.push({ rule, reason: 'its list of commits is not used: text is looked at, not history' });
  return regexLists(
    {
      condition: /^(?:and|&&)$/i.test(list.condition ?? '') ? 'and' : 'or',
      paths: list.paths ?? [],
      regexes: list.regexes ?? [],
      regexTarget: list.regexTarget === 'match' || list.regexTarget === 'line' ? list.regexTarget : 'secret',
      stopwords: list.stopwords ?? [],
    },
    rule,
    leftOut,
  );
}

/** An allow-list as it is written: its regular expressions are still text. */
export interface WrittenAllowlist {
  readonly condition: 'or' | 'and';
  readonly paths: readonly string[];
  readonly regexes: readonly string[];
  readonly regexTarget: 'secret' | 'match' | 'line';
  readonly stopwords: readonly string[];
}

function regexLists(list: WrittenAllowlist, rule: string, leftOut: LeftOut[]): Allowlist {
  const all = (sources: readonly string[]) =>
    sources.map((source) => regexOf(source, rule, leftOut)).filter((regex) => regex !== undefined);
  return {
    ...list,
    paths: all(list.paths),
    regexes: all(list.regexes),
    stopwords: list.stopwords.map((word) => word.toLowerCase()),
  };
}

function regexOf(source: string, rule: string, leftOut: LeftOut[]): Regex | undefined {
  const compiled = compileRegex(source);
  if ('regex' in compiled) return compiled.regex;
  leftOut.push({ rule, reason: `a regex of its lists cannot be read (${compiled.complaint})` });
  return undefined;
}
