import { closing, textOf } from '../tokens.ts';
import { blockEnd, evaluated, type Line, lineOf } from './lines.ts';
import type { PyTokens } from './tokens.ts';

/**
 * The number of the last of the lines with which a module begins and that must stay in front of a look-up: its
 * docstring, imports (also inside `try` and `if TYPE_CHECKING`), changes of `sys.path`, calls that read a `.env` file,
 * constants whose value begins as `lookup` does. -1: there are none.
 * @param limit the number of a line that must come after them
 */
export function leadingEnd(tokens: PyTokens, lines: readonly Line[], limit: number, lookup: string): number {
  let last = -1;
  for (let at = 0; at < lines.length; at = last + 1) {
    const end = blockEnd(lines, at);
    if (end >= limit || !isLeading(tokens, lines, at, lookup)) break;
    last = end;
  }
  return last;
}

function isLeading(tokens: PyTokens, lines: readonly Line[], at: number, lookup: string): boolean {
  const line = lines[at]!;
  const text = tokens.text.slice(tokens.list[line.first]!.start, tokens.list[line.last]!.end);
  if (isImport(tokens, line) || (at === 0 && tokens.list[line.first]!.kind === 'string' && line.first === line.last))
    return true;
  if (/^(?:if\s+(?:typing\.)?TYPE_CHECKING\s*:|sys\.path\.(?:insert|append)\()/.test(text)) return true;
  if (line.head === 'try' && at + 1 < lines.length) return isImport(tokens, lines[at + 1]!);
  if (isLookup(text, lookup)) return true;
  return loadAt(tokens, line.first) >= 0;
}

/** Whether a line is a constant with a look-up's value. */
export function isLookup(line: string, lookup: string): boolean {
  return new RegExp(`^\\w+ = ${lookup.replace(/[^\w\s]/g, '\\$&')}`).test(line);
}

/** Whether the line is an import. */
export function isImport(tokens: PyTokens, { first }: Line): boolean {
  return /^(?:import|from)$/.test(textOf(tokens, first));
}

/** Where the program reads its `.env` file. */
export interface EnvironmentLoads {
  /** The last line of the last block of the module that does so before `limit`; -1: none. */
  readonly end: number;
  /** Whether one does so after `limit`, or inside a function, where nobody knows when. */
  readonly late: boolean;
}

/** Looks for calls that read a `.env` file, before and after the token `limit`. */
export function environmentLoads(tokens: PyTokens, lines: readonly Line[], limit: number): EnvironmentLoads {
  let end = -1;
  let late = false;
  tokens.list.forEach(({ kind }, at) => {
    if (kind !== 'name' || loadAt(tokens, at) < 0 || /^(?:def|import)$/.test(textOf(tokens, at - 1))) return;
    if (at > limit || evaluated(tokens, lines, at) === 'later') {
      late = true;
      return;
    }
    let line = lineOf(lines, at);
    while (lines[line]!.parent >= 0) line = lines[line]!.parent;
    const last = blockEnd(lines, line);
    if (last >= lineOf(lines, limit)) late = true;
    else end = Math.max(end, last);
  });
  return { end, late };
}

/** The last token of a call that reads a `.env` file and whose dotted name begins at the token; -1: no such call. */
function loadAt(tokens: PyTokens, at: number): number {
  if (textOf(tokens, at - 1) === '.') return -1;
  let name = at;
  while (textOf(tokens, name + 1) === '.' && tokens.list[name + 2]?.kind === 'name') name += 2;
  const loads =
    /^(?:load_dotenv|read_env|read_envfile)$/.test(textOf(tokens, name)) && textOf(tokens, name + 1) === '(';
  return loads ? closing(tokens, name + 1) : -1;
}
