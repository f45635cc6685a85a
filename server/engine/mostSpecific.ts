import type { Match } from './finding.ts';
import type { Confidence, Rule } from './rule.ts';
import type { ReadyRule } from './ruleset.ts';
import { contains, type Span } from './span.ts';

/** A match with the rule that made it. */
export interface RuleMatch {
  readonly ready: ReadyRule;
  readonly match: Match;
}

/**
 * One secret, one finding: of several rules of a family that point at the same value, the one with the most specific
 * claim stays (of the same code, different rules say different things): one that knows the text to be harmless, one that knows the issuer and is not in doubt, then higher confidence, the tighter span, the earlier rule.
 * @returns ordered by start, then end
 */
export function mostSpecific(matches: readonly RuleMatch[]): RuleMatch[] {
  const ordered = [...matches].sort(byPlace);
  const kept: RuleMatch[] = [];
  // Only matches that overlap can say the same, so each run of overlapping ones is settled by itself.
  for (let from = 0; from < ordered.length; ) {
    let to = from + 1;
    let end = ordered[from]!.match.span.end;
    for (; to < ordered.length && ordered[to]!.match.span.start < end; to++) {
      end = Math.max(end, ordered[to]!.match.span.end);
    }
    kept.push(...settle(ordered.slice(from, to)));
    from = to;
  }
  return kept;
}

function settle(run: readonly RuleMatch[]): RuleMatch[] {
  if (run.length === 1) return [...run];
  const kept: RuleMatch[] = [];
  for (const candidate of [...run].sort(bySpecificity)) {
    if (!kept.some((other) => sayTheSame(other, candidate))) kept.push(candidate);
  }
  return kept.sort(byPlace);
}

function bySpecificity(a: RuleMatch, b: RuleMatch): number {
  return (
    Number(isHarmless(b)) - Number(isHarmless(a)) ||
    Number(knowsIssuer(b)) - Number(knowsIssuer(a)) ||
    rank(b) - rank(a) ||
    length(a.match.span) - length(b.match.span)
  );
}

function isHarmless({ ready }: RuleMatch): boolean {
  return ready.rule.harmless === true;
}

/** "A Heroku API key" tells a person more than "a credential", even if the latter is surer. */
function knowsIssuer(match: RuleMatch): boolean {
  return match.ready.rule.issuer !== undefined && rank(match) > ranks.low;
}

/** @param kept the one that stays; what is harmless speaks for its own text only, not for what stands around it */
function sayTheSame(kept: RuleMatch, other: RuleMatch): boolean {
  return (
    isSameSubject(kept.ready.rule, other.ready.rule) &&
    (contains(kept.match.span, other.match.span) || (!isHarmless(kept) && contains(other.match.span, kept.match.span)))
  );
}

function isSameSubject(a: Rule, b: Rule): boolean {
  return a.family === b.family && (a.id === b.id || (a.finds !== 'code' && b.finds !== 'code'));
}

function byPlace(a: RuleMatch, b: RuleMatch): number {
  return a.match.span.start - b.match.span.start || a.match.span.end - b.match.span.end;
}

function rank({ ready, match }: RuleMatch): number {
  return ranks[match.confidence ?? ready.rule.confidence];
}

const ranks: Record<Confidence, number> = { low: 0, medium: 1, high: 2 };

function length(span: Span): number {
  return span.end - span.start;
}
