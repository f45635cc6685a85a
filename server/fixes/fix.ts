import type { Finding } from '../engine/finding.ts';
import type { Rule } from '../engine/rule.ts';
import type { Source } from '../engine/source.ts';
import type { Span } from '../engine/span.ts';

/** A way to mend one finding in one version of a text. Cheap to make; the edits are planned when it is chosen. */
export interface Fix {
  /** Stable name, `<maker>` or `<maker>:<variant>`; with the finding's fingerprint it identifies the fix. */
  readonly id: string;
  /** What the person reads: a verb and its object. Holds no secret. */
  readonly title: string;
  /** Whether it may be applied without a person looking at it ("fix all"). */
  readonly safe: boolean;
  /** Why it cannot be made here; such a fix has no plan. */
  readonly disabled?: string;
  /** Plans the edits. Pure; not to be called on a disabled fix. */
  readonly plan: () => FixPlan;
}

/** Edits over one or more files. */
export interface FixPlan {
  readonly edits: readonly FileEdit[];
}

export interface FileEdit {
  /** Relative to the workspace folder, forward slashes; absent: the file of the finding. */
  readonly path?: string;
  /** Spans are of the text that the fix was planned for, do not overlap, and are in order. */
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
  /** What of `text` is only a placeholder: an editor that can selects it, to be written over. Offsets into `text`. */
  readonly select?: Span;
}

/** What a maker of fixes looks at. */
export interface FixContext {
  readonly source: Source;
  readonly finding: Finding;
  readonly rule: Rule;
  /** Every way in which the rule finds, of which one made the finding. Absent: the rule finds in one way. */
  readonly ways?: readonly Rule[];
}

/** Makes the fixes of one kind for a finding, best first; none where it has nothing to say. */
export type FixMaker = (context: FixContext) => readonly Fix[];
