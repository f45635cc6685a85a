import type { Surrounding } from './outside.ts';

/**
 * The `detect` part of a rule that finds by regular expression, compiled: every regular expression is ready for its
 * engine, every glob is a regular expression. The meaning is that of gitleaks' rules (gitleaks.io, `config/rule.go`),
 * with boundaries, checksums and placeholders on top, which a gitleaks configuration leaves switched off.
 */
export interface PatternSpec {
  readonly kind: 'pattern';
  /** Absent: the rule is about the path alone, and its finding stands at the start of the file. */
  readonly regex?: Regex;
  /** Over the source's path. */
  readonly path?: Regex;
  /** The group that is the secret; 0: the first group that took part in the match, else the whole match. */
  readonly secretGroup: number;
  /** The secret must have more Shannon entropy than this, in bits per character. */
  readonly entropy?: number;
  /** The secret must look at least this much like one by its shape; see `credential/value.ts`. */
  readonly strength?: 'weak' | 'fair' | 'strong';
  /** The secret is written in base 64: shape and placeholders are judged on what it says, after the user's name and colon if there is one. */
  readonly decode?: 'base64';
  /** A one-character regular expression: such a character must not touch the secret on either side. */
  readonly boundary?: string;
  /**
   * Present where the compiler has proven that every match holds a keyword: how far a match can reach, in code units,
   * before and after the keyword's end. The regular expression then runs in windows around the keywords only.
   */
  readonly reach?: Reach;
  /** Present where the compiler has proven that every match holds such a stretch: text without one is not matched. */
  readonly stretch?: Stretch;
  /** Present where the compiler has proven that every match holds this character, which ordinary text seldom does. */
  readonly sign?: string;
  /**
   * Present for secrets whose shape alone says nothing: one of the rule's keywords must stand at most so many code
   * units before the secret. With more than an assignment between them, the finding's confidence is low.
   */
  readonly near?: number;
  /** Name of a checksum of `checksums.ts`; where it fails the finding is kept with low confidence. */
  readonly checksum?: string;
  /** Whether `xxxx…`, `<your-key>` and their kind count as secrets. */
  readonly placeholders: boolean;
  /** What the secret must not stand in, as the language's grammar reads the text. */
  readonly outside?: readonly Surrounding[];
  readonly allowlists: readonly Allowlist[];
}

/** A regular expression for V8, or one that only the linear-time engine can (or may) run. */
export type Regex =
  | { readonly engine: 'js'; readonly source: string; readonly flags: string }
  | { readonly engine: 're2'; readonly source: string };

export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** At least so many characters in a row, all of the kind. */
export interface Stretch {
  /** A one-character regular expression; beyond ASCII every character counts as one of the kind. */
  readonly of: string;
  readonly least: number;
}

/** What is not a finding after all. With `and`, every part that is given must say so; with `or`, one is enough. */
export interface Allowlist {
  readonly condition: 'or' | 'and';
  readonly paths: readonly Regex[];
  readonly regexes: readonly Regex[];
  /** What the regexes look at. */
  readonly regexTarget: 'secret' | 'match' | 'line';
  /** Lower-case; looked for in the lower-cased secret. */
  readonly stopwords: readonly string[];
}
