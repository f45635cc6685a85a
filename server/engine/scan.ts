import type { Finding, Suppression } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import { foreignAllowances } from './foreignAllow.ts';
import { type KeywordHits, noHits } from './keywordHits.ts';
import { findStates } from './keywords.ts';
import { lineSpan, positionAt } from './lineMap.ts';
import { mostSpecific, type RuleMatch } from './mostSpecific.ts';
import { type NotebookPart, notebookParts } from './notebook.ts';
import { withPartners } from './partners.ts';
import { redact } from './redact.ts';
import type { Profile } from './rule.ts';
import type { ReadyRule, Ruleset } from './ruleset.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';
import { type SpanIndex, spanIndex } from './spanIndex.ts';
import { type Allowance, type AllowComments, allowanceFinder, allowances } from './suppress.ts';

/** What the shells know and the engine must not ask for itself. */
export interface ScanOptions {
  /** ISO date (`2026-11-20`), for allow comments that end. */
  readonly today: string;
  /** Default: `all`. */
  readonly allowComments?: AllowComments;
}

export interface ScanResult {
  /** In order of their spans. Suppressed findings are among them, marked. */
  readonly findings: readonly Finding[];
  /** Rules that threw; each was left out, the others went on. */
  readonly failures: readonly RuleFailure[];
}

export interface RuleFailure {
  readonly rule: string;
  readonly message: string;
}

/** Looks for everything in `rules` in one source. Pure: the same arguments give the same result. */
export function scan(source: Source, rules: Ruleset, options: ScanOptions): ScanResult {
  if (source.language === 'ipynb') return scanNotebook(source, rules, options);
  const looked = look(source, rules);
  return { findings: report(looked, options, new Map()), failures: looked.failures };
}

function scanNotebook(notebook: Source, rules: Ruleset, options: ScanOptions): ScanResult {
  const looked = notebookParts(notebook).map((part) => ({ part, found: look(part.source, rules) }));
  // A line of the file can hold several lines of a cell, or all the cells.
  const secrets = looked.flatMap(({ part, found }) => found.secrets.map(part.toFile));
  const hidden = spanIndex(secrets.sort((a, b) => a.start - b.start));
  const seen: Occurrences = new Map();
  const findings = looked.flatMap(({ part, found }) =>
    report(found, options, seen).map((finding) => inNotebook(finding, part, notebook, hidden)),
  );
  const failures = looked.flatMap(({ found }) => found.failures);
  return {
    findings: findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    failures: [...new Map(failures.map((failure) => [failure.rule, failure])).values()],
  };
}

/** A finding of one part as one of the file. Its fingerprint stays: it does not depend on how JSON writes the line. */
function inNotebook(finding: Finding, { place, toFile }: NotebookPart, notebook: Source, secrets: SpanIndex): Finding {
  const span = toFile(finding.span);
  const { suppression } = finding;
  return {
    ...finding,
    span,
    ...(finding.whole ? { whole: toFile(finding.whole) } : {}),
    related: finding.related.map((related) => ({ ...related, span: toFile(related.span) })),
    excerpt: excerptOf(notebook, span, positionAt(notebook.lines, span.start).line, secrets),
    ...(place === undefined ? {} : { place }),
    ...(suppression ? { suppression: { ...suppression, span: toFile(suppression.span) } } : {}),
  };
}

/** What the rules say of one text. */
interface Looked {
  readonly source: Source;
  readonly shown: readonly RuleMatch[];
  /** What must not be seen in any excerpt, in order. */
  readonly secrets: readonly Span[];
  readonly failures: readonly RuleFailure[];
}

