import type { Span } from '../../../engine/span.ts';
import type { DocumentNode, Entry } from '../../document/node.ts';
import { readJson } from '../../document/read/json.ts';
import { readYaml } from '../../document/read/yaml.ts';

/** Whether a policy may stand in a text as JSON; a cheap look before it is read. */
export function mayHoldPolicy(text: string): boolean {
  return text.includes('{') && (text.includes('Statement') || text.includes('Effect') || text.includes('bindings'));
}

/**
 * The JSON that stands in a piece of a text: in a string with or without escapes, in a heredoc, in a block of YAML.
 * @param span of the whole string, with its quotes
 * @returns undefined where there is none
 */
export function embeddedJson(text: string, span: Span): DocumentNode | undefined {
  const raw = text.slice(span.start, span.end);
  const brace = raw.search(/[{[]/);
  if (brace < 0) return undefined;
  if (!raw.includes('\\"')) {
    const written = raw.slice(brace);
    // Ansible prints policies as YAML in one line: { Statement: [{ Effect: Allow, … }] }
    const node = /^\{\s*\w/.test(written) ? readYaml(written)[0] : readJson(written);
    return node && moved(node, (at) => span.start + brace + at);
  }
  const { value, places } = unescaped(raw.slice(brace));
  const node = readJson(value);
  return node && moved(node, (at) => span.start + brace + places[Math.min(at, places.length - 1)]!);
}

/** The same tree, with its spans somewhere else. */
function moved(node: DocumentNode, to: (at: number) => number): DocumentNode {
  const span = { start: to(node.span.start), end: to(node.span.end) };
  switch (node.kind) {
    case 'scalar':
      return { ...node, span };
    case 'list':
      return { ...node, span, items: node.items.map((item) => moved(item, to)) };
    case 'map':
      return {
        ...node,
        span,
        entries: node.entries.map(
          ({ key, keySpan, value }): Entry => ({
            key,
            keySpan: { start: to(keySpan.start), end: to(keySpan.end) },
            value: moved(value, to),
          }),
        ),
      };
  }
}

/** A text with `\"` and `\n` taken for what they mean, and where each of its code units was; one place more for its end. */
export function unescaped(raw: string): { readonly value: string; readonly places: readonly number[] } {
  let value = '';
  const places: number[] = [];
  for (let at = 0; at < raw.length; ) {
    places.push(at);
    if (raw[at] !== '\\' || at + 1 >= raw.length) {
      value += raw[at++];
      continue;
    }
    const next = raw[at + 1]!;
    value += next === 'n' || next === 'r' || next === 't' ? ' ' : next;
    at += 2;
  }
  places.push(raw.length);
  return { value, places };
}
