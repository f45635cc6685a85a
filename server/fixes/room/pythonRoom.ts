import { lex } from '../python/lex.ts';
import type { LineEdges, Room } from './room.ts';

/** Where a comment can go in Python; nowhere in a text that cannot be read. */
export function pythonRoom(text: string, { start, end }: LineEdges): Room {
  const tokens = lex(text);
  if (!tokens) return {};
  const inside = (at: number) =>
    tokens.list.some((token) => token.kind !== 'newline' && token.start < at && at < token.end);
  const goesOn = tokens.continued.some((at) => end < at && text.slice(end, at).trim() === '');
  const comment = { open: '#' };
  return {
    ...(inside(start) || tokens.continued.includes(start) ? {} : { above: comment }),
    ...(inside(end) || goesOn || text[end - 1] === '\\' ? {} : { end: { ...comment, gap: '  ' } }),
  };
}
