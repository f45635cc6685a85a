import type { Finding } from '../engine/finding.ts';
import { positionAt } from '../engine/lineMap.ts';
import { mask, redact } from '../engine/redact.ts';
import type { Source } from '../engine/source.ts';
import type { Span } from '../engine/span.ts';
import { type SpanIndex, spanIndex } from '../engine/spanIndex.ts';
import type { Located, Region } from './outcome.ts';

/**
 * Gives every finding of one source its place, as plain data that lets go of the source's text: V8 keeps a whole text
 * alive for a short slice of it, so all strings are copies.
 * @param path absolute
 */
export function locate(path: string, source: Source, findings: readonly Finding[]): Located[] {
  const secrets = spanIndex(findings.filter(({ finds }) => finds !== 'code').map(({ span }) => span));
  return findings.map((finding) => ({
    path,
    finding: detached(finding),
    ...regionOf(source, finding.span),
    ...(finding.whole ? { whole: regionOf(source, finding.whole) } : {}),
    related: finding.related.map(({ span, message }) => ({
      ...regionOf(source, span),
      message: structuredClone(message),
    })),
    ...(finding.suppression ? { allowedAt: regionOf(source, finding.suppression.span) } : {}),
    marker: markerIn(finding.excerpt, textBefore(source, finding.span, secrets)),
  }));
}

function detached(finding: Finding): Finding {
  const { excerpt, message, related, suppression } = finding;
  // The other strings are the rule's own, or short.
  return { ...finding, ...structuredClone({ excerpt, message, related, ...(suppression ? { suppression } : {}) }) };
}

function regionOf(source: Source, span: Span): Region {
  const start = positionAt(source.lines, span.start);
  const end = positionAt(source.lines, span.end);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** What stands on the finding's line before it, masked as in the excerpt; of a long line only the end. */
function textBefore({ text, lines }: Source, { start }: Span, secrets: SpanIndex): string {
  const { line } = positionAt(lines, start);
  const before = { start: Math.max(lines.starts[line]!, start - longest), end: start };
  return redact(text, before, secrets.touching(before)).trimStart();
}

/** More than an excerpt ever shows of a line before the finding. */
const longest = 500;

/**
 * Finds the finding's own mask in an excerpt, which may show several.
 * @param before the masked text before the finding
 */
export function markerIn(excerpt: string, before: string): Located['marker'] {
  const start = startIn(excerpt, before);
  const own = masked.exec(excerpt.slice(start));
  if (own) return { start, length: own[0].length };
  // A mask that began earlier and swallowed this one.
  const length = excerpt.slice(0, start).endsWith(mask) ? mask.length : 0;
  return { start: start - length, length };
}

function startIn(excerpt: string, before: string): number {
  if (excerpt.startsWith(before)) return before.length;
  // The excerpt of a long line begins somewhere in it, after a dot-dot-dot.
  for (let end = Math.min(excerpt.length, before.length + 1); end > 1; end--) {
    if (before.endsWith(excerpt.slice(1, end))) return end;
  }
  return 0;
}

const masked = new RegExp(`^[A-Za-z0-9_-]{0,4}${mask}`);
