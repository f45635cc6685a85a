import { groupAround, itemsOf, type Row } from '../detectors/structure/expression.ts';
import { type Found, searchFor } from '../detectors/structure/find.ts';
import { statementAround } from '../detectors/structure/scope.ts';
import type { RewriteEdit, StructureRewrite, StructureSpec } from '../detectors/structure/spec.ts';
import { bodyOf, isKind, isToken, kinds, sliceOf, spanOf, type Tokens } from '../detectors/structure/tokens.ts';
import type { Rule } from '../engine/rule.ts';
import type { Fix, FixContext, TextEdit } from './fix.ts';
import { textStyle } from './textStyle.ts';

/**
 * The rewrites that a rule declares beside its patterns. The pattern is matched again, so that the edits are made for
 * the code as it is now; a rewrite whose metavariables did not take part is not offered.
 */
export function structureRewrite({ source, finding, rule, ways = [rule] }: FixContext): readonly Fix[] {
  for (const way of ways) {
    if (!isStructure(way) || !way.detect.rewrites.length) continue;
    // The same pattern may be known in another language, with a fix in the words of that one.
    if (way.languages && !way.languages.includes(source.language)) continue;
    const found = searchFor(way.detect)(source).find((one) => {
      const span = spanOf(one.tokens, one.reported);
      return span.start === finding.span.start && span.end === finding.span.end;
    });
    if (found) return way.detect.rewrites.flatMap((rewrite, number) => fixOf(rewrite, number, found));
  }
  return [];
}

function isStructure(rule: Rule): rule is Rule<StructureSpec> {
  return rule.detect.kind === 'structure';
}

function fixOf({ title, safe, edits }: StructureRewrite, number: number, found: Found): Fix[] {
  const planned = edits.map((edit) => editOf(edit, found));
  const sound = planned.filter((edit) => edit !== undefined).sort((a, b) => a.span.start - b.span.start);
  if (sound.length < planned.length || overlap(sound)) return [];
  return [{ id: `rewrite:${number}`, title, safe, plan: () => ({ edits: [{ edits: sound }] }) }];
}

function overlap(edits: readonly TextEdit[]): boolean {
  return edits.some(({ span }, i) => i > 0 && span.start < edits[i - 1]!.span.end);
}

/** Undefined where what it speaks of is not there. */
function editOf(edit: RewriteEdit, found: Found): TextEdit | undefined {
  const { tokens } = found;
  switch (edit.kind) {
    case 'replace': {
      const row = rowOf(edit.what, found);
      const text = filled(edit.with, found);
      return row && text !== undefined ? { span: spanOf(tokens, row), text } : undefined;
    }
    case 'remove': {
      const row = rowOf(edit.what, found);
      const span = row && (isItem(tokens, row) ? withComma(tokens, row) : wholeStatement(tokens, row));
      return span && { span, text: '' };
    }
    case 'set': {
      const row = rowOf(edit.in, found);
      const text = filled(edit.entry, found);
      return row && text !== undefined ? entrySet(tokens, row, text) : undefined;
    }
    case 'line':
      return lineAdded(edit, found);
  }
}

function rowOf(name: string, { captures, row }: Found): Row | undefined {
  return name === 'match' ? row : captures.get(name);
}

/** The template with the code of the metavariables; undefined where one of them stands for nothing. */
function filled(template: string, found: Found): string | undefined {
  let sound = true;
  const text = template.replace(/\$([A-Z][A-Z0-9_]*)/g, (whole, name: string) => {
    const row = rowOf(name, found);
    if (!row) {
      sound = false;
      return whole;
    }
    return sliceOf(found.tokens, row.from, row.to);
  });
  return sound ? text : undefined;
}

/** Whether it is an argument or entry: a comma stands beside it, or nothing else within the brackets. */
function isItem(tokens: Tokens, { from, to }: Row): boolean {
  if (isToken(tokens, from - 1, ',') || isToken(tokens, to, ',')) return true;
  return isKind(tokens, from - 1, kinds.open) && tokens.partner[from - 1] === to && !isLayout(tokens, from - 1);
}

/**
 * A statement, with its line where it has that to itself. Undefined where it is a part of one, or all that a block made
 * by indentation has: without it the program would mean something else.
 */
