import type { Detector } from '../../engine/detector.ts';
import type { Match } from '../../engine/finding.ts';
import { eachWindow, type KeywordHits } from '../../engine/keywordHits.ts';
import { lineSpan, positionAt } from '../../engine/lineMap.ts';
import type { Rule } from '../../engine/rule.ts';
import type { Source } from '../../engine/source.ts';
import type { Span } from '../../engine/span.ts';
import { isAtLeast, strengthOf } from '../credential/value.ts';
import { strange, strangeness } from '../credential/wordness.ts';
import { isHollow, isMadeUp, isStandIn } from '../placeholder.ts';
import { allowlist } from './allowlist.ts';
import { decodeBase64 } from './base64.ts';
import { checksums } from './checksums.ts';
import { entropy } from './entropy.ts';
import { type LinearEngine, type Matcher, matcher, type RegexMatch } from './matcher.ts';
import { nearness } from './near.ts';
import { isOutside } from './outside.ts';
import type { PatternSpec } from './spec.ts';
import { stretchFinder } from './stretch.ts';

/**
 * Finds by regular expression.
 * @param linear the linear-time engine, where some rule may need it
 */
export function patternDetector(linear?: LinearEngine): Detector<PatternSpec> {
  return {
    kind: 'pattern',
    prepare(rule) {
      const accepted = acceptance(rule, linear);
      const { detect } = rule;
      const path = detect.path && matcher(detect.path, linear);
      const regex = detect.regex && matcher(detect.regex, linear);
      const mayHold = requirement(detect);
      return (source, hits) => {
        if (path && !path.test(source.path)) return [];
        const found = regex ? occurrences(regex, mayHold, source.text, detect, hits) : [fileStart];
        return found.length ? found.flatMap((match) => accepted(source, match, hits) ?? []) : nothing;
      };
    },
  };
}

const nothing: readonly Match[] = [];

/** Whether a part of a text holds what every match holds; cheaper than to try the regular expression. */
type MayHold = (text: string, start: number, end: number) => boolean;

function requirement({ stretch, sign }: PatternSpec): MayHold {
  const hasStretch = stretch && stretchFinder(stretch);
  if (sign === undefined) return hasStretch ?? (() => true);
  const unit = sign.charCodeAt(0);
  return (text, start, end) => holds(text, unit, start, end) && (!hasStretch || hasStretch(text, start, end));
}

function holds(text: string, unit: number, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === unit) return true;
  return false;
}

const fileStart: RegexMatch = { span: { start: 0, end: 0 }, groups: [] };

/** All matches that do not overlap: in the windows around the keywords where they are enough, else in the whole text. */
function occurrences(
  regex: Matcher,
  mayHold: MayHold,
  text: string,
  { reach }: PatternSpec,
  hits: KeywordHits,
): readonly RegexMatch[] {
  let found = none;
  const look = (start: number, end: number) => {
    if (!mayHold(text, start, end)) return;
    const here = matchesIn(regex, text, { start, end });
    if (here.length) found = found.length ? found.concat(here) : here;
  };
  if (!reach || !hits.ends.length) look(0, text.length);
  // One more code unit on both sides, so that `\b` and look-around see the real neighbours.
  else eachWindow(hits, reach.before + 1, reach.after + 1, text.length, look);
  return found;
}

const none: readonly RegexMatch[] = [];

/** The matches in a part of the text. One at an edge inside the text saw a false border and is passed over. */
function matchesIn(regex: Matcher, text: string, { start, end }: Span): RegexMatch[] {
  const found: RegexMatch[] = [];
  const part = text.slice(start, end);
  for (let from = 0; from <= part.length; ) {
    const match = regex.exec(part, from);
    if (!match) break;
    const { span } = match;
    if ((start > 0 && span.start === 0) || (end < text.length && span.end === part.length)) {
      from = span.start + 1;
      continue;
    }
    found.push(start ? moved(match, start) : match);
    from = span.end > span.start ? span.end : span.end + 1;
  }
  return found;
}

