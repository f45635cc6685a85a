import { plainRoom } from './plainRoom.ts';
import type { LineEdges, Room } from './room.ts';

/** Where a comment can go in PHP: only between its marks, since what stands outside of them is the page itself. */
export function phpRoom(text: string, line: LineEdges): Room {
  const { above, end } = plainRoom(text, 'php', line);
  return {
    ...(above && isProgram(text, line.start) ? { above } : {}),
    ...(end && isProgram(text, line.end) ? { end } : {}),
  };
}

function isProgram(text: string, offset: number): boolean {
  const opened = text.lastIndexOf('<?', offset - 1);
  return offset > 0 && opened >= 0 && text.lastIndexOf('?>', offset - 1) < opened;
}
