import { changedSince, type Scanned } from '../changes/changed.ts';
import type { Read } from '../disk/readText.ts';
import { shownPath } from '../disk/relativePath.ts';
import type { Finding } from '../engine/finding.ts';
import type { Project } from '../engine/project.ts';
import type { Rule } from '../engine/rule.ts';
import { scan } from '../engine/scan.ts';
import { source } from '../engine/source.ts';
import type { FolderSettings } from './folderSettings.ts';
import { grouped } from './grouped.ts';
import { locate } from './locate.ts';
import type { Tell } from './notice.ts';
import type { Counts, Located } from './outcome.ts';

/** Checks one file after the other and keeps what came of it, but no text. */
export interface Checker {
  /**
   * For files that the same settings hold for.
   * @param root what their paths are relative to for rules and fingerprints
   */
  readonly under: (settings: FolderSettings, root: string) => Check;
  /** A part of the tree could not be read. */
  readonly unreadable: (path: string, reason: string) => void;
  /** What came of it so far. */
  readonly result: () => Checked;
}

/**
 * @param path absolute
 * @param named whether a person named this very file: that it cannot be read is then an error
 * @param before the text in an earlier version: only what changed since then is kept
 */
export type Check = (path: string, read: Read, named: boolean, before?: string) => void;

export interface Checked {
  readonly findings: readonly Located[];
  /** The rules that were on in some folder. */
  readonly rules: readonly Rule[];
  readonly counts: Counts;
}

/**
 * @param today ISO date
 * @param limit the largest file to check, in bytes; only named in a message here
 * @param projectOf what is known of the packages around a text, by its absolute path and the root
 */
export function checker(
  today: string,
  limit: number,
  tell: Tell,
  projectOf: (path: string, root: string) => Project,
): Checker {
  const findings: Located[] = [];
  const rules = new Map<string, Rule>();
  const failures = new Map<string, Failure>();
  const counts = { checked: 0, binary: 0, large: 0, unreadable: 0 };

  function unreadable(path: string, reason: string, named = false) {
    counts.unreadable++;
    tell({ about: 'file', level: named ? 'error' : 'warning', path, message: `cannot be read (${reason})` });
  }

  function checkText(path: string, root: string, text: string, settings: FolderSettings, before?: string) {
    counts.checked++;
    const name = shownPath(root, path);
    const scanned = (version: string) => {
      const read = source(name, version, undefined, projectOf(path, root));
      return { source: read, ...scan(read, settings.ruleset, { today, allowComments: settings.allowComments }) };
    };
    const result = scanned(text);
    const kept = before === undefined ? result.findings : changes(scanned(before), result, settings);
    // One by one: a large dump has more findings than a call may have arguments.
    for (const located of locate(path, result.source, kept)) findings.push(located);
    for (const { rule, message } of result.failures) {
      const known = failures.get(rule);
      failures.set(rule, known ? { ...known, files: known.files + 1 } : { path, message, files: 1 });
    }
  }

  return {
    unreadable,
    under(settings, root) {
      for (const { rule } of settings.ruleset.rules) if (!rules.has(rule.id)) rules.set(rule.id, rule);
      return (path, read, named, before) => {
        switch (read.kind) {
          case 'text':
            checkText(path, root, read.text, settings, before);
            break;
          case 'binary':
            counts.binary++;
            break;
          case 'large':
            counts.large++;
            tell({ about: 'file', level: 'warning', path, message: tooLarge(read.bytes, limit) });
            break;
          case 'unreadable':
            unreadable(path, read.reason, named);
        }
      };
    },
    result() {
      for (const [rule, failure] of failures) {
        tell({ about: 'rule', level: 'error', rule, path: failure.path, message: failed(rule, failure) });
      }
      return { findings, rules: [...rules.values()], counts };
    },
  };
}

function changes(before: Scanned, now: Scanned, { ruleset }: FolderSettings): Finding[] {
  const keywordsOf = (id: string) => ruleset.rules.flatMap(({ rule }) => (rule.id === id ? rule.keywords : []));
  return changedSince(before, now, keywordsOf).filter(({ change }) => change !== undefined);
}

interface Failure {
  /** The first file it failed on. */
  readonly path: string;
  readonly message: string;
  readonly files: number;
}

function failed(rule: string, { message, files }: Failure): string {
  const more = files === 1 ? '' : ` and in ${grouped(files - 1)} more`;
  return `the rule ${rule} failed here${more}, the others went on: ${message}`;
}

function tooLarge(bytes: number, limit: number): string {
  return `not checked: its ${grouped(bytes)} bytes are more than --max-file-size allows (${grouped(limit)})`;
}
