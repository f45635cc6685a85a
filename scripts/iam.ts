import { readFileSync } from 'node:fs';
import { type IamTable, iamTable } from '../server/detectors/grant/iamTable.ts';

/** What is known of the permissions of clouds, from the repository. */
export function iam(): IamTable {
  made ??= iamTable(readFileSync(new URL('../tables/iam.txt', import.meta.url), 'utf8'));
  return made;
}

let made: IamTable | undefined;
