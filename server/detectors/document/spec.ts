import type { NameKind } from '../credential/name.ts';

/**
 * The `detect` part of a rule about configuration texts, compiled: paths are taken apart, regular expressions are ready
 * for V8. What the parts mean is said in `document.ts`.
 */
export interface DocumentSpec {
  readonly kind: 'document';
  /** Each is looked for by itself. */
  readonly any: readonly DocumentQuery[];
}

export interface DocumentQuery {
  /** Names in paths mean every case. */
  readonly ignoreCase?: boolean;
  /** The places that are judged; absent: every document. */
  readonly in?: readonly DocumentPath[];
  /** What the key of a place must look like or mean. */
  readonly name?: NameTest;
  readonly when?: readonly Condition[];
  readonly unless?: readonly Condition[];
  /** From a place to what is found; absent: the place itself. */
  readonly at?: readonly DocumentPath[];
  readonly test?: ValueTest;
  /** Found where none of the paths of `at` leads anywhere. */
  readonly missing?: boolean;
  readonly report?: 'key' | 'value' | 'place' | 'line';
  /** What the value should be, for a fix. */
  readonly becomes?: string | number | boolean;
  /** Found is the part of the value that this finds, as it is written; without one there is no finding. */
  readonly part?: RegexSource;
}

/** Where to look, and what must stand there: at least one of the places it leads to must meet the test. */
export interface Condition {
  readonly path: DocumentPath;
  readonly test: ValueTest;
}

export type DocumentPath = readonly Step[];

export type Step =
  /** Into the entries of these names; of a list, into those of its items. */
  | { readonly to: 'names'; readonly names: readonly string[]; readonly globs?: readonly string[] }
  /** Into all entries and items. */
  | { readonly to: 'children' }
  /** Itself, and all that stands in it. */
  | { readonly to: 'everything' }
  /** Into the items of a list; what is no list is its own only item. */
  | { readonly to: 'items' }
  | { readonly to: 'item'; readonly index: number }
  | { readonly to: 'parent' }
  | { readonly to: 'root' };

export interface NameTest {
  readonly regex?: RegexSource;
  readonly means?: readonly NameKind[];
}

/** A regular expression that V8 runs in linear time. */
export interface RegexSource {
  readonly source: string;
  readonly flags: string;
}

/** What must be true of a value; all parts that are given. */
export interface ValueTest {
  readonly exists?: boolean;
  readonly is?: readonly Literal[];
  readonly not?: readonly Literal[];
  readonly matches?: RegexSource;
  readonly matchesNot?: RegexSource;
  readonly says?: RegexSource;
  readonly saysNot?: RegexSource;
  readonly below?: number;
  readonly above?: number;
  readonly spans?: readonly number[];
  readonly literal?: boolean;
  readonly empty?: boolean;
  readonly kind?: 'map' | 'list' | 'scalar';
  readonly names?: readonly NameKind[];
  readonly namesPlace?: boolean;
  readonly sameKey?: boolean;
  readonly sameAs?: DocumentPath;
  readonly unlisted?: DocumentPath;
  readonly key?: NameTest;
  readonly when?: readonly Condition[];
  readonly unless?: readonly Condition[];
}

export type Literal = string | number | boolean | null;
