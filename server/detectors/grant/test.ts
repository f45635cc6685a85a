import { isEverything, isRestrictable, isWholeService, returnsCredentials } from './aws/actions.ts';
import type { Part, Parts } from './grant.ts';
import type { IamTable } from './iamTable.ts';
import type { PartMeaning, PartTest, RegexSource } from './spec.ts';

/** The parts that meet a test; undefined where the test is not met. */
export function metBy(test: PartTest, parts: Parts | undefined, table: IamTable): readonly Part[] | undefined {
  if (test.exists === false) return parts ? undefined : [];
  if (!parts) return undefined;
  if (test.exists && !test.is && !test.matches && !test.means) return parts.list;
  const met = parts.list.filter((part) => passes(test, part, table));
  return met.length ? met : undefined;
}

function passes({ is, matches, means }: PartTest, part: Part, table: IamTable): boolean {
  if (is && !(part.known && is.some((value) => value.toLowerCase() === part.value.toLowerCase()))) return false;
  if (matches && !regexOf(matches).test(part.value)) return false;
  return !means || means.some((meaning) => hasMeaning(meaning, part, table));
}

function hasMeaning(meaning: PartMeaning, part: Part, table: IamTable): boolean {
  const { value, known } = part;
  switch (meaning) {
    case 'everything':
      return known && isEverything(value);
    case 'service':
      return known && isWholeService(value);
    case 'restrictable':
      return isRestrictable(part, table);
    case 'anyone':
      return known && isAnyone(part);
    case 'credentials':
      return known && returnsCredentials(value);
    case 'impersonation':
      return known && table.gcpImpersonation().has(value);
  }
}

/** `*`, a root of any account, and what Google Cloud calls all users. */
function isAnyone({ value, type }: Part): boolean {
  if (/^(?:allUsers|allAuthenticatedUsers)$/i.test(value)) return true;
  if (type !== undefined && type !== 'AWS') return false;
  return value === '*' || /^arn:aws[\w-]*:(?:iam|sts)::\*(?::|$)/.test(value);
}

const made = new WeakMap<RegexSource, RegExp>();

function regexOf(source: RegexSource): RegExp {
  let regex = made.get(source);
  if (!regex) {
    regex = new RegExp(source.source, source.flags);
    made.set(source, regex);
  }
  return regex;
}
