import { type DocumentNode, deepest, type Entry, isTemplate, type MapNode, stringNode } from '../node.ts';

/**
 * Reads XML: an element is an entry with a map, in which `@name` are its attributes, `#text` its text where it is not
 * blank, and all else the elements inside of it; elements of one name are entries of one name. Never throws, and is linear
 * in the text: of a text that somebody is typing it reads everything that is complete. Namespaces stay as they are
 * written: `@android:debuggable`.
 */
export function readXml(text: string): MapNode {
  const root = open('', 0);
  const stack: Open[] = [root];
  for (let at = 0; at < text.length; ) {
    const tag = text.indexOf('<', at);
    const textEnd = tag < 0 ? text.length : tag;
    addText(text, at, textEnd, stack.at(-1)!);
    if (tag < 0) break;
    at = readTag(text, tag, stack);
  }
  for (const { span } of stack) span.end = text.length;
  return root;
}

interface Open {
  readonly kind: 'map';
  readonly name: string;
  readonly span: { start: number; end: number };
  readonly entries: Entry[];
}

function open(name: string, start: number): Open {
  return { kind: 'map', name, span: { start, end: start }, entries: [] };
}

/** Reads what begins with `<` at `start`; returns where it ends. */
function readTag(text: string, start: number, stack: Open[]): number {
  const next = text.charCodeAt(start + 1);
  if (next === 33) return readDeclaration(text, start, stack);
  if (next === 63) return behind(text, '?>', start);
  if (next === 47) return readClosing(text, start, stack);
  if (!isNameStart(next)) return start + 1;
  return readOpening(text, start, stack);
}

function behind(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from);
  return found < 0 ? text.length : found + sign.length;
}

function readDeclaration(text: string, start: number, stack: Open[]): number {
  if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
  if (!text.startsWith('<![CDATA[', start)) return behind(text, '>', start);
  const end = behind(text, ']]>', start);
  addText(text, start + 9, text.startsWith(']]>', end - 3) ? end - 3 : end, stack.at(-1)!, false);
  return end;
}

function readClosing(text: string, start: number, stack: Open[]): number {
  const nameEnd = nameEndOf(text, start + 2);
  const name = text.slice(start + 2, nameEnd);
  const close = skipBlanks(text, nameEnd);
  const end = text.charCodeAt(close) === 62 ? close + 1 : nameEnd;
  // An element that somebody has not closed ends with the one around it; only few levels can be open for nothing.
  for (let level = stack.length - 1; level > Math.max(0, stack.length - 8); level--) {
    if (stack[level]!.name !== name) continue;
    for (const { span } of stack.slice(level)) span.end = end;
    stack.length = level;
    break;
  }
  return end;
}

function readOpening(text: string, start: number, stack: Open[]): number {
  const nameEnd = nameEndOf(text, start + 1);
  const name = text.slice(start + 1, nameEnd);
  const element = open(name, start);
  let at = nameEnd;
  for (;;) {
    at = skipBlanks(text, at);
    const code = text.charCodeAt(at);
    if (code === 62 || code === 47 || code === 60 || !isNameStart(code)) break;
    at = readAttribute(text, at, element);
  }
  const parent = stack.at(-1)!;
  const code = text.charCodeAt(at);
  const empty = code === 47;
  if (empty || code === 62) at++;
  if (empty && text.charCodeAt(at) === 62) at++;
  else if (code !== 62 && code !== 60 && at === nameEnd) at++;
  element.span.end = at;
  parent.entries.push({ key: name, keySpan: { start: start + 1, end: nameEnd }, value: element });
  if (!empty && stack.length < deepest) stack.push(element);
  return at;
}

function readAttribute(text: string, start: number, element: Open): number {
  const nameEnd = nameEndOf(text, start);
  const keySpan = { start, end: nameEnd };
  const key = `@${text.slice(start, nameEnd)}`;
  let at = skipBlanks(text, nameEnd);
  if (text.charCodeAt(at) !== 61) {
    element.entries.push({ key, keySpan, value: nothing(nameEnd) });
    return nameEnd;
  }
  at = skipBlanks(text, at + 1);
  const quote = text.charCodeAt(at);
  if (quote !== 34 && quote !== 39) {
    element.entries.push({ key, keySpan, value: nothing(at) });
    return at;
  }
  let end = at + 1;
  // No value holds `<`, so one that is not closed ends there, or with its line.
  for (let code = text.charCodeAt(end); code !== quote && code !== 60 && !Number.isNaN(code); ) {
    code = text.charCodeAt(++end);
  }
  const closed = text.charCodeAt(end) === quote;
  if (!closed) {
    const line = text.indexOf('\n', at);
    if (line >= 0 && line < end) end = line;
  }
  const value = entities(text.slice(at + 1, end));
  const span = { start: at, end: closed ? end + 1 : end };
  element.entries.push({ key, keySpan, value: scalar(value, span) });
  return span.end;
}

/** A text: `true`, `false` and numbers mean themselves; `@string/name` and `$(Name)` are looked up elsewhere. */
function scalar(value: string, span: { start: number; end: number }): DocumentNode {
  if (/^(?:true|false)$/i.test(value)) return { kind: 'scalar', span, value: value.length === 4, literal: true };
  const literal = !isTemplate(value) && !/^[@?][\w:.]{1,80}\//.test(value);
  return { kind: 'scalar', span, value, literal };
}

function nothing(at: number): DocumentNode {
  return { kind: 'scalar', span: { start: at, end: at }, value: null, literal: true };
}

function addText(text: string, from: number, to: number, element: Open, decode = true): void {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  if (start >= end || !element.name) return;
  const raw = text.slice(start, end);
  const span = { start, end };
  const value = decode ? entities(raw) : raw;
  element.entries.push({
    key: '#text',
    keySpan: span,
    value: value === 'true' || value === 'false' ? scalar(value, span) : stringNode(value, span),
  });
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function entities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g,
    (whole, hex?: string, dec?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code >= 0xc0;
}

function nameEndOf(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isNameStart(code) || (code >= 45 && code <= 57 && code !== 47); ) {
    code = text.charCodeAt(++at);
  }
  return at;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}
