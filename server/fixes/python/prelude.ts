import type { TextEdit } from '../fix.ts';
import { isBlankBelow, laidOut, textStyle } from '../textStyle.ts';
import { beginning, endOfLine } from '../tokens.ts';
import { importPlace } from './imported.ts';
import { isLookup } from './leading.ts';
import type { Line } from './lines.ts';
import type { PyTokens } from './tokens.ts';

/** What must stand before the rest of a module. */
export interface Prelude {
  /** An import that is missing, and the module that it imports. */
  readonly import?: { readonly statement: string; readonly module: string };
  /** The statement `NAME = …`. */
  readonly constant?: string;
  /** How a look-up begins: a constant goes right below another one. */
  readonly lookup: string;
}

/** The edits that put the prelude after the line `last`, or, where that is -1, at the beginning of the module. */
export function preludeEdits(tokens: PyTokens, lines: readonly Line[], last: number, prelude: Prelude): TextEdit[] {
  const { newline } = textStyle(tokens.text, '    ');
  const blank = newline + newline;
  const { import: missing, constant } = prelude;
  if (last < 0) {
    const block = [missing?.statement, constant].filter((part) => part !== undefined).join(blank);
    const at = beginning(tokens, pragma);
    return block ? [{ span: { start: at, end: at }, text: block + gapBefore(tokens, at, newline) }] : [];
  }
  const end = endOfLine(tokens, lines[last]!.last);
  const place = missing && (importPlace(tokens, lines, last, missing.module) ?? { at: end, above: false, apart: true });
  const imported =
    !missing || !place
      ? ''
      : place.above
        ? missing.statement + newline
        : (place.apart ? blank : newline) + missing.statement;
  const joins = isLookup(lineText(tokens, lines[last]!), prelude.lookup);
  const below = constant
    ? (joins && !(place?.at === end) ? newline : blank) + constant + gapBelow(tokens, end, newline)
    : '';
  if (!place) return insertion(end, below);
  if (place.at === end)
    return insertion(end, imported + (below || (place.apart ? gapBelow(tokens, end, newline) : '')));
  return [...insertion(place.at, imported), ...insertion(end, below)];
}

/** A check of ours as a statement that begins in the column where `at` stands. */
export function statementText(tokens: PyTokens, text: string, at: number): string {
  const style = textStyle(tokens.text, '    ');
  const line = Math.max(tokens.text.lastIndexOf('\n', at - 1), tokens.text.lastIndexOf('\r', at - 1)) + 1;
  return laidOut(text, 4, style).replaceAll(style.newline, style.newline + tokens.text.slice(line, at));
}

/** A string of the language, in the quotes that the file prefers. */
export function quoted(tokens: PyTokens, text: string): string {
  const count = (quote: string) =>
    tokens.list.filter(({ kind, end }) => kind === 'string' && tokens.text[end - 1] === quote).length;
  const quote = count("'") > count('"') ? "'" : '"';
  return quote + text + quote;
}

function insertion(at: number, text: string): TextEdit[] {
  return text ? [{ span: { start: at, end: at }, text }] : [];
}

function lineText(tokens: PyTokens, { first, last }: Line): string {
  return tokens.text.slice(tokens.list[first]!.start, tokens.list[last]!.end);
}

/** What divides new lines from the text that begins at `at`: functions and classes have two blank lines before them. */
function gapBefore({ text }: PyTokens, at: number, newline: string): string {
  return newline.repeat(/^(?:def|class|async|@)\b|^@/.test(text.slice(at)) ? 3 : 2);
}

/** What must be added below new lines that end at `at`, so that a blank line follows. */
function gapBelow({ text }: PyTokens, at: number, newline: string): string {
  const rest = text.slice(at);
  if (!/^(?:[\r\n]|$)/.test(rest)) return newline;
  return isBlankBelow(text, at) ? '' : newline;
}

const pragma = /^#!|coding[:=]|copyright|SPDX|licen[cs]e|(?:pylint|flake8|mypy|ruff|type|isort|pyright):/i;
