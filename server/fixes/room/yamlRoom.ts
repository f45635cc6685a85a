import { Lexer } from 'yaml';
import type { LineEdges, Room } from './room.ts';

/** Where a comment can go in YAML: not in texts of several lines. */
export function yamlRoom(text: string, { start, end }: LineEdges): Room {
  const comment = { open: '#' };
  const free = { start: true, end: true };
  let at = 0;
  let block = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (control.has(lexeme)) continue;
    const from = at;
    at += lexeme.length;
    // The text that a `|` or `>` announces begins at the start of its first line.
    const inside = (offset: number) => (block ? from <= offset : from < offset) && offset < at;
    if (/^[\s#]/.test(lexeme) && !(block && /\S/.test(lexeme))) continue;
    if (inside(start)) free.start = false;
    if (inside(end)) free.end = false;
    block = /^[|>][-+\d]*$/.test(lexeme);
  }
  return { ...(free.start ? { above: comment } : {}), ...(free.end ? { end: comment } : {}) };
}

/** Marks of the lexer that stand for no text: document, scalar, end of a flow collection. */
const control = new Set(['\u0002', '\u001f', '\u0018']);
