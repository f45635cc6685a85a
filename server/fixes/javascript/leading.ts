import { closing, lineBetween, next, textOf } from '../tokens.ts';
import type { JsTokens } from './tokens.ts';

/**
 * The number of the last token of the statements with which a program begins and that must stay in front of a look-up:
 * directives, imports, calls that read a `.env` file, earlier look-ups by `helper`. -1: there are none.
 * @param limit the number of a token that must come after them
 */
export function leadingEnd(tokens: JsTokens, limit: number, helper: string): number {
  let last = -1;
  for (let at = 0; at < tokens.list.length; ) {
    const end = leadingStatement(tokens, at, helper);
    if (end < 0 || end >= limit) break;
    last = textOf(tokens, end + 1) === ';' ? end + 1 : end;
    at = last + 1;
  }
  return last;
}

/** The last token of the statement that begins at `at`, without its semicolon; -1: it is not one of the kinds. */
function leadingStatement(tokens: JsTokens, at: number, helper: string): number {
  const text = textOf(tokens, at);
  const second = textOf(tokens, at + 1);
  if (tokens.list[at]!.kind === 'string') return endsStatement(tokens, at) ? at : -1;
  if (text === 'import' && second !== '(' && second !== '.') return moduleEnd(tokens, at);
  if (
    text === 'export' &&
    (second === '*' || second === '{' || (second === 'type' && textOf(tokens, at + 2) === '{'))
  ) {
    return textOf(tokens, closing(tokens, second === 'type' ? at + 2 : at + 1) + 1) === 'from' || second === '*'
      ? moduleEnd(tokens, at)
      : -1;
  }
  if (/^(?:const|let|var)$/.test(text)) return requireEnd(tokens, at, helper);
  const required = requireCall(tokens, at);
  if (required >= 0 && endsStatement(tokens, required)) return required;
  const loaded = environmentLoad(tokens, at);
  return loaded >= 0 && endsStatement(tokens, loaded) ? loaded : -1;
}

/** From `import` or `export` to the module's name and its attributes, or to the end of `import a = require('b')`. */
function moduleEnd(tokens: JsTokens, start: number): number {
  for (let at = start; at >= 0; at = next(tokens, closing(tokens, at))) {
    if (textOf(tokens, at) === ';') return -1;
    if (textOf(tokens, at) === '=') return requireCall(tokens, at + 1);
    if (tokens.list[at]!.kind === 'string') {
      const attributes = /^(?:with|assert)$/.test(textOf(tokens, at + 1)) && textOf(tokens, at + 2) === '{';
      return attributes ? closing(tokens, at + 2) : at;
    }
  }
  return -1;
}

/** `const a = require('a'), b = require('b').c`, and look-ups by the helper. */
function requireEnd(tokens: JsTokens, start: number, helper: string): number {
  for (let at = start; ; ) {
    do at = next(tokens, closing(tokens, at));
    while (at >= 0 && !/^[=;,]$/.test(textOf(tokens, at)));
    if (at < 0 || textOf(tokens, at) !== '=') return -1;
    const lookup = textOf(tokens, at + 1) === helper && textOf(tokens, at + 2) === '(';
    at = lookup ? closing(tokens, at + 2) : requireCall(tokens, at + 1);
    if (at < 0) return -1;
    while (textOf(tokens, at + 1) === '.' && tokens.list[at + 2]?.kind === 'name') at += 2;
    // `require('dotenv').config()` gives its result a name.
    if (textOf(tokens, at) === 'config' && textOf(tokens, at + 1) === '(') at = closing(tokens, at + 1);
    if (textOf(tokens, at + 1) === ',') at++;
    else return endsStatement(tokens, at) ? at : -1;
  }
}

