import type { Span } from './span.ts';

/** What stands in place of a secret wherever text leaves the engine. */
export const mask = '••••••••';

/**
 * `text.slice(within.start, within.end)` with every span replaced by a mask. A long secret keeps its first characters
 * (the issuer's prefix helps a person to recognise it); a short one keeps none.
 * @param spans in any order; parts outside `within` do not matter
 */
export function redact(text: string, within: Span, spans: readonly Span[]): string {
  let out = '';
  let at = within.start;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const end = Math.min(span.end, within.end);
    if (end <= at || span.start >= within.end) continue;
    const start = Math.max(span.start, at);
    out += text.slice(at, start) + head(text, span, start) + mask;
    at = end;
  }
  return out + text.slice(at, within.end);
}

function head(text: string, span: Span, start: number): string {
  const long = span.end - span.start >= 20;
  return long && start === span.start ? (/^[A-Za-z0-9_-]{0,4}/.exec(text.slice(start, start + 4))?.[0] ?? '') : '';
}
