import type { CommentStyle } from '../../engine/comment.ts';

/** Where a comment can go beside a line without changing what the text means. */
export interface Room {
  /** How it is written on a line of its own above; absent: it cannot stand there. */
  readonly above?: CommentStyle;
  /** How it is written at the end of the line; absent: it cannot stand there. */
  readonly end?: CommentStyle & {
    /** What divides it from the text before it; default: a blank. */
    readonly gap?: string;
  };
}

/** Offsets of a line: where it starts, and where it ends without its line break. */
export interface LineEdges {
  readonly start: number;
  readonly end: number;
}
