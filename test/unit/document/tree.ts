import assert from 'node:assert/strict';
import type { DocumentNode } from '../../../server/detectors/document/node.ts';

/** The tree as plain data: of keys that stand twice the last one, `<<` joined in. */
export function plainOf(node: DocumentNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  const own = node.entries.map(({ key, value }): [string, unknown] => [key, plainOf(value)]);
  const merged = (node.merged ?? []).toReversed().map((map) => plainOf(map) as object);
  return Object.assign({}, ...merged, Object.fromEntries(own)) as unknown;
}

/**
 * The tree with the text of every part, to compare at a glance: maps `{key: value}`, lists `[…]`, the texts of scalars,
 * expressions between backticks.
 */
export function written(node: DocumentNode, text: string): string {
  const { start, end } = node.span;
  if (node.kind === 'list') return `[${node.items.map((item) => written(item, text)).join(', ')}]`;
  if (node.kind === 'scalar') return node.literal ? text.slice(start, end) : `\`${text.slice(start, end)}\``;
  const entries = node.entries.map(
    ({ keySpan, value }) => `${text.slice(keySpan.start, keySpan.end)}: ${written(value, text)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** Fails unless every span lies inside the text and inside the one around it. */
export function assertSpans(node: DocumentNode, text: string, start = 0, end = text.length): void {
  const { span } = node;
  assert.ok(start <= span.start && span.start <= span.end && span.end <= end, JSON.stringify({ span, start, end }));
  const children =
    node.kind === 'map' ? node.entries.map(({ value }) => value) : node.kind === 'list' ? node.items : [];
  for (const child of children) assertSpans(child, text, span.start, span.end);
  for (const { keySpan } of node.kind === 'map' ? node.entries : []) {
    assert.ok(span.start <= keySpan.start && keySpan.start <= keySpan.end && keySpan.end <= span.end);
  }
}
