import { lineSpan, positionAt } from './lineMap.ts';
import { ruleMatcher } from './ruleName.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';

/** One allow comment: `handrail: allow <rule>[, <rule>…] [until 2026-12-31] [-- reason]`. */
export interface Allowance {
  readonly span: Span;
  /** The 0-based line it stands on; it covers this line, and the next one if it stands alone. */
  readonly line: number;
  readonly alone: boolean;
  /** Rule ids or globs, as written. */
  readonly rules: readonly string[];
  /** ISO date after which it no longer holds. */
  readonly until?: string;
  readonly reason?: string;
}

/** The word that must occur for a text to hold any allow comment; cheap to look for. */
export const allowWord = 'handrail: allow';

/** All allow comments of a source, in order. Whether the words stand in a comment is not checked: nobody writes them elsewhere. */
export function allowances(source: Source): Allowance[] {
  if (!source.text.includes(allowWord)) return [];
  return [...source.text.matchAll(directive)].map((match) => read(source, match));
}

/** The first allowance that covers a finding of `rule` on the 0-based `line`, on the ISO date `today`. */
export function allowanceFor(
  list: readonly Allowance[],
  rule: string,
  line: number,
  today: string,
): Allowance | undefined {
  return list.find(
    (allowance) =>
      (allowance.line === line || (allowance.alone && allowance.line === line - 1)) &&
      (allowance.until === undefined || today <= allowance.until) &&
      allowance.rules.some((pattern) => ruleMatcher(pattern)(rule)),
  );
}

const directive =
  /handrail: allow[ \t]+([\w*/.-]+(?:[ \t]*,[ \t]*[\w*/.-]+)*)(?:[ \t]+until[ \t]+(\d{4}-\d{2}-\d{2}))?(?:[ \t]+--[ \t]*([^\r\n]*))?/g;

function read(source: Source, match: RegExpMatchArray): Allowance {
  const start = match.index!;
  const line = positionAt(source.lines, start).line;
  const reason = match[3]?.replace(/\s*(?:-->|\*\/)\s*$/, '').trim();
  return {
    span: { start, end: start + match[0].length },
    line,
    alone: !/[\p{L}\p{N}]/u.test(source.text.slice(lineSpan(source.lines, source.text, line).start, start)),
    rules: match[1]!.split(',').map((rule) => rule.trim()),
    ...(match[2] ? { until: match[2] } : {}),
    ...(reason ? { reason } : {}),
  };
}
