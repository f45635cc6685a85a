import { type DocumentNode, type Entry, isTemplate, type MapNode, nothingAt } from '../node.ts';
import { readJson } from './json.ts';

/**
 * Reads a Dockerfile (docs.docker.com/reference/dockerfile). Every `FROM` opens an entry `stage`, in which the
 * instructions are entries by their names in lower case; what stands before the first one is beside the stages.
 *
 * - `from`: `image`, `as`, and flags such as `--platform`
 * - `env`, `label`, `arg`: a map of the names with their values
 * - `copy`, `add`: flags, `from` as a list, `to`
 * - `expose`: a list
 * - all others: their text, or a list where they are written as JSON
 *
 * Lines that go on with a backslash are one; the text of a here-document belongs to its instruction. Never throws, and is
 * linear in the text.
 */
export function readDockerfile(text: string): MapNode {
  const sign = /^\s*#\s*escape\s*=\s*`/im.test(text.slice(0, 300)) ? 96 : 92;
  const root = open(0);
  let stage: Open | undefined;
  for (let at = 0; at < text.length; ) {
    const start = skipBlanks(text, at, text.length);
    if (start >= text.length) break;
    if (text.charCodeAt(start) === 35) {
      at = lineEnd(text, start) + 1;
      continue;
    }
    const end = instructionEnd(text, start, sign);
    const entry = instruction(text, start, end, sign);
    if (entry) {
      if (entry.key === 'from') {
        stage = open(start);
        root.entries.push({ key: 'stage', keySpan: entry.keySpan, value: stage });
      }
      const around = stage ?? root;
      around.entries.push(entry);
      around.span.end = end;
    }
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

function open(start: number): Open {
  return { kind: 'map', span: { start, end: start }, entries: [] };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xfeff)) at++;
  return at;
}

function trimEnd(text: string, from: number, end: number): number {
  let last = end;
  while (last > from && text.charCodeAt(last - 1) <= 32) last--;
  return last;
}

