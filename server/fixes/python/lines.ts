import { textOf } from '../tokens.ts';
import type { PyTokens } from './tokens.ts';

/** A logical line of Python: it may span several lines of the text. */
export interface Line {
  /** Numbers of its first and last token, without the line's end. */
  readonly first: number;
  readonly last: number;
  /** Column of its first token; a tab goes to the next multiple of eight. */
  readonly indent: number;
  /** What it begins: `if`, `def`, `class` …; undefined for a plain statement. */
  readonly head: string | undefined;
  /** The number of the head's colon; -1: it has none. */
  readonly colon: number;
  /** The number of the line that heads the block it stands in; -1: the module. */
  readonly parent: number;
}

/** The logical lines of a text, in order. */
export function linesOf(tokens: PyTokens): Line[] {
  const lines: Line[] = [];
  const blocks: number[] = [];
  let first = 0;
  tokens.list.forEach(({ kind }, index) => {
    const ends = kind === 'newline' || index === tokens.list.length - 1;
    if (!ends) return;
    const last = kind === 'newline' ? index - 1 : index;
    const indent = indentOf(tokens, first);
    while (blocks.length && lines[blocks.at(-1)!]!.indent >= indent) blocks.pop();
    const word = textOf(tokens, first);
    const named = word === 'async' ? textOf(tokens, first + 1) : word;
    const colon = heads.has(named) ? colonOf(tokens, first, last) : -1;
    // `match` and `case` are words like others, unless a block follows.
    const isHead = colon >= 0 && (!/^(?:match|case)$/.test(named) || colon === last);
    lines.push({
      first,
      last,
      indent,
      head: isHead ? named : undefined,
      colon: isHead ? colon : -1,
      parent: blocks.at(-1) ?? -1,
    });
    if (isHead && colon === last) blocks.push(lines.length - 1);
    first = index + 1;
  });
  return lines;
}

const heads = new Set('if elif else for while try except finally with def class match case'.split(' '));

/** The number of the line that holds the token. */
export function lineOf(lines: readonly Line[], token: number): number {
  return lines.findIndex(({ last }) => token <= last);
}

/** The number of the last line of the block that the line heads, `else` and its kind included; the line itself where it heads none. */
export function blockEnd(lines: readonly Line[], line: number): number {
  const { indent } = lines[line]!;
  let end = line;
  for (let at = line + 1; at < lines.length; at++) {
    const { indent: own, head } = lines[at]!;
    const goesOn = own === indent && /^(?:elif|else|except|finally)$/.test(head ?? '');
    if (own <= indent && !goesOn) break;
    end = at;
  }
  return end;
}

/**
 * When the token is evaluated: `import`: when the module is loaded, in plain sight; `guarded`: then, but inside `try`,
 * `with` or a loop; `later`: when something is called.
 */
export function evaluated(tokens: PyTokens, lines: readonly Line[], token: number): 'import' | 'guarded' | 'later' {
  let at = lineOf(lines, token);
  for (let index = lines[at]!.first; index < token; index++) {
    if (textOf(tokens, index) === 'lambda' && tokens.list[index]!.kind === 'name') return 'later';
  }
  let guarded = false;
  for (let inside = token > lines[at]!.colon; at >= 0; at = lines[at]!.parent, inside = true) {
    const { head } = lines[at]!;
    if (!head || !inside) continue;
    if (head === 'def') return 'later';
    const plain =
      head === 'class' || head === 'if' || head === 'elif' || (head === 'else' && closes(lines, at) === 'if');
    if (!plain) guarded = true;
  }
  return guarded ? 'guarded' : 'import';
}

/** The word of the statement that an `else` belongs to. */
function closes(lines: readonly Line[], line: number): string | undefined {
  for (let at = line - 1; at >= 0; at--) {
    const { indent, head } = lines[at]!;
    if (indent === lines[line]!.indent && !/^(?:elif|else|except|finally)$/.test(head ?? '')) return head;
  }
  return undefined;
}

/** The number of the token with which the simple statement around the token begins: after a semicolon or a head's colon. */
export function statementStart(tokens: PyTokens, lines: readonly Line[], token: number): number {
  const { first, colon } = lines[lineOf(lines, token)]!;
  for (let at = token; at > first; at--) {
    const semicolon = textOf(tokens, at - 1) === ';' && tokens.list[at - 1]!.parent < 0;
    if (semicolon || at - 1 === colon) return at;
  }
  return first;
}

/** The number of the token with which it ends. */
export function statementEnd(tokens: PyTokens, lines: readonly Line[], token: number): number {
  const { last, colon } = lines[lineOf(lines, token)]!;
  for (let at = token; at < last; at++) {
    const semicolon = textOf(tokens, at + 1) === ';' && tokens.list[at + 1]!.parent < 0;
    if (semicolon || (at + 1 === colon && token < colon)) return at;
  }
  return last;
}

function colonOf(tokens: PyTokens, first: number, last: number): number {
  let lambdas = 0;
  for (let at = first; at <= last; at++) {
    if (tokens.list[at]!.parent >= 0) continue;
    const text = textOf(tokens, at);
    if (text === 'lambda') lambdas++;
    else if (text === ':' && --lambdas < 0) return at;
  }
  return -1;
}

function indentOf({ text, list }: PyTokens, token: number): number {
  const { start } = list[token]!;
  let from = start;
  while (from > 0 && !/[\r\n]/.test(text[from - 1]!)) from--;
  let column = 0;
  for (let at = from; at < start; at++) column = text[at] === '\t' ? column + 8 - (column % 8) : column + 1;
  return column;
}
