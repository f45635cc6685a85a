import type { Span } from '../../../engine/span.ts';

/** A key of a JSON object with a text as its value. */
export interface JsonEntry {
  /** The keys of the objects around it, outermost first. */
  readonly path: readonly string[];
  readonly key: string;
  readonly value: string;
  /** Without the quotes. */
  readonly keySpan: Span;
  /** Without the quotes. */
  readonly valueSpan: Span;
}

/**
 * All keys with texts as values, of JSON that may be half typed: what is broken is passed over. Items of arrays are not
 * among them. Linear in the text.
 */
export function jsonEntries(text: string): JsonEntry[] {
  const entries: JsonEntry[] = [];
  const path: string[] = [];
  let key: { readonly text: string; readonly span: Span } | undefined;
  let value = false;
  // A text that is not closed ends with its line: so each place is looked at once.
  for (const match of text.matchAll(/"((?:[^"\\\n]|\\.)*)("?)|[{}[\],:]/g)) {
    const span = { start: match.index + 1, end: match.index + match[0].length - 1 };
    if (match[1] !== undefined) {
      const closed = match[2] !== '';
      if (!value) key = closed ? { text: match[1], span } : undefined;
      else if (key && closed)
        entries.push({ path: [...path], key: key.text, value: match[1], keySpan: key.span, valueSpan: span });
      if (value) key = undefined;
      value = false;
      continue;
    }
    if (match[0] === ':') {
      value = key !== undefined;
      continue;
    }
    if (match[0] === '{' || match[0] === '[') path.push(match[0] === '[' ? '[]' : (key?.text ?? ''));
    else if (match[0] !== ',') path.pop();
    key = undefined;
    value = false;
  }
  return entries.map((entry) => ({ ...entry, path: entry.path.slice(1) }));
}