/** The end of an instruction: of its last line, and of its here-documents. */
function instructionEnd(text: string, start: number, sign: number): number {
  let end = lineEnd(text, start);
  const words: string[] = [];
  for (let from = start; ; ) {
    const line = text.slice(from, end);
    for (const [, word] of line.matchAll(/<<-?\s*["']?([A-Za-z_]\w*)["']?/g)) words.push(word!);
    const last = trimEnd(text, from, end);
    const comment = /^\s*#/.test(line) || (from > start && last === from);
    const goesOn = comment ? from > start : text.charCodeAt(last - 1) === sign;
    if (!goesOn || end >= text.length) break;
    from = end + 1;
    end = lineEnd(text, from);
  }
  for (const word of words) {
    let at = end + 1;
    let found = end;
    for (; at < text.length; at = found + 1) {
      found = lineEnd(text, at);
      if (text.slice(at, found).trim() === word) break;
    }
    end = Math.min(found, text.length);
  }
  return end;
}

function instruction(text: string, start: number, end: number, sign: number): Entry | undefined {
  let nameEnd = start;
  while (nameEnd < end && isLetter(text.charCodeAt(nameEnd))) nameEnd++;
  if (nameEnd === start) return undefined;
  const key = text.slice(start, nameEnd).toLowerCase();
  const keySpan = { start, end: nameEnd };
  const from = skipBlanks(text, nameEnd, end);
  const last = trimEnd(text, from, end);
  if (from >= last) return { key, keySpan, value: nothingAt(nameEnd) };
  return { key, keySpan, value: argument(key, { text, from, end: last, sign }) };
}

interface Part {
  readonly text: string;
  readonly from: number;
  readonly end: number;
  readonly sign: number;
}

function argument(key: string, part: Part): DocumentNode {
  const { text, from, end } = part;
  switch (key) {
    case 'from':
      return fromOf(part);
    case 'env':
    case 'label':
    case 'arg':
      return pairsOf(part, key === 'arg');
    case 'copy':
    case 'add':
      return copyOf(part);
    case 'expose':
      return { kind: 'list', span: { start: from, end }, items: wordsOf(part).map((word) => word.node) };
    default:
      return text.charCodeAt(from) === 91 ? listOf(part) : whole(part);
  }
}

/** The text of an instruction, its lines joined. */
function whole({ text, from, end, sign }: Part): DocumentNode {
  const raw = text.slice(from, end);
  const joined = raw.includes('\n') ? raw.replace(sign === 92 ? /\\[ \t\r]*\n/g : /`[ \t\r]*\n/g, ' ') : raw;
  return { kind: 'scalar', span: { start: from, end }, value: joined, literal: !joined.includes('$') };
}

function listOf(part: Part): DocumentNode {
  const list = readJson(part.text.slice(part.from, part.end));
  if (list?.kind !== 'list' || !list.items.every((item) => item.kind === 'scalar')) return whole(part);
  const items = list.items.map((item) => ({ ...item, span: moved(item.span, part.from) }));
  return { kind: 'list', span: moved(list.span, part.from), items };
}

function moved({ start, end }: { start: number; end: number }, by: number): { start: number; end: number } {
  return { start: start + by, end: end + by };
}

interface Word {
  readonly text: string;
  readonly node: DocumentNode;
  readonly start: number;
  readonly end: number;
}

/** Words between blanks; quotes hold them together, and continued lines are blanks. */
function wordsOf({ text, from, end, sign }: Part): Word[] {
  const words: Word[] = [];
  for (let at = from; at < end; ) {
    const code = text.charCodeAt(at);
    if (code <= 32 || (code === sign && text.charCodeAt(skipSpaces(text, at + 1)) === 10)) {
      at++;
      continue;
    }
    if (code === 35 && isLineStart(text, at)) {
      at = lineEnd(text, at);
      continue;
    }
    const start = at;
    for (let quote = 0; at < end; at++) {
      const here = text.charCodeAt(at);
      if (here === sign) at++;
      else if (quote ? here === quote : here === 34 || here === 39) quote = quote ? 0 : here;
      else if (!quote && here <= 32) break;
    }
    at = Math.min(at, end);
    words.push(wordOf(text, start, at));
  }
  return words;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 13) at++;
  return at;
}

function isLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9) before--;
  return text.charCodeAt(before) === 10;
}

function wordOf(text: string, start: number, end: number): Word {
  const raw = text.slice(start, end);
  const value = /^(["']).*\1$/s.test(raw) && raw.length > 1 ? raw.slice(1, -1) : raw;
  const literal = !value.includes('$') && !isTemplate(value);
  return { text: raw, start, end, node: { kind: 'scalar', span: { start, end }, value, literal } };
}

function map(part: Part, entries: readonly Entry[]): DocumentNode {
  return { kind: 'map', span: { start: part.from, end: part.end }, entries };
}

/** `--name=value` */
function flagOf({ text, start, end }: Word, source: string): Entry | undefined {
  if (!text.startsWith('--')) return undefined;
  const sign = text.indexOf('=');
  const keyEnd = sign < 0 ? end : start + sign;
  const value = sign < 0 ? nothingAt(end) : wordOf(source, keyEnd + 1, end).node;
  return { key: source.slice(start, keyEnd), keySpan: { start, end: keyEnd }, value };
}

function named(key: string, { node, start, end }: Word): Entry {
  return { key, keySpan: { start, end }, value: node };
}

function fromOf(part: Part): DocumentNode {
  const words = wordsOf(part);
  const flags = words.flatMap((word) => flagOf(word, part.text) ?? []);
  const [image, as, name] = words.filter(({ text }) => !text.startsWith('--'));
  return map(part, [
    ...flags,
    ...(image ? [named('image', image)] : []),
    ...(name && as!.text.toLowerCase() === 'as' ? [named('as', name)] : []),
  ]);
}

function copyOf(part: Part): DocumentNode {
  const words = wordsOf(part);
  const flags = words.flatMap((word) => flagOf(word, part.text) ?? []);
  const paths = words.filter(({ text }) => !text.startsWith('--'));
  const to = paths.length > 1 ? paths.pop() : undefined;
  const from: Entry[] = paths.length
    ? [
        {
          key: 'from',
          keySpan: { start: paths[0]!.start, end: paths[0]!.end },
          value: {
            kind: 'list',
            span: { start: paths[0]!.start, end: paths.at(-1)!.end },
            items: paths.map(({ node }) => node),
          },
        },
      ]
    : [];
  return map(part, [...flags, ...from, ...(to ? [named('to', to)] : [])]);
}

/** `A=1 B="2"`; of the old form `A 1 2` all behind the name is the value. */
function pairsOf(part: Part, isArg: boolean): DocumentNode {
  const { text, from, end } = part;
  const words = wordsOf(part);
  const [first] = words;
  if (!isArg && first && !first.text.includes('=')) {
    const start = skipBlanks(text, first.end, end);
    const value = start < end ? wordOf(text, start, end).node : nothingAt(first.end);
    return map(part, [{ key: first.text, keySpan: { start: from, end: first.end }, value }]);
  }
  return map(
    part,
    words.map((word): Entry => {
      const sign = word.text.indexOf('=');
      const keyEnd = sign < 0 ? word.end : word.start + sign;
      const value = sign < 0 ? nothingAt(word.end) : wordOf(text, keyEnd + 1, word.end).node;
      return { key: text.slice(word.start, keyEnd), keySpan: { start: word.start, end: keyEnd }, value };
    }),
  );
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
