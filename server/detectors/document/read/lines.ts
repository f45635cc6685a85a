import { type Entry, isTemplate, type MapNode, type ScalarNode } from '../node.ts';

/** The formats of one setting a line. */
export type LineFormat = 'properties' | 'ini' | 'dotenv';

/**
 * Reads `.properties` (the rules of `java.util.Properties`), INI and `.env` files, in time linear in the text. In
 * properties the dots of a key are steps, as the same settings have them in YAML: `server.ssl.enabled` stands in `server`,
 * `ssl`. A section `[x]` of an INI file is the entry `x`. Values are texts, but for `true`, `false` and numbers.
 */
export function readLines(text: string, format: LineFormat): MapNode {
  const root = openMap(text.charCodeAt(0) === 0xfeff ? 1 : 0);
  let section = root;
  const opened = new Map<Open, Map<string, Open>>();
  for (let at = root.span.start; at < text.length; ) {
    const end = logicalLineEnd(text, at, format);
    const start = skipBlanks(text, at, end);
    const code = text.charCodeAt(start);
    if (format === 'ini' && code === 91) section = sectionOf(text, start, end, root);
    else if (start < end && !isComment(code, format)) {
      const pair = pairOf(text, start, end, format);
      if (pair && format === 'properties') nest(root, pair, opened);
      else if (pair) section.entries.push(pair);
    }
    section.span.end = Math.max(section.span.end, end);
    root.span.end = end;
    at = end + 1;
  }
  return root;
}

interface Open {
  readonly kind: 'map';
  readonly span: { start: number; end: number };
  readonly entries: Entry[];
}

function openMap(start: number): Open {
  return { kind: 'map', span: { start, end: start }, entries: [] };
}

/** The end of the line; in properties a backslash at the end goes on in the next one. */
function logicalLineEnd(text: string, from: number, format: LineFormat): number {
  for (let at = from; ; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (format !== 'properties' || found < 0 || isCommentLine(text, from, end)) return end;
    let last = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    const slashes = last;
    while (last > at && text.charCodeAt(last - 1) === 92) last--;
    if ((slashes - last) % 2 === 0) return end;
    at = end + 1;
  }
}

function isCommentLine(text: string, from: number, end: number): boolean {
  return isComment(text.charCodeAt(skipBlanks(text, from, end)), 'properties');
}

function isComment(code: number, format: LineFormat): boolean {
  return code === 35 || (format !== 'dotenv' && code === 59) || (format === 'properties' && code === 33);
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) <= 32) at++;
  return at;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let last = end;
  while (last > from && text.charCodeAt(last - 1) <= 32) last--;
  return last;
}

function sectionOf(text: string, start: number, end: number, root: Open): Open {
  const close = text.indexOf(']', start);
  const last = close < 0 || close > end ? trimmedEnd(text, start, end) : close;
  const made = openMap(start);
  const keySpan = { start: start + 1, end: Math.max(start + 1, last) };
  root.entries.push({ key: text.slice(keySpan.start, keySpan.end).trim(), keySpan, value: made });
  return made;
}

/** `key = value`; undefined where there is no key. */
function pairOf(text: string, from: number, end: number, format: LineFormat): Entry | undefined {
  const start = format === 'dotenv' && text.startsWith('export ', from) ? skipBlanks(text, from + 7, end) : from;
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92 && format === 'properties') at++;
    else if (code === 61 || (code === 58 && format !== 'dotenv')) break;
    else if (code <= 32 && format === 'properties') break;
  }
  const keyEnd = trimmedEnd(text, start, Math.min(at, end));
  if (keyEnd === start) return undefined;
  let valueStart = skipBlanks(text, Math.min(at, end), end);
  const sign = text.charCodeAt(valueStart);
  if (valueStart < end && (sign === 61 || (sign === 58 && format !== 'dotenv'))) {
    valueStart = skipBlanks(text, valueStart + 1, end);
  }
  const key = text.slice(start, keyEnd);
  return {
    key: format === 'properties' && key.includes('\\') ? unescaped(key) : key,
    keySpan: { start, end: keyEnd },
    value: readValue(text, Math.min(valueStart, end), end, format),
  };
}

function readValue(text: string, start: number, end: number, format: LineFormat): ScalarNode {
  const quote = text.charCodeAt(start);
  if (format !== 'properties' && (quote === 34 || quote === 39)) {
    const close = text.indexOf(String.fromCharCode(quote), start + 1);
    if (close >= 0 && close < end) {
      const value = text.slice(start + 1, close);
      // What stands in single quotes is not filled in.
      const literal = quote === 39 || !isTemplate(value);
      return { kind: 'scalar', span: { start, end: close + 1 }, value, literal };
    }
  }
  const comment = format === 'properties' ? -1 : commentAt(text, start, end);
  const last = trimmedEnd(text, start, comment < 0 ? end : comment);
  const raw = text.slice(start, last);
  const value = format === 'properties' && raw.includes('\\') ? unescaped(raw) : raw;
  return { kind: 'scalar', span: { start, end: last }, value: typed(value), literal: !isTemplate(value) };
}

/** Where a comment begins behind a value: a sign with a blank before it. */
function commentAt(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if ((code === 35 || code === 59) && (at === start || text.charCodeAt(at - 1) <= 32)) return at;
  }
  return -1;
}

function typed(value: string): string | number | boolean | null {
  if (value === '') return null;
  if (/^(?:true|false)$/i.test(value)) return value.length === 4;
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : value;
}

function unescaped(raw: string): string {
  return raw.replace(/\\(?:\r?\n[ \t\f]*|u([\da-fA-F]{4})|([\s\S]))/g, (_, hex?: string, one?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return one === undefined ? '' : ({ t: '\t', n: '\n', r: '\r', f: '\f' }[one] ?? one);
  });
}

/** Puts `a.b.c = 1` into `a`, `b`, as deep as there are dots. */
function nest(root: Open, { key, keySpan, value }: Entry, opened: Map<Open, Map<string, Open>>): void {
  const steps = key.split('.');
  const exact = key.length === keySpan.end - keySpan.start && steps.length <= 30 && steps.every(Boolean);
  if (!exact) {
    root.entries.push({ key, keySpan, value });
    return;
  }
  let map = root;
  let at = keySpan.start;
  for (const [index, step] of steps.entries()) {
    const span = { start: at, end: at + step.length };
    at = span.end + 1;
    if (index === steps.length - 1) map.entries.push({ key: step, keySpan: span, value });
    else map = inner(map, step, span, opened);
    map.span.end = Math.max(map.span.end, value.span.end);
  }
}

function inner(map: Open, key: string, keySpan: Entry['keySpan'], opened: Map<Open, Map<string, Open>>): Open {
  let known = opened.get(map);
  if (!known) {
    known = new Map();
    opened.set(map, known);
  }
  const there = known.get(key);
  if (there) return there;
  const made = openMap(keySpan.start);
  known.set(key, made);
  map.entries.push({ key, keySpan, value: made });
  return made;
}
