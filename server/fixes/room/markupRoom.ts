import type { LineEdges, Room } from './room.ts';

/** Where a comment can go in HTML and its relatives, and in XML. */
export function markupRoom(text: string, language: string, line: LineEdges, roomIn: RoomIn): Room {
  const parts = language === 'xml' ? xmlParts : htmlParts;
  const at = { above: partAt(text, parts, line.start), end: partAt(text, parts, line.end) };
  const inner = at.above?.inner;
  if (inner && inner.from === at.end?.inner?.from) {
    return roomIn(text.slice(inner.from, inner.to), inner.language, {
      start: line.start - inner.from,
      end: line.end - inner.from,
    });
  }
  const comment = { open: '<!--', close: '-->' };
  // The declaration of XML is the first thing in its file.
  const first = line.start === 0 && /^\uFEFF?<\?xml/.test(text);
  return { ...(at.above || first ? {} : { above: comment }), ...(at.end ? {} : { end: comment }) };
}

/** Asks for the room in a part that is written in another language. */
export type RoomIn = (text: string, language: string, line: LineEdges) => Room;

interface Part {
  /** What the part is written in, where that language has comments of its own. */
  readonly inner?: { readonly from: number; readonly to: number; readonly language: string };
}

const eof = '(?![\\s\\S])';
const attributes = `(?:"[^"]*"|'[^']*'|[^>"'])*`;
const comment = `<!--[\\s\\S]*?(?:-->|${eof})`;
const tag = `</?[A-Za-z]${attributes}>?`;

/** Everything in which a comment of ours is no comment. */
const htmlParts = new RegExp(
  [
    comment,
    `^---[ \\t]*\\r?\\n(?<front>[\\s\\S]*?)^---`,
    `<(?<name>script|style)\\b(?<given>${attributes})>(?<body>[\\s\\S]*?)(?:</\\k<name>\\s*>|${eof})`,
    `<(?<kept>pre|textarea|title)\\b${attributes}>[\\s\\S]*?(?:</\\k<kept>\\s*>|${eof})`,
    tag,
  ].join('|'),
  'dgim',
);

const xmlParts = new RegExp(
  [comment, `<!\\[CDATA\\[[\\s\\S]*?(?:\\]\\]>|${eof})`, `<\\?[\\s\\S]*?(?:\\?>|${eof})`, tag].join('|'),
  'dg',
);

/** The part that lies around the offset; undefined where there is none. */
function partAt(text: string, parts: RegExp, offset: number): Part | undefined {
  for (const found of text.matchAll(parts)) {
    if (found.index >= offset) return undefined;
    if (offset >= found.index + found[0].length) continue;
    const { front, given = '', name } = found.groups ?? {};
    if (front !== undefined && found.index > 0) continue;
    const [from, to] = found.indices!.groups?.[front === undefined ? 'body' : 'front'] ?? [0, -1];
    if (offset < from || offset > to) return {};
    const language = name === undefined ? 'typescript' : languageOfElement(name, given);
    return language ? { inner: { from, to, language } } : {};
  }
  return undefined;
}

function languageOfElement(name: string, attributesText: string): string | undefined {
  if (name.toLowerCase() === 'style') return /lang=["']?(?:scss|less)/.test(attributesText) ? 'scss' : 'css';
  const type = /\btype=["']?([\w/+-]+)/i.exec(attributesText)?.[1];
  if (type && !/^(?:module|text\/javascript|application\/javascript|text\/babel)$/i.test(type)) return undefined;
  return /\blang=["']?tsx?/.test(attributesText) ? 'typescript' : 'javascript';
}
