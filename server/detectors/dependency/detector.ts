import type { Detector } from '../../engine/detector.ts';
import type { Match } from '../../engine/finding.ts';
import type { KeywordHits } from '../../engine/keywordHits.ts';
import { oncePerSource } from '../../engine/oncePerSource.ts';
import type { Source } from '../../engine/source.ts';
import { actions } from './actions.ts';
import type { Dependency } from './dependency.ts';
import { images } from './images.ts';
import { imports } from './imports/imports.ts';
import { installs } from './installs/installs.ts';
import { manifests } from './manifests/manifests.ts';
import { isLikelySlip } from './near.ts';
import { normalised } from './normalised.ts';
import type { PackageTable } from './packageTable.ts';
import { lazily } from './remember.ts';
import { retirement } from './retired.ts';
import type { DependencyPlace, DependencySpec } from './spec.ts';
import { type Standing, standingOfEntry, standingOfImport } from './standing.ts';

/**
 * Finds what is wrong with the packages that a text asks for.
 * @param packages the table of much-used packages; asked for when a name is looked up for the first time
 */
export function dependencyDetector(packages: () => PackageTable): Detector<DependencySpec> {
  const known = lazily(packages);
  return {
    kind: 'dependency',
    prepare({ detect }) {
      return (source, hits) => {
        if (isInstalled.test(source.path)) return [];
        return detect.in.flatMap((place) => {
          const found = read[place](source, hits);
          return found.length ? judge(found, place, detect, source, known) : [];
        });
      };
    },
  };
}

const manifestOf = oncePerSource(manifests);

const read: Readonly<Record<DependencyPlace, (source: Source, hits: KeywordHits) => readonly Dependency[]>> = {
  imports,
  manifests: manifestOf,
  installs,
  actions: (source, hits) => actions(source, hits).filter(({ ecosystem }) => ecosystem === 'action'),
  images,
};

function judge(
  found: readonly Dependency[],
  place: DependencyPlace,
  { that }: DependencySpec,
  source: Source,
  packages: () => PackageTable,
): Match[] {
  switch (that) {
    case 'unknown':
    case 'misspelt':
      if (isCopied.test(source.path)) return [];
      return found.flatMap((one) => unknownMatch(one, place, that, source, packages()) ?? []);
    case 'unpinned':
      return unpinnedMatches(found, place, source);
    case 'remote':
      return found
        .filter(({ wants }) => wants === 'remote')
        .map((one) => ({ span: one.version ?? one.span, facts: factsOf(one) }));
    case 'retired':
      return found.flatMap((one) => {
        const reason = retirement(one);
        return reason === undefined ? [] : [{ span: one.span, facts: { ...factsOf(one), REASON: reason } }];
      });
  }
}

/** What is installed was written by others, and its manifests and workflows do nothing here. */
const isInstalled = /(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|\.venv|venv)\//;

/** What was copied in from other projects knows packages that this one does not. */
const isCopied = /(?:^|\/)(?:vendor|third[_-]party|Pods|\.yarn)\//;

function factsOf({ ecosystem, name }: Dependency): Record<string, string> {
  return { NAME: name, ECOSYSTEM: ecosystem };
}

function unknownMatch(
  dependency: Dependency,
  place: DependencyPlace,
  that: 'unknown' | 'misspelt',
  { project }: Source,
  table: PackageTable,
): Match | undefined {
  if (place !== 'imports' && (dependency.wants === 'local' || dependency.wants === 'remote' || dependency.name === ''))
    return undefined;
  const standing: Standing =
    place === 'imports' ? standingOfImport(dependency, table, project) : standingOfEntry(dependency, table, project);
  if (standing.kind === 'known' || (dependency.optional && place === 'imports')) return undefined;
  const { near, within } = standing;
  if (that === 'misspelt') return near === undefined ? undefined : misspelt(dependency, near);
  if (place !== 'imports') {
    // A manifest's slips of the pen have a rule of their own, and of tools there are more than any table knows.
    if (near !== undefined || (dependency.development && within === 'nothing')) return undefined;
  }
  const doubtful = within === 'nothing' && near === undefined;
  return {
    span: dependency.span,
    facts: {
      ...factsOf(dependency),
      WHO:
        within === 'project'
          ? 'neither this project nor the list of much-used packages knows it'
          : 'no list of packages knows it',
      NEAR: near === undefined ? '' : `; did you mean ${near}?`,
      ...(near === undefined ? {} : { MEANT: near }),
    },
    ...(doubtful ? { confidence: 'low' as const } : {}),
  };
}

function misspelt(dependency: Dependency, near: string): Match {
  const doubtful = !isLikelySlip(normalised(dependency.name), normalised(near));
  return {
    span: dependency.span,
    facts: { ...factsOf(dependency), NEAR: near, MEANT: near },
    ...(doubtful ? { confidence: 'low' as const } : {}),
  };
}

function unpinnedMatches(found: readonly Dependency[], place: DependencyPlace, { project }: Source): Match[] {
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
