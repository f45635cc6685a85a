import { javascriptRoom } from './javascriptRoom.ts';
import { markdownRoom } from './markdownRoom.ts';
import { markupRoom } from './markupRoom.ts';
import { phpRoom } from './phpRoom.ts';
import { plainRoom } from './plainRoom.ts';
import { pythonRoom } from './pythonRoom.ts';
import type { LineEdges, Room } from './room.ts';
import { yamlRoom } from './yamlRoom.ts';

/**
 * Where a comment can go above a line or at its end.
 * @param language a VS Code language id
 */
export function roomAt(text: string, language: string, line: LineEdges): Room {
  switch (language) {
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return javascriptRoom(text, language, line);
    case 'python':
      return pythonRoom(text, line);
    case 'yaml':
      return yamlRoom(text, line);
    case 'html':
    case 'vue':
    case 'svelte':
    case 'astro':
    case 'xml':
      return markupRoom(text, language, line, roomAt);
    case 'markdown':
      return markdownRoom(text, line, roomAt);
    case 'php':
      return phpRoom(text, line);
    default:
      return plainRoom(text, language, line);
  }
}
