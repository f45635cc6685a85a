import type { Match } from './finding.ts';
import { positionAt } from './lineMap.ts';
import type { RuleMatch } from './mostSpecific.ts';
import type { Partner } from './rule.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';

/**
 * Settles the credentials that come in pairs. A match whose rule asks for partners keeps its confidence where all of
 * them stand near it, and names them; where one is missing it is dropped, doubtful or as it was, as the rule says.
 */
export function withPartners(source: Source, matches: readonly RuleMatch[]): RuleMatch[] {
  if (!matches.some(({ ready }) => ready.rule.partners)) return [...matches];
  const places = placesByRule(source, matches);
  return matches.flatMap(({ ready, match }) => {
    const { partners } = ready.rule;
    if (!partners) return [{ ready, match }];
    const here = positionAt(source.lines, match.span.start).line;
    const found = partners.map(({ rule, lines }) => nearest(places.get(rule) ?? [], here, lines, match.span));
    const missing = partners.filter((_, i) => !found[i]);
    if (missing.some(({ required }) => required)) return [];
    const related = found.flatMap((place) =>
      place ? [{ span: place.match.span, message: 'This belongs to it.' }] : [],
    );
    return [{ ready, match: settled(match, missing, related) }];
  });
}

interface Place {
  readonly match: Match;
  readonly line: number;
}

/** By the id of their rule, in order of their places. */
function placesByRule(source: Source, matches: readonly RuleMatch[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { ready, match } of matches) {
    const place = { match, line: positionAt(source.lines, match.span.start).line };
    const list = places.get(ready.rule.id);
    if (list) list.push(place);
    else places.set(ready.rule.id, [place]);
  }
  for (const list of places.values()) list.sort((a, b) => a.match.span.start - b.match.span.start);
  return places;
}

/** The place at most so many lines away with the least text between it and the span: pairs stand below one another. */
function nearest(places: readonly Place[], line: number, lines: number, { start, end }: Span): Place | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.match.span.start < start) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [places[low - 1], places[low]].map((place) =>
    place && Math.abs(place.line - line) <= lines ? place : undefined,
  );
  if (!before || !after) return before ?? after;
  return start - before.match.span.end < after.match.span.start - end ? before : after;
}

function settled(match: Match, missing: readonly Partner[], related: NonNullable<Match['related']>): Match {
  return {
    ...match,
    ...(related.length ? { related: [...(match.related ?? []), ...related] } : {}),
    ...(missing.some(({ doubtful }) => doubtful !== false) ? { confidence: 'low' } : {}),
  };
}
