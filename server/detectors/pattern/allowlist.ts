import type { LinearEngine, Matcher } from './matcher.ts';
import { matcher } from './matcher.ts';
import type { Allowlist } from './spec.ts';

/** What an allow-list is asked about. */
export interface Candidate {
  readonly path: string;
  readonly secret: string;
  readonly match: string;
  /** The whole lines that the match stands on; made only when asked for. */
  readonly line: () => string;
}

/** Makes a test that says whether the list allows a candidate. */
export function allowlist(list: Allowlist, linear: LinearEngine | undefined): (candidate: Candidate) => boolean {
  const checks = [
    ...some(list.paths, (paths) => {
      const matchers = paths.map((path) => matcher(path, linear));
      return ({ path }: Candidate) => anyMatches(matchers, path);
    }),
    ...some(list.regexes, (regexes) => {
      const matchers = regexes.map((regex) => matcher(regex, linear));
      return (candidate: Candidate) => anyMatches(matchers, target(candidate, list.regexTarget));
    }),
    ...some(list.stopwords, (stopwords) => ({ secret }: Candidate) => {
      const lower = secret.toLowerCase();
      return stopwords.some((word) => lower.includes(word));
    }),
  ];
  if (!checks.length) return () => false;
  return list.condition === 'and'
    ? (candidate) => checks.every((check) => check(candidate))
    : (candidate) => checks.some((check) => check(candidate));
}

function some<T, R>(list: readonly T[], make: (list: readonly T[]) => R): R[] {
  return list.length ? [make(list)] : [];
}

function anyMatches(matchers: readonly Matcher[], text: string): boolean {
  return matchers.some((one) => one.test(text));
}

function target(candidate: Candidate, kind: Allowlist['regexTarget']): string {
  return kind === 'line' ? candidate.line() : candidate[kind];
}
