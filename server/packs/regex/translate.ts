import { type AST, RegExpParser, RegExpSyntaxError, visitRegExpAST } from '@eslint-community/regexpp';
import { parse } from 'oniguruma-parser/parser';
import { RE2JS, RE2JSException } from 're2js';
import { toOniguruma } from './re2Syntax.ts';
import { type JavaScriptRegex, toJavaScript } from './toJavaScript.ts';

/** A regular expression, read. */
export type Translation =
  | {
      /** It is RE2 syntax, so the linear-time engine can run it. */
      readonly dialect: 're2';
      /** How many groups capture. */
      readonly groups: number;
      /** The same in JavaScript; absent where JavaScript cannot say exactly the same. */
      readonly js?: JavaScriptRegex;
    }
  | {
      /** It is JavaScript syntax that RE2 does not have: look-around, back references. */
      readonly dialect: 'js';
      readonly groups: number;
      readonly js: JavaScriptRegex;
    };

/**
 * Reads a regular expression in RE2 syntax or, where it is none, in JavaScript syntax.
 *
 * What both can read has RE2's meaning: `\s` is `[\t\n\f\r ]`, `.` everything but `\n`, `$` the end of the text. As
 * JavaScript it is read without flags; a leading `(?i)`, `(?m)` or `(?s)` sets that flag.
 * @throws RegExpSyntaxError with a message for people where it is neither
 */
export function translate(source: string): Translation {
  const excess = tooMuch(source);
  if (excess) throw new RegExpSyntaxError(excess, 0);
  const re2 = asRe2(source);
  if (typeof re2 !== 'string') return re2;
  const js = asJavaScript(source);
  if (typeof js !== 'string') return js;
  throw new RegExpSyntaxError(`Neither RE2 syntax (${re2}) nor JavaScript's (${js}).`, 0);
}

/** What no person writes by hand would keep the parsers busy, or exhaust their stacks. */
function tooMuch(source: string): string | undefined {
  if (source.length > longest) return `Longer than ${longest} characters: split it.`;
  let depth = 0;
  let deepest = 0;
  // Brackets that are escaped or in a class count as well, which only matters to what nobody writes.
  for (const [bracket] of source.matchAll(/[()]/g)) {
    depth = Math.max(0, depth + (bracket === '(' ? 1 : -1));
    deepest = Math.max(deepest, depth);
  }
  return deepest > deepestAllowed ? `Groups in more than ${deepestAllowed} groups: simplify it.` : undefined;
}

const longest = 4_000;
const deepestAllowed = 200;

/** The linear-time engine's work for each character of a text; ten times what known rules need. */
const largest = 10_000;

/** The translation, or why it is not RE2 syntax. */
function asRe2(source: string): Translation | string {
  try {
    const compiled = RE2JS.compile(source);
    const size = compiled.programSize();
    if (size > largest)
      throw new RegExpSyntaxError(
        `Its repetitions come to ${size} steps, at most ${largest} may be: bound them lower.`,
        0,
      );
    const groups = compiled.groupCount();
    const js = fromRe2(source);
    return { dialect: 're2', groups, ...(js ? { js } : {}) };
  } catch (error) {
    if (error instanceof RE2JSException) return error.message.replace(/^error parsing regexp: /, '');
    throw error;
  }
}

function fromRe2(source: string): JavaScriptRegex | undefined {
  try {
    // Which property names there are, RE2 has checked.
    const same = toOniguruma(source);
    return same === undefined ? undefined : toJavaScript(parse(same, { skipPropertyNameValidation: true }));
  } catch (error) {
    // Oniguruma refuses a few things that RE2 takes, such as a quantified `^`. The linear-time engine takes them.
    if (error instanceof Error && !(error instanceof RangeError)) return undefined;
    throw error;
  }
}

/** The translation, or why it is not JavaScript syntax. */
function asJavaScript(source: string): Translation | string {
  const [, flags = '', body = source] = /^\(\?([ims]+)\)([\s\S]*)$/.exec(source) ?? [];
  const pattern = parseJavaScript(body);
  if (typeof pattern === 'string') return pattern;
  let groups = 0;
  visitRegExpAST(pattern, { onCapturingGroupEnter: () => groups++ });
  return { dialect: 'js', groups, js: { source: body, flags: [...new Set(flags)].sort().join('') } };
}

/** What is wrong with a JavaScript regular expression without flags, or undefined. */
export function complaintOfJavaScript(source: string): string | undefined {
  const pattern = parseJavaScript(source);
  return typeof pattern === 'string' ? pattern : undefined;
}

/** The pattern, or why it is none. Takes what JavaScript engines since ES2018 take. */
function parseJavaScript(source: string): AST.Pattern | string {
  try {
    const pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source);
    return unknownEscape(pattern) ?? pattern;
  } catch (error) {
    if (error instanceof RegExpSyntaxError) return error.message.replace(/^Invalid regular expression: [\s\S]*: /, '');
    throw error;
  }
}

/** `\Z` is a plain Z in JavaScript. Nobody means that. */
function unknownEscape(pattern: AST.Pattern): string | undefined {
  let found: string | undefined;
  visitRegExpAST(pattern, {
    onCharacterEnter({ raw }) {
      if (/^\\[A-Za-z]$/.test(raw) && !/^\\[bfnrtv]$/.test(raw)) found ??= `unknown escape ${raw}`;
    },
  });
  return found;
}
