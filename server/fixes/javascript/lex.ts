import { braceKind, endsOperand, startsElement } from './grammar.ts';
import type { JsToken, JsTokenKind, JsTokens } from './tokens.ts';

/**
 * Splits JavaScript or TypeScript, JSX included, into tokens. Not a parser, but every bracket, template and element
 * must be closed and every character accounted for: undefined where they are not (a half-typed file), so that nobody
 * edits by a wrong reading.
 * @param typed whether the text is TypeScript
 * @param jsx whether `<` may begin an element
 */
export function lex(text: string, typed: boolean, jsx: boolean): JsTokens | undefined {
  const list: Writable<JsToken>[] = [];
  const comments: { start: number; end: number }[] = [];
  const tokens: JsTokens = { text, typed, list, comments };
  const frames: Frame[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;

  function add(kind: JsTokenKind, end: number, brace?: JsToken['brace']): void {
    list.push({ kind, start: at, end, parent: frames.at(-1)?.open ?? -1, pair: -1, ...(brace ? { brace } : {}) });
    at = end;
  }

  function open(inside: Frame['inside'], brace?: JsToken['brace']): void {
    add('open', at + 1, brace);
    frames.push({ open: list.length - 1, inside });
  }

  function close(end: number): void {
    const from = frames.pop()!.open;
    add('close', end);
    link(from, list.length - 1);
  }

  function link(from: number, to: number): void {
    list[from]!.pair = to;
    list[to]!.pair = from;
  }

  /** From a backtick or the `}` after a substitution; false where the template does not end. */
  function template(head?: number): boolean {
    const end = templateEnd(text, at + 1);
    if (end < 0) return false;
    add('template', end);
    const part = list.length - 1;
    if (text[end - 1] === '`') {
      if (head !== undefined) link(head, part);
    } else {
      if (head !== undefined) list[part]!.pair = head;
      frames.push({ open: part, inside: 'substitution', head: head ?? part });
    }
    return true;
  }

  /** The content of an element. */
  function child(): boolean {
    if (text.startsWith('</', at)) {
      const end = text.indexOf('>', at);
      if (end < 0) return false;
      close(end + 1);
    } else if (text[at] === '<') {
      open('tag');
    } else if (text[at] === '{') {
      open('code', 'jsx');
    } else {
      add('jsxText', at + match(/[^<{]+/y, text, at));
    }
    return true;
  }

  /** A part of an opening tag. */
  function attribute(frame: Frame): boolean {
    const name = match(/[\p{ID_Start}$_][\p{ID_Continue}$.:-]*/uy, text, at);
    const string = match(/"[^"]*"|'[^']*'/y, text, at);
    if (text.startsWith('/>', at)) close(at + 2);
    else if (text[at] === '>') {
      add('punctuation', at + 1);
      frame.inside = 'element';
    } else if (text[at] === '{') open('code', 'jsx');
    else if (text[at] === '=') add('punctuation', at + 1);
    else if (name) add('name', at + name);
    else if (string) add('jsxString', at + string);
    else return false;
    return true;
  }

  function code(frame: Frame | undefined): boolean {
    const unit = text[at]!;
    const parent = frame?.open ?? -1;
    if (unit === '`') return template();
    if (unit === '(' || unit === '[') open('code');
    else if (unit === '{') open('code', braceKind(tokens, parent));
    else if (unit === ')' || unit === ']' || unit === '}') {
      if (unit === '}' && frame?.inside === 'substitution') {
        frames.pop();
        return template(frame.head);
      }
      if (!frame || closers[text[list[frame.open]!.start]!] !== unit) return false;
      close(at + 1);
    } else if (unit === '<' && jsx && startsElement(tokens, at, parent)) open('tag');
    else if (unit === '"' || unit === "'") {
      const end = stringEnd(text, at);
      if (end < 0) return false;
      add('string', end);
    } else return word();
    return true;
  }

  function word(): boolean {
    const regex = text[at] === '/' && !endsOperand(tokens) ? match(regexLiteral, text, at) : 0;
    const name = match(/#?[\p{ID_Start}$_](?:[\p{ID_Continue}$\u200c\u200d])*/uy, text, at);
    const number = match(/\.?\d(?:[\w.]|(?<=[eE])[+-](?=\d))*/y, text, at);
    const length = regex || name || number || match(punctuators, text, at);
    add(regex ? 'regex' : name ? 'name' : number ? 'number' : 'punctuation', at + length);
    return length > 0;
  }

  if (text.startsWith('#!', at)) comment(lineEnd(text, at));

  function comment(end: number): void {
    comments.push({ start: at, end });
    at = end;
  }

  while (at < text.length) {
    const frame = frames.at(-1);
    if (frame?.inside === 'element') {
      if (!child()) return undefined;
      continue;
    }
    at += match(/[\s\uFEFF]+/y, text, at);
    if (at >= text.length) break;
    if (text.startsWith('//', at)) comment(lineEnd(text, at));
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return undefined;
      comment(end + 2);
    } else if (!(frame?.inside === 'tag' ? attribute(frame) : code(frame))) return undefined;
  }
  return frames.length ? undefined : tokens;
}

/** An opening token that is not closed yet, and by which rules its inside is read. */
interface Frame {
  readonly open: number;
  inside: 'code' | 'substitution' | 'tag' | 'element';
  /** Of a substitution: where its template begins. */
  readonly head?: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

const regexLiteral = /\/(?![*/])(?:[^/\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+\/[a-z]*/y;

// `>` is joined with `=` alone: in types, `>>` closes two lists of arguments.
const punctuators =
  /\.\.\.|=>|===|!==|==|!=|<<=|\*\*=|\?\?=|\|\|=|&&=|\?\?|\|\||&&|\?\.(?!\d)|\+\+|--|\*\*|<<|[-+*/%&|^<>]=|[-+*/%&|^<>=!~?:;,.@]/y;

/** The offset after the string that begins at `at`; -1: its line ends first. */
function stringEnd(text: string, at: number): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === quote) return i + 1;
    if (text[i] === '\n' || text[i] === '\r') return -1;
    if (text[i] === '\\' && text[++i] === '\r' && text[i + 1] === '\n') i++;
  }
  return -1;
}

/** The offset after the next backtick or `${`; -1: there is none. */
function templateEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '`') return i + 1;
    else if (text[i] === '$' && text[i + 1] === '{') return i + 2;
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[\r\n\u2028\u2029]/);
  return length < 0 ? text.length : from + length;
}

/** How many code units the sticky `pattern` takes at `at`; 0: it does not match there. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