function moved({ span, groups }: RegexMatch, by: number): RegexMatch {
  const move = ({ start, end }: Span) => ({ start: start + by, end: end + by });
  return { span: move(span), groups: groups.map((group) => group && move(group)) };
}

/** Everything a match must pass before it is reported. */
function acceptance(rule: Rule<PatternSpec>, linear: LinearEngine | undefined) {
  const { detect } = rule;
  const allowed = detect.allowlists.map((list) => allowlist(list, linear));
  const touching = detect.boundary === undefined ? undefined : new RegExp(`^(?:${detect.boundary})$`);
  const checksum = detect.checksum === undefined ? undefined : checksums[detect.checksum];
  return (source: Source, match: RegexMatch, hits: KeywordHits): Match | undefined => {
    const { text } = source;
    const span = secretSpan(match, detect.secretGroup);
    const secret = text.slice(span.start, span.end);
    if (touching && detect.regex && !standsFree(text, span, touching)) return undefined;
    const distance = detect.near === undefined ? 'assigned' : nearness(text, hits, rule.keywords, span, detect.near);
    if (distance === 'apart') return undefined;
    const dull = detect.entropy !== undefined && entropy(secret) <= detect.entropy;
    // A shape of its own makes even `tskey-api-AAAA…` worth a look in an audit; any other dull text is just text.
    if (dull && detect.placeholders) return undefined;
    const plain = detect.decode ? decodeBase64(secret)?.replace(/^[^:\s]*:/, '') : secret;
    if (plain === undefined) return undefined;
    if (detect.strength && !isAtLeast(strengthOf(plain), detect.strength)) return undefined;
    if (!detect.placeholders && (isStandIn(plain) || isHollow(plain))) return undefined;
    if (detect.near !== undefined && isWords(plain)) return undefined;
    if (dull && detect.near !== undefined && distance !== 'assigned') return undefined;
    const candidate = {
      path: source.path,
      secret,
      match: text.slice(match.span.start, match.span.end),
      line: () => linesAround(source, match.span),
    };
    if (allowed.some((allows) => allows(candidate))) return undefined;
    if (detect.outside && !isOutside(source, span.start, detect.outside)) return undefined;
    const doubtful =
      dull || distance === 'close' || (!detect.placeholders && isMadeUp(plain)) || (checksum && !checksum(secret));
    return { span, ...(doubtful ? { confidence: 'low' as const } : {}) };
  };
}

/** Letters that read as words, with a small number among them at most: an identifier or a path, whatever its length fits. */
function isWords(text: string): boolean {
  const letters = text.replace(/(?<![A-Za-z0-9])\d{1,3}(?![A-Za-z0-9])/g, '');
  return !/\d/.test(letters) && /[A-Za-z]/.test(letters) && strangeness(letters) < strange;
}

function secretSpan(match: RegexMatch, group: number): Span {
  if (group > 0) return match.groups[group - 1] ?? match.span;
  return match.groups.find((span) => span && span.end > span.start) ?? match.span;
}

/** Whether no character of the kind stands right before or after the span. An equals sign before it gives it to a name. */
function standsFree(text: string, { start, end }: Span, touching: RegExp): boolean {
  if (end < text.length && touching.test(text[end]!)) return false;
  const before = text[start - 1];
  return before === undefined || before === '=' || !touching.test(before) || isEscape(text, start);
}

/** Whether the character before `at` belongs to an escape: `"\nghp_…"` in source, `%3Dghp_…` in a URL. */
function isEscape(text: string, at: number): boolean {
  return /(?:\\[nrtbf0]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})$/.test(
    text.slice(Math.max(0, at - 6), at),
  );
}

function linesAround({ lines, text }: Source, span: Span): string {
  const first = lineSpan(lines, text, positionAt(lines, span.start).line);
  const last = lineSpan(lines, text, positionAt(lines, span.end).line);
  return text.slice(first.start, last.end);
}
