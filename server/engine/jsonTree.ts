import type { Span } from './span.ts';

/** A JSON value that knows where its strings stand. */
export type JsonTree =
  /** The span is without the quotation marks, the text in it as it is written. */
  | ({ readonly kind: 'string' } & Span)
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  /** Keys as they are written, without their quotation marks. */
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JsonTree> }
  /** A number, a boolean, null, or what other writers put there, such as NaN. */
  | { readonly kind: 'other' };

/**
 * Reads JSON, in time linear in its length.
 * @returns undefined where it is broken, or nested deeper than anybody writes it
 */
export function jsonTree(text: string): JsonTree | undefined {
  let at = text.startsWith('\uFEFF') ? 1 : 0;

  function skipBlanks(): void {
    while (isBlank(text.charCodeAt(at))) at++;
  }

  /** Whether the mark comes next; then it is passed. */
  function next(mark: string): boolean {
    skipBlanks();
    if (text[at] !== mark) return false;
    at++;
    return true;
  }

  function value(depth: number): JsonTree | undefined {
    if (depth > deepest) return undefined;
    if (next('"')) return string();
    if (next('[')) return array(depth + 1);
    if (next('{')) return object(depth + 1);
    literal.lastIndex = at;
    if (!literal.test(text)) return undefined;
    at = literal.lastIndex;
    return other;
  }

  function string(): JsonTree | undefined {
    const start = at;
    let end = text.indexOf('"', start);
    while (end >= 0 && isEscaped(text, start, end)) end = text.indexOf('"', end + 1);
    if (end < 0) return undefined;
    at = end + 1;
    return { kind: 'string', start, end };
  }

  function array(depth: number): JsonTree | undefined {
    const items: JsonTree[] = [];
    if (next(']')) return { kind: 'array', items };
    do {
      const item = value(depth);
      if (!item) return undefined;
      items.push(item);
    } while (next(','));
    return next(']') ? { kind: 'array', items } : undefined;
  }

  function object(depth: number): JsonTree | undefined {
    const entries = new Map<string, JsonTree>();
    if (next('}')) return { kind: 'object', entries };
    do {
      const key = next('"') ? string() : undefined;
      const entry = key && next(':') ? value(depth) : undefined;
      if (key?.kind !== 'string' || !entry) return undefined;
      entries.set(text.slice(key.start, key.end), entry);
    } while (next(','));
    return next('}') ? { kind: 'object', entries } : undefined;
  }

  const root = value(0);
  skipBlanks();
  return at === text.length ? root : undefined;
}

const deepest = 200;
const other: JsonTree = { kind: 'other' };
const literal = /[^\s"[\]{}:,]+/y;

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(text: string, start: number, at: number): boolean {
  let slashes = 0;
  while (at - slashes > start && text[at - slashes - 1] === '\\') slashes++;
  return slashes % 2 === 1;
}