function wholeStatement(tokens: Tokens, row: Row): { start: number; end: number } | undefined {
  const statement = statementAround(tokens, row);
  if (statement.from !== row.from || statement.to > row.to) return undefined;
  const behind = isToken(tokens, row.to, ';') ? row.to + 1 : row.to;
  const group = groupAround(tokens, row.from);
  if (group.open >= 0 && isLayout(tokens, group.open) && group.from === row.from && group.to <= behind)
    return undefined;
  const { text } = tokens;
  const { start, end } = spanOf(tokens, { from: row.from, to: behind });
  const hasLine = tokens.first[row.from] && (behind >= tokens.count || tokens.first[behind]);
  if (!hasLine || /\S/.test(text.slice(end, lineEnd(text, end)))) {
    return { start, end: end + /^[ \t]*/.exec(text.slice(end, end + 80))![0].length };
  }
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: Math.min(lineEnd(text, end) + 1, text.length) };
}

function isLayout(tokens: Tokens, open: number): boolean {
  return tokens.start[open] === tokens.end[open];
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** An argument or entry with the comma that goes with it. */
function withComma(tokens: Tokens, row: Row): { start: number; end: number } {
  const { start, end } = spanOf(tokens, row);
  if (isToken(tokens, row.from - 1, ',')) return { start: tokens.start[row.from - 1]!, end };
  if (!isToken(tokens, row.to, ',')) return { start, end };
  return { start, end: row.to + 1 < tokens.count ? tokens.start[row.to + 1]! : tokens.end[row.to]! };
}

/** Sets an entry of an object, or a named argument: its value where it has one, else a new one at the end. */
function entrySet(tokens: Tokens, row: Row, entry: string): TextEdit | undefined {
  const items = entriesOf(tokens, row);
  if (!items) return undefined;
  const key = /^\W*([\w.-]+)/.exec(entry)?.[1]?.toLowerCase();
  const known = items.rows.find((item) => bodyOf(tokens, item.from).replace(/^:/, '').toLowerCase() === key);
  if (known && isKind(tokens, known.from + 1, kinds.sign)) return { span: spanOf(tokens, known), text: entry };
  const last = items.rows.at(-1);
  if (last) {
    const at = spanOf(tokens, last).end;
    const margin = tokens.first[last.from] ? `\n${indentOf(tokens.text, tokens.start[last.from]!)}` : ' ';
    return { span: { start: at, end: at }, text: `,${margin}${entry}` };
  }
  const at = items.at;
  return { span: { start: at, end: at }, text: items.spaced ? ` ${entry} ` : entry };
}

/** The entries of the last group in a row of tokens, or of the group that the row fills. */
function entriesOf(tokens: Tokens, row: Row): { rows: Row[]; at: number; spaced: boolean } | undefined {
  for (let i = row.to - 1; i >= row.from; i--) {
    const open = tokens.partner[i]!;
    if (tokens.kind[i] !== kinds.close || open < row.from) continue;
    const rows = itemsOf(tokens, { from: open + 1, to: i });
    return { rows, at: tokens.end[open]!, spaced: isToken(tokens, open, '{') };
  }
  const group = groupAround(tokens, row.from);
  if (group.open < 0 || group.from > row.from || group.to < row.to) return undefined;
  if (group.from !== row.from || group.to !== row.to) return undefined;
  return { rows: itemsOf(tokens, row), at: tokens.end[group.open]!, spaced: isToken(tokens, group.open, '{') };
}

function lineAdded({ place, text }: Extract<RewriteEdit, { kind: 'line' }>, found: Found): TextEdit | undefined {
  const { tokens, row } = found;
  const line = filled(text, found);
  if (line === undefined) return undefined;
  const statement = statementAround(tokens, row);
  const start = tokens.start[statement.from]!;
  const indent = indentOf(tokens.text, start);
  const { newline } = textStyle(tokens.text, '');
  const lines = line
    .trimEnd()
    .split('\n')
    .join(newline + indent);
  if (place === 'before') return { span: { start, end: start }, text: lines + newline + indent };
  const closed = isToken(tokens, statement.to, ';') ? statement.to + 1 : statement.to;
  const at = spanOf(tokens, { from: statement.from, to: closed }).end;
  return { span: { start: at, end: at }, text: newline + indent + lines };
}

/** The blanks at the start of the line on which an offset stands. */
function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))![0];
}
