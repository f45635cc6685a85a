import type { Span } from '../../engine/span.ts';

/**
 * A configuration text as a tree, the same for every format. Every part knows where it stands; all spans are UTF-16
 * offsets into the text it was read from.
 */
export type DocumentNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  /** In the order of the text. A key may stand there several times: the repeated blocks of HCL do. */
  readonly entries: readonly Entry[];
  /** Maps whose entries count where this one has none of the name: `<<` in YAML. */
  readonly merged?: readonly MapNode[];
  /** The name of a tag of YAML, without its `!`. Such a node is an expression. */
  readonly tag?: string;
}

export interface Entry {
  readonly key: string;
  /** Exactly the name: without quotes, and of a block with labels the label. */
  readonly keySpan: Span;
  readonly value: DocumentNode;
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly DocumentNode[];
  readonly tag?: string;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  /** With quotes. A value that is not there has the place where it would stand, without length. */
  readonly span: Span;
  /** Of an expression its text. A string is decoded: escapes, folded lines. */
  readonly value: string | number | boolean | null;
  /** Whether the value itself stands there, and not an expression, a reference or a template that becomes one. */
  readonly literal: boolean;
  readonly tag?: string;
  /** Present where the whole expression is one call: `jsonencode({ … })`. */
  readonly call?: Call;
}

export interface Call {
  readonly name: string;
  readonly arguments: readonly DocumentNode[];
}

/**
 * How deep readers go. Nothing a person writes is nested like this; what is deeper is read as one expression, so that no
 * text can exhaust the stack.
 */
export const deepest = 200;

/** Whether a string holds a piece that some program fills in: `${…}`, `{{ … }}`, `#{…}`, `$(…)`. */
export function isTemplate(text: string): boolean {
  const dollar = text.indexOf('$');
  if (dollar >= 0 && (text.includes('${', dollar) || text.includes('$(', dollar))) return true;
  return text.includes('{{') || text.includes('#{');
}

/** A string as it stands in a configuration: a literal, unless a piece of it is filled in later. */
export function stringNode(value: string, span: Span): ScalarNode {
  return { kind: 'scalar', span, value, literal: !isTemplate(value) };
}

/** What no reader evaluates. */
export function expressionNode(text: string, span: Span): ScalarNode {
  return { kind: 'scalar', span, value: text, literal: false };
}

/** The value of a key that has none. */
export function nothingAt(at: number): ScalarNode {
  return { kind: 'scalar', span: { start: at, end: at }, value: null, literal: true };
}
