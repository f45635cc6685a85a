import type { Match } from '../../engine/finding.ts';
import type { Source } from '../../engine/source.ts';
import type { Dependency } from './dependency.ts';
import { factsOf } from './facts.ts';
import type { DependencyPlace } from './spec.ts';

/** Those of the packages that come in whatever version is there on the day. */
export function unpinnedMatches(found: readonly Dependency[], place: DependencyPlace, { project }: Source): Match[] {
  const loose = found.filter((one) => isUnpinned(one, place));
  const seen = new Set<Dependency>();
  return loose.flatMap((one, index): Match[] => {
    if (seen.has(one)) return [];
    // A list of system packages is one finding: thirty of them would say nothing more.
    const others = one.ecosystem === 'system' ? followers(loose, index) : [];
    for (const other of others) seen.add(other);
    const version = project?.version(one.ecosystem, one.name);
    const low = one.customary || (place === 'manifests' && version !== undefined);
    return [
      {
        span: one.version && place !== 'manifests' ? one.span : (one.version ?? one.span),
        facts: {
          ...factsOf(one),
          ...(others.length ? { NAME: `${one.name} and ${others.length} more` } : {}),
          ...(version === undefined ? {} : { LOCKED: version }),
          WRITTEN: place,
        },
        ...(low ? { confidence: 'low' as const } : {}),
      },
    ];
  });
}

function isUnpinned({ wants, optional }: Dependency, place: DependencyPlace): boolean {
  if (place === 'actions') return wants === 'any' || wants === 'moving';
  if (place === 'installs') return wants === 'any' || wants === 'remote';
  // Whoever is asked by a peer brings the version.
  return wants === 'any' && !(place === 'manifests' && optional);
}

/** Those of the same command: packages that follow with nothing but their names between them. */
function followers(all: readonly Dependency[], index: number): Dependency[] {
  const out: Dependency[] = [];
  let last = all[index]!;
  for (const one of all.slice(index + 1)) {
    if (one.command !== last.command) break;
    out.push(one);
    last = one;
  }
  return out;
}
