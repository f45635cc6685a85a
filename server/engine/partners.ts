import type { Match } from './finding.ts';
import { positionAt } from './lineMap.ts';
import type { RuleMatch } from './mostSpecific.ts';
import type { Partner } from './rule.ts';
import type { Source } from './source.ts';

/**
 * Settles the credentials that come in pairs. A match whose rule asks for partners keeps its confidence where all of
 * them stand near it, and names them; where one is missing it is dropped or doubtful, as the rule says.
 */
export function withPartners(source: Source, matches: readonly RuleMatch[]): RuleMatch[] {
  if (!matches.some(({ ready }) => ready.rule.partners)) return [...matches];
  const places = matches.map(({ ready, match }) => ({
    rule: ready.rule.id,
    match,
    line: positionAt(source.lines, match.span.start).line,
  }));
  return matches.flatMap(({ ready, match }, index) => {
    const { partners } = ready.rule;
    if (!partners) return [{ ready, match }];
    const here = places[index]!.line;
    const found = partners.map(({ rule, lines }) =>
      places.find((place) => place.rule === rule && Math.abs(place.line - here) <= lines),
    );
    const missing = partners.filter((_, i) => !found[i]);
    if (missing.some(({ required }) => required)) return [];
    const related = found.flatMap((place) =>
      place ? [{ span: place.match.span, message: 'This belongs to it.' }] : [],
    );
    return [{ ready, match: settled(match, missing, related) }];
  });
}

function settled(match: Match, missing: readonly Partner[], related: NonNullable<Match['related']>): Match {
  return {
    ...match,
    ...(related.length ? { related: [...(match.related ?? []), ...related] } : {}),
    ...(missing.length ? { confidence: 'low' } : {}),
  };
}
