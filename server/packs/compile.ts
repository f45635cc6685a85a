import type { Rule } from '../engine/rule.ts';
import { compileDetect, type Report, suggestion } from './compileDetect.ts';
import type { Declared, PackFile } from './declarations.ts';
import { findsCode } from './findsCode.ts';
import { fixNames } from './fixNames.ts';
import { compileGlob } from './glob.ts';
import type { Problem } from './problem.ts';
import { compileRegex } from './regex/regex.ts';
import { complaintOfJavaScript } from './regex/translate.ts';
import { declaredIn } from './ways.ts';

/** What a pack's files came to. */
export interface CompiledPack {
  /**
   * The rules that are sound, in the order of the files, ready to scan with; behind them the further ways of finding,
   * each a rule with the id of the one it belongs to.
   */
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
}

/**
 * Compiles rule files. Pure, and never throws for what it reads: what is wrong is a problem with its place, a broken
 * rule is left out, the others still work. The same code compiles the built-in rules and a team's.
 * @param trusted see `compileRegex`
 */
export function compilePack(files: readonly PackFile[], trusted = false): CompiledPack {
  const { declared, ways, problems } = declaredIn(files);
  const compiled = [...declared, ...ways].map((one) => compileRule(one, trusted));
  const rules = compiled.flatMap(({ rule }) => rule ?? []);
  const places = new Map(declared.map((one) => [one.declaration.id, one]));
  const all = [...problems, ...compiled.flatMap((one) => one.problems), ...lostPartners(rules, places)];
  return { rules, problems: distinct(all) };
}

/** What is wrong in a file's defaults is wrong in each of its rules; once is enough. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Partners that should be in the same pack, and are not. Those of other packs cannot be looked up here. */
function lostPartners(rules: readonly Rule[], places: ReadonlyMap<string, Declared>): Problem[] {
  return rules.flatMap(({ id, family, partners = [] }) =>
    partners.flatMap(({ rule }, index) => {
      if (places.has(rule) || !rule.startsWith(`${family}/`)) return [];
      const message = `There is no rule ${rule} in this pack. ${suggestion(rule, [...places.keys()])}`;
      return [places.get(id)!.problem(['partners', index, 'rule'], message)];
    }),
  );
}

function compileRule({ declaration, problem }: Declared, trusted: boolean): { rule?: Rule; problems: Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (path, message, severity) => problems.push(problem(path, message, severity));
  const { id, languages, files, keywords, partners, harmless, silent, fixes, references, why, instead, issuer } =
    declaration;
  checkFixes(fixes, report);
  if (declaration.sample !== undefined) checkSample(declaration.sample, report);
  if (keywords === undefined && declaration.detect.pattern?.path === undefined) {
    const message =
      'Without keywords the rule runs on every text. Name words that stand in every finding, or write [].';
    report(['keywords'], message, 'warning');
  }
  const lower = [...new Set((keywords ?? []).map((keyword) => keyword.toLowerCase()))];
  const globs = files?.map((glob, index) => compileGlob(glob, (message) => report(['files', index], message)));
  const { detect, facts } = compileDetect(declaration.detect, {
    keywords: lower,
    languages: languages ?? [],
    report,
    compileRegex: (source) => compileRegex(source, trusted),
  });
  checkMessage(declaration.message, facts, report);
  if (!detect || problems.some(({ severity }) => severity === 'error')) return { problems };
  const rule: Rule = {
    id,
    title: declaration.title,
    family: id.slice(0, id.indexOf('/')),
    severity: declaration.severity,
    confidence: declaration.confidence,
    profile: declaration.profile,
    ...(languages ? { languages } : {}),
    ...(globs ? { files: globs.filter((glob) => glob !== undefined) } : {}),
    keywords: lower,
    detect,
    ...(partners ? { partners } : {}),
    ...(harmless ? { harmless } : {}),
    ...(findsCode(declaration) ? { finds: 'code' } : {}),
    ...(silent ? { silent } : {}),
    message: declaration.message,
    ...(why === undefined ? {} : { why }),
    ...(instead === undefined ? {} : { instead }),
    ...(issuer ? { issuer: defined(issuer) } : {}),
    fixes,
    references: defined(references),
  };
  return { rule, problems };
}

/** Without the keys whose value is undefined, which optional keys of the schema may have. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function checkFixes(fixes: readonly string[], report: Report): void {
  for (const [index, fix] of fixes.entries()) {
    if (fixNames.includes(fix)) continue;
    report(['fixes', index], `There is no fix "${fix}". ${suggestion(fix, fixNames)}`);
  }
}

function checkSample(sample: string, report: Report): void {
  const complaint = complaintOfJavaScript(sample);
  if (complaint) report(['sample'], `${complaint}. Write a JavaScript regular expression.`);
}

/** Facts stand in braces in a message; a misspelt one would be shown as it is written. */
function checkMessage(message: string, facts: readonly string[], report: Report): void {
  for (const [, name] of message.matchAll(/\{([A-Z][A-Z0-9_]*)\}/g)) {
    if (facts.includes(name!)) continue;
    const known = facts.length ? suggestion(name!, facts) : 'This way of finding knows none: write the words out.';
    report(['message'], `There is no fact {${name}}. ${known}`);
  }
}
