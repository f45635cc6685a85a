import { hasBlankLine } from '../textStyle.ts';
import { endOfLine, textOf } from '../tokens.ts';
import { isImport } from './leading.ts';
import { type Line, lineOf } from './lines.ts';
import type { PyTokens } from './tokens.ts';

/** How a program gets at a member of a module. */
export interface Imported {
  /** The expression: `os.environ`, or `environ`. */
  readonly expression: string;
  /** The statement that is missing. */
  readonly statement?: string;
}

/**
 * How the module's member is written where an import of the module's top level reaches it, or which import is missing.
 * @param limit the number of the line that needs it
 */
export function importedAt(
  tokens: PyTokens,
  lines: readonly Line[],
  { module, member }: { readonly module: string; readonly member: string },
  limit: number,
): Imported {
  const reached = lines.filter((line, at) => at < limit && line.parent < 0 && isImport(tokens, line));
  for (const { first, last } of reached) {
    const line = tokens.list
      .slice(first, last + 1)
      .map((_, offset) => textOf(tokens, first + offset))
      .join(' ');
    const found = line.startsWith('import ') ? moduleName(line, module) : memberName(line, module, member);
    if (found) return { expression: line.startsWith('import ') ? `${found}.${member}` : found };
  }
  if (!bindsOtherwise(tokens, lines, module, module))
    return { expression: `${module}.${member}`, statement: `import ${module}` };
  if (!bindsOtherwise(tokens, lines, member, module))
    return { expression: member, statement: `from ${module} import ${member}` };
  return { expression: `_${module}.${member}`, statement: `import ${module} as _${module}` };
}

/** `import a, os`, `import os as o`, `import os.path`. */
function moduleName(line: string, module: string): string | undefined {
  for (const part of line.slice('import '.length).split(' , ')) {
    const [name, , alias] = part.split(/ (as) /);
    if (name === module) return alias ?? module;
    if (name!.startsWith(`${module} .`) && !alias) return module;
  }
  return undefined;
}

/** `from os import environ as e`. */
function memberName(line: string, module: string, member: string): string | undefined {
  const names = line.startsWith(`from ${module} import `) ? line.slice(`from ${module} import `.length) : '';
  for (const part of names.replace(/[()]/g, '').trim().split(/ *, */)) {
    const [name, , alias] = part.split(/ (as) /);
    if (name === member) return alias ?? member;
  }
  return undefined;
}

/** Whether something else than an import of the module may have that name. */
function bindsOtherwise(tokens: PyTokens, lines: readonly Line[], name: string, module: string): boolean {
  return tokens.list.some(({ kind }, at) => {
    const before = textOf(tokens, at - 1);
    if (kind !== 'name' || textOf(tokens, at) !== name || before === '.') return false;
    const line = lines[lineOf(lines, at)]!;
    if (isImport(tokens, line)) {
      const own = textOf(tokens, line.first) === 'import' || textOf(tokens, line.first + 1) === module;
      return before === 'as' || (before !== 'from' && !own);
    }
    return /^(?:=|:=|:|in|,)$/.test(textOf(tokens, at + 1)) || /^(?:for|as|def|class|global)$/.test(before);
  });
}

/** Where a missing import goes in, and what stands around it. */
export interface ImportPlace {
  readonly at: number;
  /** Whether the place is the beginning of a line, and not the end of one. */
  readonly above: boolean;
  /** Whether a blank line must stand between it and its neighbour. */
  readonly apart: boolean;
}

/**
 * The place among the imports of the leading lines; undefined: there are none.
 * @param last the number of the last leading line
 */
export function importPlace(
  tokens: PyTokens,
  lines: readonly Line[],
  last: number,
  module: string,
): ImportPlace | undefined {
  const leading = lines.slice(0, last + 1).filter((line) => line.parent < 0 && isImport(tokens, line));
  const future = leading.filter(({ first }) => textOf(tokens, first + 1) === '__future__');
  const others = leading.filter((line) => !future.includes(line));
  const group = others.slice(0, groupLength(tokens, others));
  const smaller = group.findLast(
    ({ first }) => textOf(tokens, first) === 'import' && textOf(tokens, first + 1) < module,
  );
  if (smaller) return { at: endOfLine(tokens, smaller.last), above: false, apart: false };
  if (group[0]) return { at: tokens.list[group[0].first]!.start, above: true, apart: false };
  const after = future.at(-1);
  return after && { at: endOfLine(tokens, after.last), above: false, apart: true };
}

/** How many of the imports stand together, without a blank line between them. */
function groupLength(tokens: PyTokens, imports: readonly Line[]): number {
  const gap = imports.findIndex((line, at) => {
    const before = imports[at - 1];
    return before && hasBlankLine(tokens.text.slice(tokens.list[before.last]!.end, tokens.list[line.first]!.start));
  });
  return gap < 0 ? imports.length : gap;
}
