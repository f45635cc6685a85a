import type { Confidence } from '../../engine/rule.ts';
import type { Meaning } from './meaning.ts';

/**
 * The `detect` part of a rule that finds by the structure of code. Patterns are code of the language with
 * metavariables: `$NAME` stands for an expression, `$$$NAME` for any number of arguments, entries or statements.
 */
export interface StructureSpec {
  readonly kind: 'structure';
  /** One of them must match. Absent where `function` is given. */
  readonly any: readonly Alternative[];
  /** Looks at every function instead, as NAME, PARAMETERS and BODY. */
  readonly functions: boolean;
  /** Looks at every call and decorator of a name that the file neither defines nor imports, as NAME. */
  readonly unprovided?: boolean;
  /** By metavariable; those that an alternative does not have are passed over. */
  readonly where: Conditions;
  /** One of them must be met in full, where there are any; those of a metavariable that is not there are not. */
  readonly either: readonly Conditions[];
  readonly inside: readonly string[];
  readonly notInside: readonly string[];
  readonly around: readonly Around[];
  /** Regular expressions over the whole text. */
  readonly text: { readonly has: readonly ReadyRegex[]; readonly lacks: readonly ReadyRegex[] };
  /** The metavariable whose place is reported; the whole match where absent. */
  readonly report?: string;
  /** How to mend it, best first. */
  readonly rewrites: readonly StructureRewrite[];
}

/** A way to mend the code of a match. */
export interface StructureRewrite {
  /** What the person reads: a verb and its object. */
  readonly title: string;
  /** Whether it may be made without a person looking at it. */
  readonly safe: boolean;
  readonly edits: readonly RewriteEdit[];
}

/** One edit. Places are metavariables, or `match`; texts may hold metavariables, which stand for their code. */
export type RewriteEdit =
  | { readonly kind: 'replace'; readonly what: string; readonly with: string }
  /** Takes an argument or entry out, with its comma. */
  | { readonly kind: 'remove'; readonly what: string }
  /** Gives an entry (`httpOnly: true`, `verify=True`) to an object or to arguments, in the place of one of that name. */
  | { readonly kind: 'set'; readonly in: string; readonly entry: string }
  /** Adds lines before or after the statement. */
  | { readonly kind: 'line'; readonly place: 'before' | 'after'; readonly text: string };

export interface Alternative {
  readonly pattern: string;
  readonly where: Conditions;
  readonly report?: string;
  readonly confidence?: Confidence;
}

export type Conditions = Readonly<Record<string, Condition>>;

/** What a metavariable must stand for; all of it must be true. */
export interface Condition {
  /** It is a name, or a text that is one, of such a value. */
  readonly names?: readonly Meaning[];
  /** It is an expression that can have such a value. */
  readonly holds?: readonly Meaning[];
  /** Over the code as it is written, of a text over its content. */
  readonly regex?: ReadyRegex;
  readonly notRegex?: ReadyRegex;
  readonly literal?: boolean | 'string' | 'number' | 'boolean';
  /** Its text is written in the file, whatever turns it into bytes or characters, and is no placeholder. */
  readonly written?: boolean;
  readonly number?: NumberRange;
  /** Patterns, one of which occurs in it. */
  readonly has?: readonly string[];
  /** Patterns, none of which occurs in it; false too where it cannot be known, because it comes from elsewhere. */
  readonly lacks?: readonly string[];
  readonly not?: Condition;
  readonly any?: readonly Condition[];
}

export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** A bit mask: at least one of these bits is set. */
  readonly bits?: number;
}

/** What must, or must not, stand around a match. */
export interface Around {
  /** `signature`: the name and the parameters of the function around it. `outermost`: with all functions around that. */
  readonly scope: 'statement' | 'block' | 'function' | 'signature' | 'outermost' | 'file';
  readonly place: 'before' | 'after' | 'anywhere';
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  readonly regex?: ReadyRegex;
  readonly notRegex?: ReadyRegex;
}

/** A regular expression of JavaScript that the compiler has found harmless. */
export interface ReadyRegex {
  readonly source: string;
  readonly flags: string;
}
