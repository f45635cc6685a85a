import type { Span } from '../engine/span.ts';

/** The expression with blanks where it would grow together with a word beside it: `return"…"`. */
export function apart(text: string, { start, end }: Span, expression: string): string {
  return apartLeft(text, start, expression) + (/[\w$]/.test(text[end] ?? '') && /[\w$]$/.test(expression) ? ' ' : '');
}

/** The same for its left side alone. */
export function apartLeft(text: string, start: number, expression: string): string {
  return /[\w$]/.test(text[start - 1] ?? '') && /^[\w$]/.test(expression) ? ` ${expression}` : expression;
}
