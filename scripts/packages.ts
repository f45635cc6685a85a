import { readFileSync } from 'node:fs';
import { type PackageTable, packageTable } from '../server/detectors/dependency/packageTable.ts';

/** The table of much-used packages, from the repository. */
export function packages(): PackageTable {
  made ??= packageTable(readFileSync(new URL('../tables/packages.txt', import.meta.url), 'utf8'));
  return made;
}

let made: PackageTable | undefined;
