import { commentStyle } from '../../engine/comment.ts';
import { languageOf } from '../../engine/language.ts';
import type { RoomIn } from './markupRoom.ts';
import type { LineEdges, Room } from './room.ts';

/**
 * Where a comment can go in Markdown: at the end of a line, since a line of its own would divide a paragraph; in a
 * fenced block as its language has it.
 */
export function markdownRoom(text: string, line: LineEdges, roomIn: RoomIn): Room {
  let fence: { readonly mark: string; readonly language: string; readonly from: number } | undefined;
  for (const found of text.matchAll(/^ {0,3}(`{3,}|~{3,})[ \t]*([\w.+-]*)[^\n]*(?:\n|$)/gm)) {
    if (found.index > line.start) break;
    const [whole, mark, info] = found;
    if (!fence) fence = { mark: mark!, language: languageNamed(info!), from: found.index + whole.length };
    else if (mark!.startsWith(fence.mark) && !info) fence = undefined;
  }
  if (!fence) return { end: { open: '<!--', close: '-->' } };
  if (line.start < fence.from) return {};
  const rest = text.slice(fence.from);
  const length = rest.search(new RegExp(`^ {0,3}${fence.mark[0]}{${fence.mark.length},}[ \\t]*$`, 'm'));
  const inside = length < 0 ? rest : rest.slice(0, length);
  return roomIn(inside, fence.language, { start: line.start - fence.from, end: line.end - fence.from });
}

/** The language that stands behind a fence: an id (`python`) or an ending (`py`). */
function languageNamed(info: string): string {
  return commentStyle(info) ? info : languageOf(`x.${info}`);
}
