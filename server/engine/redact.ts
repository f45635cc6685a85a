import type { Span } from './span.ts';

/** What stands in place of a secret wherever text leaves the engine. */
export const mask = '••••••••';

/**
 * `text.slice(within.start, within.end)` with every span replaced by a mask, overlapping ones by one. A long secret
 * keeps its first characters (the issuer's prefix helps a person to recognise it); a short one keeps none.
 * @param spans in any order; parts outside `within` do not matter
 */
export function redact(text: string, within: Span, spans: readonly Span[]): string {
  const ordered = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let at = within.start;
  let masked = false; // Whether `at` is the end of a mask.
  ordered.forEach((span, i) => {
    const end = Math.min(span.end, within.end);
    if (end <= at || span.start >= within.end) return;
    if (!masked || span.start >= at) {
      const start = Math.max(span.start, at);
      out += text.slice(at, start) + (start === span.start ? head(text, span, nextStart(ordered, i)) : '') + mask;
    }
    at = end;
    masked = true;
  });
  return out + text.slice(at, within.end);
}

/** Where the next span begins that does not begin with the one at `index`. */
function nextStart(ordered: readonly Span[], index: number): number | undefined {
  const { start } = ordered[index]!;
  for (let i = index + 1; i < ordered.length; i++) if (ordered[i]!.start > start) return ordered[i]!.start;
  return undefined;
}

/** The first characters of a long secret that belong to no second one. */
function head(text: string, { start, end }: Span, next = end): string {
  if (end - start < 20) return '';
  return /^[A-Za-z0-9_-]*/.exec(text.slice(start, Math.min(start + 4, next)))![0];
}
