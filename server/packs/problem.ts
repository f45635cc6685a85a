import type { Position } from '../engine/lineMap.ts';

/** A stretch of a file by its ends: 0-based lines, `character` in UTF-16 code units, `end` exclusive. */
export interface TextRange {
  readonly start: Position;
  readonly end: Position;
}

/** Something wrong in a rule file or a `handrail.yaml`: where it stands, and what to do about it. */
export interface Problem {
  /** The file, as it was named to whoever found the problem; absolute where files were read. */
  readonly path: string;
  readonly range: TextRange;
  /** `error`: the part does not work. `warning`: it works, but hardly as meant. */
  readonly severity: 'error' | 'warning';
  /** One line that also says what to do. */
  readonly message: string;
}

/** Where a problem of a whole file is shown. */
export const fileStart: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
