import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Span } from '../../../engine/span.ts';

/** A word of a command, without its quotes. */
export interface Word {
  readonly text: string;
  /** With its quotes. */
  readonly span: Span;
}

/**
 * The simple commands on the lines with hits, in shell scripts, the RUN instructions of Dockerfiles and the steps of
 * pipelines. A command is what stands between `&&`, `||`, `;`, `|`, brackets and line ends; a line that ends with a
 * backslash goes on with the next one. Quotes are understood, what is nested in `$(…)` is part of its word.
 */
export function commandsNear({ text, language }: Source, hits: KeywordHits): (readonly Word[])[] {
  const commands: (readonly Word[])[] = [];
  let done = 0;
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = hits.ends[i]!;
    if (hit <= done) continue;
    const line = logicalLine(text, hit, done);
    done = line.end;
    if (line.end - line.start > longest) continue;
    const start = line.start + prefixOf(text.slice(line.start, Math.min(line.end, line.start + 200)), language);
    for (const command of text[start] === '['
      ? [execForm(text, start, line.end)]
      : shellCommands(text, start, line.end)) {
      if (command.length) commands.push(command);
    }
  }
  return commands;
}

/** Beyond that nobody wrote it by hand. */
const longest = 20_000;

/** The line around an offset, with the lines before and after that a backslash joins to it. */
function logicalLine(text: string, at: number, least: number): Span {
  let start = lineStart(text, at - 1);
  while (start > least && isContinued(text, start - 1)) start = Math.max(least, lineStart(text, start - 2));
  let end = lineEnd(text, at - 1);
  while (end < text.length && (isContinued(text, end) || isCommentLine(text, start, end))) end = lineEnd(text, end + 1);
  return { start, end };
}

function lineStart(text: string, at: number): number {
  return at < 0 ? 0 : text.lastIndexOf('\n', at) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Whether the line whose break is at `newline` ends with a backslash. */
function isContinued(text: string, newline: number): boolean {
  const last = text[newline - 1] === '\r' ? newline - 2 : newline - 1;
  return text[last] === '\\';
}

/** Whether the last line is a comment inside of a longer one, which a Dockerfile may have. */
function isCommentLine(text: string, start: number, end: number): boolean {
  const last = lineStart(text, end - 1);
  return last > start && /^[ \t]*#/.test(text.slice(last, Math.min(end, last + 40)));
}

/** How much of a line stands before its command: an instruction, a list mark, a key. */
function prefixOf(line: string, language: string): number {
  const prefix = language === 'dockerfile' ? runInstruction : language === 'yaml' ? step : /^[ \t]*/;
  return prefix.exec(line)![0].length;
}

const runInstruction = /^[ \t]*(?:ONBUILD[ \t]+)?(?:RUN[ \t]+(?:--[a-z]+=\S+[ \t]+)*)?/i;
const step = /^[ \t]*(?:- +)?(?:[\w-]{1,40}: *)?(?:- +)?/;

/** `["apt-get", "install", "python"]` */
function execForm(text: string, start: number, end: number): Word[] {
  const words: Word[] = [];
  for (const match of text.slice(start, end).matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
    const at = start + match.index;
    words.push({ text: match[1]!, span: { start: at, end: at + match[0].length } });
  }
  return words;
}

function shellCommands(text: string, start: number, end: number): Word[][] {
  const commands: Word[][] = [];
  let words: Word[] = [];
  let at = start;
  while (at < end) {
    const unit = text[at]!;
    if (unit === ' ' || unit === '\t' || unit === '\r') at++;
    else if (unit === '\\' && isBreak(text, at + 1)) at = lineEnd(text, at) + 1;
    else if (unit === '#') at = lineEnd(text, at) + (startsLine(text, at) ? 1 : 0);
    else if (';&|(){}\n`'.includes(unit)) {
      commands.push(words);
      words = [];
      at++;
    } else {
      const word = wordAt(text, at, end);
      at = word.span.end;
      // A file that output goes to is no argument.
      if (/^\d?[<>]/.test(text.slice(word.span.start, word.span.start + 2))) {
        if (/^\d?[<>]+$/.test(word.text)) while (text[at] === ' ') at++;
        if (/^\d?[<>]+$/.test(word.text)) at = wordAt(text, at, end).span.end;
      } else words.push(word);
    }
  }
  commands.push(words);
  return commands;
}

/** Whether only blanks stand before it on its line: such a comment is no part of the command that goes on below it. */
function startsLine(text: string, at: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, at - 1), at));
}

function isBreak(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

/** The word at an offset; at least one code unit. */
function wordAt(text: string, start: number, end: number): Word {
  let out = '';
  let at = start;
  while (at < end) {
    const unit = text[at]!;
    if (unit === "'" || unit === '"') {
      const close = closing(text, at, end);
      out += text.slice(at + 1, close);
      at = close + 1;
    } else if (unit === '\\') {
      if (isBreak(text, at + 1)) break;
      out += text[at + 1] ?? '';
      at += 2;
    } else if (unit === '$' && (text[at + 1] === '(' || text[at + 1] === '{')) {
      const close = bracketEnd(text, at + 1, end);
      out += text.slice(at, close);
      at = close;
    } else if (' \t\r\n;|()`'.includes(unit) || (unit === '&' && text[at - 1] !== '>')) break;
    else {
      out += unit;
      at++;
    }
  }
  const stop = Math.min(Math.max(at, start + 1), end);
  return { text: out, span: { start, end: stop } };
}

function closing(text: string, open: number, end: number): number {
  for (let at = open + 1; at < end; at++) {
    if (text[at] === '\\' && text[open] === '"') at++;
    else if (text[at] === text[open]) return at;
  }
  return end;
}

/** After the bracket that closes the one at `open`. */
function bracketEnd(text: string, open: number, end: number): number {
  const [opening, close] = text[open] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (text[at] === opening) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return end;
}
