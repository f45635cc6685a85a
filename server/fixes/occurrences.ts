import { positionAt } from '../engine/lineMap.ts';
import type { Source } from '../engine/source.ts';
import type { Span } from '../engine/span.ts';
import { allowances } from '../engine/suppress.ts';

/**
 * The other places of a text that hold the same secret, in order. Left out are those that grow together with a word
 * beside them, and those that somebody allowed.
 */
export function otherOccurrences(source: Source, span: Span): Span[] {
  const { text, lines } = source;
  const secret = text.slice(span.start, span.end);
  if (secret.length < shortest) return [];
  const allowed = allowances(source);
  const isAllowed = (offset: number) => {
    const { line } = positionAt(lines, offset);
    return allowed.some(({ first, last }) => first <= line && line <= last);
  };
  const found: Span[] = [];
  for (let start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + secret.length)) {
    const end = start + secret.length;
    const grown = /\w/.test(text[start - 1] ?? '') || /\w/.test(text[end] ?? '');
    if (start !== span.start && !grown && !isAllowed(start)) found.push({ start, end });
  }
  return found;
}

/** A shorter text may well stand somewhere else by chance. */
const shortest = 8;

/** From this length on, a text that is found inside a larger one is no chance. */
export const distinctive = 16;
