import { lineSpan, positionAt } from './lineMap.ts';
import { ruleMatcher } from './ruleName.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';

/** Whose comments allow a finding: `own`, those that name a rule of ours, or `all`, those for other tools as well. */
export type AllowComments = 'all' | 'own';

/** One allow comment: `handrail: allow <rule>[, <rule>…] [until 2026-12-31] [-- reason]`. */
export interface Allowance {
  readonly span: Span;
  /** The 0-based lines it covers: its own, and the next one if it stands alone. */
  readonly first: number;
  readonly last: number;
  /** Rule ids or globs, as written. */
  readonly rules: readonly string[];
  /** ISO date after which it no longer holds; empty where something else was written: then it never holds. */
  readonly until?: string;
  /** Where the reason stands. Its text may hold a secret. */
  readonly reason?: Span;
}

/** The word that must occur for a text to hold any allow comment; cheap to look for. */
const allowWord = 'handrail: allow';

/** All allow comments of a source, in order. Whether the words stand in a comment is not checked: nobody writes them elsewhere. */
export function allowances(source: Source): Allowance[] {
  if (!source.text.includes(allowWord)) return [];
  return [...source.text.matchAll(directive)].map((match) => read(source, match));
}

/** The allowance that covers a finding of a rule on a 0-based line; of several the first, long ranges last. */
export type AllowanceFor = (rule: string, line: number) => Allowance | undefined;

/** Makes a look-up that does not go through the whole list for every finding. @param today ISO date */
export function allowanceFinder(list: readonly Allowance[], today: string): AllowanceFor {
  const byLine = new Map<number, Ready[]>();
  const long: Ready[] = [];
  for (const allowance of list) {
    if (allowance.until !== undefined && allowance.until < today) continue;
    const ready = { allowance, matchers: allowance.rules.map(ruleMatcher) };
    const { first, last } = allowance;
    if (last - first > 1) {
      long.push(ready);
      continue;
    }
    for (let line = first; line <= last; line++) {
      const known = byLine.get(line);
      if (known) known.push(ready);
      else byLine.set(line, [ready]);
    }
  }
  return (rule, line) => {
    const covers = ({ allowance: { first, last }, matchers }: Ready) =>
      first <= line && line <= last && matchers.some((matches) => matches(rule));
    return (byLine.get(line)?.find(covers) ?? long.find(covers))?.allowance;
  };
}

interface Ready {
  readonly allowance: Allowance;
  readonly matchers: readonly ((rule: string) => boolean)[];
}

// A rule's name ends before `-->` and `*/`, which close the comment.
const ruleName = String.raw`(?:\w|\*(?!\/(?![\w*]))|[/.-](?=[\w*]))+`;
const directive = new RegExp(
  String.raw`handrail: allow[ \t]+(${ruleName}(?:[ \t]*,[ \t]*${ruleName})*)(?:[ \t]+until[ \t]+([\d-]*))?(?:[ \t]+--(?!>)([^\r\n]*))?`,
  'g',
);

function read(source: Source, match: RegExpMatchArray): Allowance {
  const { text, lines } = source;
  const start = match.index!;
  const line = positionAt(lines, start).line;
  const whole = lineSpan(lines, text, line);
  const close = /\*\/|-->/.exec(text.slice(start, whole.end));
  const end = Math.min(start + match[0].length, close ? start + close.index : whole.end);
  const reason = match[3] === undefined ? undefined : trimmed(text, start + match[0].length - match[3].length, end);
  const alone =
    !words.test(text.slice(whole.start, start).replace(/^\s*rem\b/i, '')) &&
    !(close && words.test(text.slice(end + close[0].length, whole.end)));
  return {
    span: { start, end: reason?.end ?? end },
    first: line,
    last: alone ? line + 1 : line,
    rules: match[1]!.split(',').map((rule) => rule.trim()),
    ...(match[2] === undefined ? {} : { until: /^\d{4}-\d{2}-\d{2}$/.test(match[2]) ? match[2] : '' }),
    ...(reason && reason.end > reason.start ? { reason } : {}),
  };
}

const words = /[\p{L}\p{N}]/u;

function trimmed(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
}
