import type { Detector } from '../../engine/detector.ts';
import type { Match } from '../../engine/finding.ts';
import type { KeywordHits } from '../../engine/keywordHits.ts';
import { oncePerSource } from '../../engine/oncePerSource.ts';
import type { Source } from '../../engine/source.ts';
import { actions } from './actions.ts';
import type { Dependency } from './dependency.ts';
import { factsOf } from './facts.ts';
import { images } from './images.ts';
import { imports } from './imports/imports.ts';
import { installs } from './installs/installs.ts';
import { manifests } from './manifests/manifests.ts';
import type { PackageTable } from './packageTable.ts';
import { lazily } from './remember.ts';
import { retirement } from './retired.ts';
import type { DependencyPlace, DependencySpec } from './spec.ts';
import { unknownMatch } from './unknown.ts';
import { unpinnedMatches } from './unpinned.ts';

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
