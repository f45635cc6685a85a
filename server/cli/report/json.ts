import { shownPath } from '../../disk/relativePath.ts';
import type { Finding } from '../../engine/finding.ts';
import type { Profile, Rule } from '../../engine/rule.ts';
import type { Notice } from '../notice.ts';
import type { Counts, Located, Outcome, Region } from '../outcome.ts';
import { jsonWithList } from './jsonWithList.ts';

/**
 * What `--format json` prints. Fields are added, not changed; if that cannot be helped, `version` goes up.
 * Paths are relative to the current folder, with forward slashes, or absolute where they lie outside of it. Lines and
 * columns are 1-based, columns count UTF-16 code units, and `endColumn` is exclusive. No field holds a secret.
 */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: 'handrail'; readonly version: string };
  readonly files: Counts;
  /** What kept the scan from being complete. */
  readonly notices: readonly Notice[];
  /** In order of files and places; those that a comment allows have a `suppression`. */
  readonly findings: readonly JsonFinding[];
}

export interface JsonFinding extends Region, Pick<Finding, 'rule' | 'family' | 'severity' | 'confidence' | 'level'> {
  readonly title: string;
  readonly path: string;
  readonly message: string;
  /** The line of the finding with every secret masked. */
  readonly excerpt: string;
  /** Stays the same when lines move. */
  readonly fingerprint: string;
  readonly related: readonly (Region & { readonly message: string })[];
  /** Which part of the file it stands in, for files that people know by their parts: `cell 3` of a notebook. */
  readonly place?: string;
  /** With --diff: whether the changes brought it in, or made less strict what stood there. */
  readonly change?: 'new' | 'weakened';
  /** The line of the comment that allows it, and its reason if it gives one. */
  readonly suppression?: { readonly line: number; readonly reason?: string };
}

/** What `handrail rules --format json` prints. */
export interface JsonRules {
  readonly version: 1;
  readonly rules: readonly (Pick<Rule, 'id' | 'title' | 'severity' | 'confidence'> & { readonly profile: Profile })[];
}

/** The findings for another program, as the text of a {@link JsonReport}. */
export function* jsonReport({ findings, rules, notices, counts, version, cwd }: Outcome): Generator<string> {
  const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
  const frame: JsonReport = {
    version: 1,
    tool: { name: 'handrail', version },
    files: counts,
    notices: notices.map((notice) => ({
      ...notice,
      ...(notice.path === undefined ? {} : { path: shownPath(cwd, notice.path) }),
    })),
    findings: [],
  };
  yield* jsonWithList(frame, findings, (located) => jsonFinding(located, titles.get(located.finding.rule)!, cwd));
}

function jsonFinding(located: Located, title: string, cwd: string): JsonFinding {
  const { finding, path, startLine, startColumn, endLine, endColumn, related, allowedAt } = located;
  const { rule, family, severity, confidence, level, message, excerpt, fingerprint, place, change, suppression } =
    finding;
  return {
    rule,
    title,
    family,
    severity,
    confidence,
    level,
    path: shownPath(cwd, path),
    startLine,
    startColumn,
    endLine,
    endColumn,
    message,
    excerpt,
    fingerprint,
    related,
    ...(place === undefined ? {} : { place }),
    ...(change ? { change } : {}),
    ...(allowedAt
      ? {
          suppression: {
            line: allowedAt.startLine,
            ...(suppression?.reason === undefined ? {} : { reason: suppression.reason }),
          },
        }
      : {}),
  };
}
