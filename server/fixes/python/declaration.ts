import { textOf } from '../tokens.ts';
import { type Line, lineOf, statementEnd, statementStart } from './lines.ts';
import type { PyTokens } from './tokens.ts';

/** The name of the module's level whose whole value the tokens are: `NAME = …`, `NAME: str = …`; undefined: they are none. */
export function declarationOf(
  tokens: PyTokens,
  lines: readonly Line[],
  first: number,
  last: number,
): string | undefined {
  const line = lines[lineOf(lines, first)]!;
  const start = statementStart(tokens, lines, first);
  if (line.parent >= 0 || line.head || tokens.list[first]!.parent >= 0) return undefined;
  if (textOf(tokens, first - 1) !== '=' || statementEnd(tokens, lines, last) !== last) return undefined;
  const after = textOf(tokens, start + 1);
  const plain = tokens.list[start]!.kind === 'name' && (after === ':' || (after === '=' && start + 1 === first - 1));
  return plain ? textOf(tokens, start) : undefined;
}

/** Whether no other place of the file could give the name another meaning. */
export function isBoundOnce(tokens: PyTokens, lines: readonly Line[], name: string): boolean {
  const uses = tokens.list.flatMap(({ kind }, at) => (kind === 'name' && textOf(tokens, at) === name ? [at] : []));
  return uses.filter((at) => mayBind(tokens, lines, at)).length === 1;
}

function mayBind(tokens: PyTokens, lines: readonly Line[], at: number): boolean {
  const before = textOf(tokens, at - 1);
  if (before === '.') return false;
  if (/^(?:[-+*/%&|^]|\*\*|\/\/|<<|>>)?=$|^:=$|^:$/.test(textOf(tokens, at + 1))) return true;
  if (/^(?:for|as|import|global|nonlocal|def|class|lambda|del|\*)$/.test(before)) return true;
  const { parent } = tokens.list[at]!;
  const unpacked = parent < 0 && (before === ',' || textOf(tokens, at + 1) === ',');
  const { head, colon } = lines[lineOf(lines, at)]!;
  return unpacked || ((head === 'def' || head === 'for' || head === 'case') && at < colon);
}

/** Whether the file uses the word as the name of something of its own, and not only as a member. */
export function usesName(tokens: PyTokens, name: string): boolean {
  return tokens.list.some(
    ({ kind }, at) => kind === 'name' && textOf(tokens, at) === name && textOf(tokens, at - 1) !== '.',
  );
}
