import type { CommentStyle } from '../../engine/comment.ts';
import { lex } from '../javascript/lex.ts';
import type { JsTokens } from '../javascript/tokens.ts';
import type { LineEdges, Room } from './room.ts';

/** Where a comment can go in JavaScript or TypeScript; nowhere in a text that cannot be read. */
export function javascriptRoom(text: string, language: string, { start, end }: LineEdges): Room {
  const tokens = lex(text, language.startsWith('typescript'), language !== 'typescript');
  if (!tokens) return {};
  const above = styleAbove(tokens, start);
  const behind = styleBehind(tokens, end);
  return { ...(above ? { above } : {}), ...(behind ? { end: behind } : {}) };
}

const line: CommentStyle = { open: '//' };

/** Between the tags of an element a comment is an expression. */
const child: CommentStyle = { open: '{/*', close: '*/}' };

function styleAbove({ text, list }: JsTokens, start: number): CommentStyle | undefined {
  const around = list.find((token) => token.start < start && start <= token.end);
  if (around?.kind === 'jsxText') {
    // Text of several lines is joined by blanks, which a comment between the lines would take away.
    return text.slice(around.start, start).trim() === '' ? child : undefined;
  }
  return around && start < around.end ? undefined : line;
}

function styleBehind({ text, list }: JsTokens, end: number): Room['end'] {
  const around = list.find((token) => token.start <= end && end < token.end);
  if (around?.kind === 'jsxText') return text.slice(end, around.end).trim() === '' ? { ...child, gap: '' } : undefined;
  return around && around.start < end ? undefined : line;
}
