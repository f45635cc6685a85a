import type { Confidence, Level, Severity } from './rule.ts';
import type { Span } from './span.ts';

/**
 * What a scan reports. Plain data that may be logged, sent and stored:
 * **no field ever holds the raw text of a secret.**
 */
export interface Finding {
  readonly rule: string;
  readonly family: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What to show it as: from severity and confidence, or as the team set it. Never `off`. */
  readonly level: Exclude<Level, 'off'>;
  /** Its spans point at code. Otherwise they point at a value that is masked wherever text is shown. */
  readonly finds?: 'code';
  /** The primary range: exactly the secret, the call, the grant. */
  readonly span: Span;
  /**
   * What it is a part of, where that tells more than one line can: the policy around an action. An editor underlines
   * the primary range; a report of regions names this.
   */
  readonly whole?: Span;
  /** Further places that belong to it. */
  readonly related: readonly Related[];
  /** One line. */
  readonly message: string;
  /** What was found out about code, by name, for those who mend it. Holds no secrets. */
  readonly facts?: Readonly<Record<string, string>>;
  /** The line of the primary range, with every finding's span masked. */
  readonly excerpt: string;
  /** Stays the same when lines move; see `fingerprint.ts`. */
  readonly fingerprint: string;
  /** Which part of the file it stands in, where people know the file by its parts: `cell 3`. */
  readonly place?: string;
  /** What the edits since an earlier version did, where they were asked for; see `changedSince`. */
  readonly change?: 'new' | 'weakened';
  /** Present when a comment in the text allows it. */
  readonly suppression?: Suppression;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** An allow comment that covers a finding. */
export interface Suppression {
  /** The span of the comment's directive. */
  readonly span: Span;
  readonly reason?: string;
}

/** What a detector hands to the engine: where, and the small facts it found. Words are made later. */
export interface Match {
  readonly span: Span;
  /** Fills the rule's message; values must not hold secrets. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly whole?: Span;
  readonly related?: readonly Related[];
  /** Where the match itself says it is less (or more) sure than its rule, for instance by a checksum. */
  readonly confidence?: Confidence;
}