function look(source: Source, rules: Ruleset): Looked {
  const failures: RuleFailure[] = [];
  const matches: (RuleMatch & { readonly number: number })[] = [];
  for (const { number, ready, hits } of candidates(source, rules)) {
    const before = matches.length;
    try {
      for (const match of ready.probe(source, hits)) matches.push({ number, ready, match });
    } catch (error) {
      // Of a rule that throws half-way nothing is kept.
      matches.length = before;
      failures.push({ rule: ready.rule.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  if (!matches.length) return { source, shown: [], secrets: [], failures };
  // In the rules' order, whatever the order of the keywords in the text: it decides between equal findings.
  matches.sort((a, b) => a.number - b.number);
  const likely = withPartners(source, matches).filter((one) => isLikely(one, rules.profile));
  const shown = mostSpecific(likely).filter(({ ready }) => ready.shown);
  return { source, shown, secrets: secretsOf(matches), failures };
}

/** A match that says itself that it is hardly one is too little for a squiggle, and enough for an audit. */
function isLikely({ ready: { rule }, match }: RuleMatch, profile: Profile): boolean {
  if (rule.silent) return false;
  return profile === 'all' || match.confidence !== 'low' || rule.confidence === 'low';
}

/** The rules whose keywords occur in the text (and those without any), for this language and file. */
function candidates(source: Source, set: Ruleset): Candidate[] {
  const { table, groups, groupsOfState, presenceOfState, scratch: ends, scratchOfState: seen, always, rules } = set;
  const met: number[] = [];
  const states: number[] = [];
  findStates(table, source.text, (state, end) => {
    const ended = groupsOfState[state]!;
    for (let i = 0; i < ended.length; i++) {
      const group = ended[i]!;
      const list = ends[group];
      if (list) list.push(end);
      else {
        ends[group] = [end];
        met.push(group);
      }
    }
    if (seen[state]) return;
    seen[state] = 1;
    states.push(state);
    for (const group of presenceOfState[state]!) {
      if (ends[group]) continue;
      ends[group] = [end];
      met.push(group);
    }
  });
  for (const state of states) seen[state] = 0;
  const out: Candidate[] = [];
  const add = (number: number, hits: KeywordHits) => {
    const ready = rules[number]!;
    if (ready.everywhere || (ready.inLanguage(source.language) && ready.inFile(source.path)))
      out.push({ number, ready, hits });
  };
  for (const number of always) add(number, { ...noHits });
  for (const group of met) {
    const numbers = groups[group]!;
    const hits: KeywordHits = { ends: ends[group]!, longest: rules[numbers[0]!]!.longestKeyword, memo: undefined };
    for (const number of numbers) add(number, hits);
    ends[group] = undefined;
  }
  return out;
}

interface Candidate {
  readonly number: number;
  readonly ready: ReadyRule;
  readonly hits: KeywordHits;
}

/** All that looks like a secret, doubtful or not. */
function secretsOf(matches: readonly RuleMatch[]): Span[] {
  const spans = matches
    .filter(({ ready: { rule } }) => rule.finds !== 'code' && !rule.silent)
    .map(({ match }) => match.span);
  return spans.sort((a, b) => a.start - b.start);
}

/** How often a rule has found the same masked line so far. */
type Occurrences = Map<string, number>;

function report({ source, shown, ...looked }: Looked, options: ScanOptions, seen: Occurrences): Finding[] {
  if (!shown.length) return [];
  const secrets = spanIndex(looked.secrets);
  const allowed = [...allowances(source), ...(options.allowComments === 'own' ? [] : foreignAllowances(source))];
  const allowanceFor = allowanceFinder(allowed, options.today);
  return shown.map(({ ready, match }) => {
    const { rule } = ready;
    const line = positionAt(source.lines, match.span.start).line;
    const excerpt = excerptOf(source, match.span, line, secrets);
    const same = `${rule.id}\0${excerpt}`;
    const occurrence = seen.get(same) ?? 0;
    seen.set(same, occurrence + 1);
    const value = source.text.slice(match.span.start, match.span.end);
    const confidence = match.confidence ?? rule.confidence;
    const allowance = allowanceFor(rule.id, line);
    return {
      rule: rule.id,
      family: rule.family,
      severity: rule.severity,
      confidence,
      level: ready.level(confidence, source.path),
      ...(rule.finds ? { finds: rule.finds } : {}),
      span: match.span,
      ...(match.whole ? { whole: match.whole } : {}),
      related: match.related ?? [],
      message: render(rule.message, match.facts ?? {}),
      ...(match.facts && rule.finds === 'code' ? { facts: match.facts } : {}),
      excerpt,
      fingerprint: fingerprint({ rule: rule.id, path: source.path, excerpt, value, occurrence }),
      ...(allowance ? { suppression: suppressionBy(source, allowance, secrets) } : {}),
    };
  });
}

/** The finding's line, masked; of a very long line (minified files have lines of megabytes) the part around it. */
function excerptOf(source: Source, span: Span, line: number, secrets: SpanIndex): string {
  const whole = lineSpan(source.lines, source.text, line);
  const part = { start: Math.max(whole.start, span.start - reach), end: Math.min(whole.end, span.end + reach) };
  // A value cut by the edge could be half a secret that nobody masks, so cut where the text has a gap.
  const text = redact(source.text, part, secrets.touching(part)).trim();
  const from = part.start > whole.start ? text.replace(/^[^\s"'`;,(){}=]*/, '…') : text;
  return part.end < whole.end ? from.replace(/[^\s"'`;,(){}=]*$/, '…') : from;
}

const reach = 100;

function suppressionBy(source: Source, { span, reason }: Allowance, secrets: SpanIndex): Suppression {
  return { span, ...(reason ? { reason: redact(source.text, reason, secrets.touching(reason)) } : {}) };
}

/** Fills `{NAME}` with the fact of that name; a name without a fact stays as it is written. */
function render(message: string, facts: Readonly<Record<string, string>>): string {
  return message.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => facts[name] ?? whole);
}
