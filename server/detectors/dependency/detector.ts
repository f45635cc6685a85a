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
import { noPackages, type PackageTable } from './packageTable.ts';
import { isLicensed, nameTest, type PackagePolicy } from './policy.ts';
import { lazily } from './remember.ts';
import { retirement } from './retired.ts';
import type { DependencyFault, DependencyPlace, DependencySpec } from './spec.ts';
import { unknownMatch } from './unknown.ts';
import { unpinnedMatches } from './unpinned.ts';

/**
 * Finds what is wrong with the packages that a text asks for.
 * @param packages the table of much-used packages; asked for when a name is looked up for the first time
 * @param policy what the team says of packages
 */
export function dependencyDetector(packages: () => PackageTable, policy: PackagePolicy): Detector<DependencySpec> {
  const known = lazily(packages);
  const isAllowed = nameTest(policy.allow);
  const isLicence = policy.licences && nameTest(policy.licences);
  return {
    kind: 'dependency',
    prepare({ detect }) {
      return (source, hits) => {
        if (isInstalled.test(source.path)) return [];
        return detect.in.flatMap((place) => {
          const found = read[place](source, hits).filter(({ name }) => !isAllowed(name));
          if (!found.length) return [];
          if (detect.that === 'licence') return isLicence ? otherwiseLicensed(found, source, isLicence) : [];
          return judge(found, place, detect.that, source, known);
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
  that: Exclude<DependencyFault, 'licence'>,
  source: Source,
  packages: () => PackageTable,
): Match[] {
  switch (that) {
    case 'unknown':
    case 'misspelt':
      if (isCopied.test(source.path) || packages() === noPackages) return [];
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

/** Those that are installed under a licence that is not among the allowed ones. One that names none says nothing. */
function otherwiseLicensed(
  found: readonly Dependency[],
  { project }: Source,
  isLicence: (name: string) => boolean,
): Match[] {
  return found.flatMap((one) => {
    const licence = project?.licence(one.ecosystem, one.name);
    if (licence === undefined || isLicensed(licence, isLicence)) return [];
    return [{ span: one.span, facts: { ...factsOf(one), LICENCE: licence } }];
  });
}

/** What is installed was written by others, and its manifests and workflows do nothing here. */
const isInstalled = /(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|\.venv|venv)\//;

/** What was copied in from other projects knows packages that this one does not. */
const isCopied = /(?:^|\/)(?:vendor|third[_-]party|Pods|\.yarn)\//;