/** The last token of `require('a')`; -1: no such call. */
function requireCall(tokens: JsTokens, at: number): number {
  const call = textOf(tokens, at) === 'require' && textOf(tokens, at + 1) === '(';
  return call && tokens.list[at + 2]?.kind === 'string' && textOf(tokens, at + 3) === ')' ? at + 3 : -1;
}

/** The last token of a call that reads a `.env` file into the environment; -1: no such call. */
function environmentLoad(tokens: JsTokens, at: number): number {
  const required = requireCall(tokens, at);
  const head = required < 0 ? textOf(tokens, at) : 'dotenv';
  const method = required < 0 ? at + 2 : required + 2;
  const paren = method + 1;
  if (required >= 0 && !/dotenv/.test(textOf(tokens, at + 2))) return -1;
  const called = (name: RegExp, open: number) => name.test(textOf(tokens, open - 1)) && textOf(tokens, open) === '(';
  if (/^dotenv\w*$/i.test(head) && textOf(tokens, method - 1) === '.' && called(/^(?:config|expand)$/, paren)) {
    return closing(tokens, paren);
  }
  if (head === 'process' && called(/^loadEnvFile$/, at + 3)) return closing(tokens, at + 3);
  if (textOf(tokens, at - 1) === '.' || !called(/^(?:loadEnvFile|config|configDotenv)$/, at + 1)) return -1;
  const known = head === 'loadEnvFile' || /['"]dotenv['"]/.test(tokens.text);
  return known ? closing(tokens, at + 1) : -1;
}

/** Where the program reads its `.env` file. */
export interface EnvironmentLoads {
  /** The last token of the last statement of the top level that does so before `limit`; -1: none. */
  readonly end: number;
  /** Whether one does so after `limit`, or inside a function, where nobody knows when. */
  readonly late: boolean;
}

/** Looks for calls that read a `.env` file, before and after the token `limit`. */
export function environmentLoads(tokens: JsTokens, limit: number): EnvironmentLoads {
  let end = -1;
  let late = false;
  tokens.list.forEach((token, at) => {
    if (token.kind !== 'name' || environmentLoad(tokens, at) < 0) return;
    const statement = topLevelEnd(tokens, at);
    if (statement < 0 || statement >= limit) late = true;
    else end = Math.max(end, statement);
  });
  return { end, late };
}

/** The last token of the top level's statement around a call; -1 where a function delays it. */
function topLevelEnd(tokens: JsTokens, at: number): number {
  let top = at;
  for (let parent = tokens.list[at]!.parent; parent >= 0; parent = tokens.list[parent]!.parent) {
    if (tokens.list[parent]!.brace && !isCondition(tokens, parent)) return -1;
    top = parent;
  }
  let end = closing(tokens, top === at ? environmentLoad(tokens, at) : top);
  for (let after = next(tokens, end); after >= 0 && !endsStatement(tokens, end); after = next(tokens, end)) {
    end = closing(tokens, after);
  }
  return textOf(tokens, end + 1) === ';' ? end + 1 : end;
}

/** Whether the block is run at once, if at all: that of `if`, `else` or `try`. */
function isCondition(tokens: JsTokens, brace: number): boolean {
  if (/^(?:else|try)$/.test(textOf(tokens, brace - 1))) return true;
  const head = tokens.list[brace - 1];
  return textOf(tokens, brace - 1) === ')' && textOf(tokens, head!.pair - 1) === 'if';
}

/** Whether the statement can end after the token. */
export function endsStatement(tokens: JsTokens, last: number): boolean {
  const after = last + 1;
  const token = tokens.list[after];
  if (!token || textOf(tokens, after) === ';') return true;
  if (token.parent !== tokens.list[last]!.parent) return token.kind === 'close';
  const goesOn = /^(?:in|instanceof|as|satisfies|else|catch|finally)$/.test(textOf(tokens, after));
  const begins = token.kind === 'name' || token.kind === 'string' || textOf(tokens, after) === '@';
  return begins && lineBetween(tokens, last, after) && !goesOn;
}
