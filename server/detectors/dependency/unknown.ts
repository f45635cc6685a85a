import type { Match } from '../../engine/finding.ts';
import type { Source } from '../../engine/source.ts';
import type { Dependency } from './dependency.ts';
import { factsOf } from './facts.ts';
import { seemsQuoted } from './imports/quoted.ts';
import { isLikelySlip } from './near.ts';
import { normalised } from './normalised.ts';
import type { PackageTable } from './packageTable.ts';
import type { DependencyPlace } from './spec.ts';
import { standingOfEntry, standingOfImport } from './standing.ts';

/** What there is to say of a package that nobody may know; undefined for one that is known. */
export function unknownMatch(
  dependency: Dependency,
  place: DependencyPlace,
  that: 'unknown' | 'misspelt',
  source: Source,
  table: PackageTable,
): Match | undefined {
  if (place === 'imports') return unknownImport(dependency, source, table);
  const { wants, name, development } = dependency;
  if (wants === 'local' || wants === 'remote' || name === '') return undefined;
  const standing = standingOfEntry(dependency, table, source.project);
  if (standing.kind === 'known') return undefined;
  const { near, within } = standing;
  // Slips of the pen have a rule of their own, and of tools there are more than any table knows.
  if (that === 'unknown') {
    return near === undefined && !(development && within === 'nothing') ? unknown(dependency, within) : undefined;
  }
  if (near === undefined) return undefined;
  const facts = { ...factsOf(dependency), NEAR: near, MEANT: near };
  return { span: dependency.span, facts, ...(isSlip(name, near) ? {} : { confidence: 'low' as const }) };
}

function unknownImport(dependency: Dependency, source: Source, table: PackageTable): Match | undefined {
  const standing = standingOfImport(dependency, table, source.project);
  if (standing.kind === 'known' || dependency.optional) return undefined;
  const match = unknown(dependency, standing.within, standing.near);
  return seemsQuoted(source, dependency.span.start) ? { ...match, confidence: 'low' } : match;
}

function unknown(dependency: Dependency, within: 'project' | 'nothing', near?: string): Match {
  const doubtful = within === 'nothing' && !(near !== undefined && isSlip(dependency.name, near));
  const facts = {
    ...factsOf(dependency),
    WHO:
      within === 'project'
        ? 'neither this project nor the list of much-used packages knows it'
        : 'no list of packages knows it',
    NEAR: near === undefined ? '' : `, or is ${near} misspelt`,
    ...(near === undefined ? {} : { MEANT: near }),
  };
  return { span: dependency.span, facts, ...(doubtful ? { confidence: 'low' as const } : {}) };
}

function isSlip(name: string, near: string): boolean {
  return isLikelySlip(normalised(name), normalised(near));
}
