import { languageOf } from './language.ts';
import { type LineMap, lineMap } from './lineMap.ts';

/** One text to look at. Immutable; everything derived from it is computed once, on first use. */
export interface Source {
  /** Path relative to the scanned root or workspace folder, with forward slashes. */
  readonly path: string;
  /** A VS Code language id, `plaintext` where unknown. */
  readonly language: string;
  readonly text: string;
  readonly lines: LineMap;
}

/**
 * Wraps a text for scanning.
 * @param path relative, forward slashes; decides the language where none is given, and which rules' globs apply
 * @param language a VS Code language id, as an editor sends it
 */
export function source(path: string, text: string, language?: string): Source {
  let lines: LineMap | undefined;
  return {
    path,
    language: language ?? languageOf(path),
    text,
    get lines() {
      lines ??= lineMap(text);
      return lines;
    },
  };
}
