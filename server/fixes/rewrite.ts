import type { Source } from '../engine/source.ts';
import type { Span } from '../engine/span.ts';
import type { TextEdit } from './fix.ts';
import type { Lookup } from './lookup.ts';
import type { Refusal } from './refusal.ts';

/** What a language's rewriter is asked: to put `lookup` in the place of the secret at `span`. */
export interface Request {
  readonly source: Source;
  readonly span: Span;
  readonly lookup: Lookup;
  /** The id of the rule, which says whose secret it is. */
  readonly rule: string;
}

export interface Rewrite {
  /** The name that the secret got. */
  readonly name: string;
  /** In order, without overlaps, over the source's text. */
  readonly edits: readonly TextEdit[];
  /** How many places of the file held the same secret and are rewritten. */
  readonly places: number;
}

/** Rewrites programs of one language; says why where it would not be right. */
export type Rewriter = (request: Request) => Rewrite | Refusal;
