import type { PyToken, PyTokens } from './tokens.ts';

/**
 * Splits Python into tokens, formatted strings and what stands in their fields included. Not a parser, but every
 * bracket and string must be closed and every character accounted for: undefined where they are not (a half-typed
 * file), so that nobody edits by a wrong reading.
 */
export function lex(text: string): PyTokens | undefined {
  const list: Writable<PyToken>[] = [];
  const comments: { start: number; end: number }[] = [];
  const continued: number[] = [];
  const frames: Frame[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;

  function add(kind: PyToken['kind'], end: number): void {
    list.push({ kind, start: at, end, parent: frames.at(-1)?.open ?? -1, pair: -1 });
    at = end;
  }

  function link(from: number, to: number): void {
    list[from]!.pair = to;
    list[to]!.pair = from;
  }

  /** A string, or the first part of a formatted one; `opened` is the length of its prefix and quotes. */
  function string(opened: number): boolean {
    const { prefix, quote } = quoteOf(text.slice(at, at + opened));
    const raw = /r/i.test(prefix);
    if (/[ft]/i.test(prefix)) return formatted(at + opened, { quote, raw, head: undefined });
    const end = stringEnd(text, at + opened, quote);
    if (end < 0) return false;
    add('string', end);
    return true;
  }

  /** A part of a formatted string, up to its next field or its end. */
  function formatted(from: number, { quote, raw, head }: Formatted): boolean {
    const end = formattedEnd(text, from, quote, raw);
    if (end < 0) return false;
    add('fstring', end);
    const part = list.length - 1;
    if (text[end - 1] !== '{') {
      if (head !== undefined) link(head, part);
      return true;
    }
    if (head !== undefined) list[part]!.pair = head;
    frames.push({ open: part, inside: 'field', string: { quote, raw, head: head ?? part } });
    return true;
  }

  function close(frame: Frame | undefined): boolean {
    const unit = text[at]!;
    if (!frame) return false;
    if (frame.string) {
      if (unit !== '}') return false;
      frames.pop();
      return formatted(at + 1, frame.string);
    }
    if (closers[text[list[frame.open]!.start]!] !== unit) return false;
    frames.pop();
    add('close', at + 1);
    link(frame.open, list.length - 1);
    return true;
  }

  function open(): void {
    add('open', at + 1);
    frames.push({ open: list.length - 1, inside: 'code' });
  }

  function word(): boolean {
    const name = match(/[\p{ID_Start}_][\p{ID_Continue}]*/uy, text, at);
    const number = match(/\.?\d(?:[\w.]|(?<=[eE])[+-](?=\d))*/y, text, at);
    const length = name || number || match(punctuators, text, at);
    add(name ? 'name' : number ? 'number' : 'punctuation', at + length);
    return length > 0;
  }

  function token(frame: Frame | undefined): boolean {
    const unit = text[at]!;
    const opened = match(/(?:[rbuft]{1,2})?(?:"""|'''|"|')/iy, text, at);
    if (opened) return string(opened);
    if (frame?.inside === 'field' && unit === ':') {
      frame.inside = 'spec';
      add('punctuation', at + 1);
      return true;
    }
    if (unit === '(' || unit === '[' || unit === '{') open();
    else if (unit === ')' || unit === ']' || unit === '}') return close(frame);
    else return word();
    return true;
  }

  while (at < text.length) {
    const frame = frames.at(-1);
    if (frame?.inside === 'spec') {
      const length = match(/[^{}\r\n]+/y, text, at);
      if (length) add('spec', at + length);
      else if (text[at] === '{') open();
      else if (text[at] !== '}' || !close(frame)) return undefined;
      continue;
    }
    at += match(/[ \t\f\uFEFF]+/y, text, at);
    if (at >= text.length) break;
    const newline = match(/\r\n|\r|\n/y, text, at);
    const joined = match(/\\(?:\r\n|\r|\n)/y, text, at);
    if (newline) {
      const ends = frames.length === 0 && list.length > 0 && list.at(-1)!.kind !== 'newline';
      if (ends) add('newline', at + newline);
      else at += newline;
    } else if (joined) {
      at += joined;
      continued.push(at);
    } else if (text[at] === '#') {
      const end = at + match(/[^\r\n]*/y, text, at);
      comments.push({ start: at, end });
      at = end;
    } else if (!token(frame)) return undefined;
  }
  return frames.length ? undefined : { text, list, comments, continued };
}

/** The letters before a string's quotes, and the quotes. */
export function quoteOf(literal: string): { readonly prefix: string; readonly quote: string } {
  const [, prefix, quote] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? ['', '', ''];
  return { prefix: prefix!, quote: quote! };
}

/** An opening token that is not closed yet, and by which rules its inside is read. */
interface Frame {
  readonly open: number;
  inside: 'code' | 'field' | 'spec';
  /** Of a field: the string that it stands in. */
  readonly string?: Formatted;
}

interface Formatted {
  readonly quote: string;
  readonly raw: boolean;
  /** The number of its first part, once there is one. */
  readonly head: number | undefined;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

const punctuators = /\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|[-+*/%&|^@=!<>]=|\*\*|\/\/|<<|>>|[-+*/%&|^~<>=@:;,.!`]/y;

/** The offset after the string whose text begins at `from`; -1: it does not end, or not on its line. */
function stringEnd(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i += text.startsWith('\r\n', i + 1) ? 2 : 1;
    else if (text.startsWith(quote, i)) return i + quote.length;
    else if (quote.length === 1 && (text[i] === '\n' || text[i] === '\r')) return -1;
  }
  return -1;
}

/** The offset after the next `{` that opens a field, or after the closing quotes; -1: there is none. */
function formattedEnd(text: string, from: number, quote: string, raw: boolean): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') {
      // A brace after a backslash still opens a field, but for `\N{…}`.
      if (!raw && text.startsWith('N{', i + 1)) i = text.indexOf('}', i);
      else if (text[i + 1] !== '{' && text[i + 1] !== '}') i += text.startsWith('\r\n', i + 1) ? 2 : 1;
      if (i < 0) return -1;
    } else if (text.startsWith(quote, i)) return i + quote.length;
    else if (text.startsWith('{{', i) || text.startsWith('}}', i)) i++;
    else if (text[i] === '{') return i + 1;
    else if (quote.length === 1 && (text[i] === '\n' || text[i] === '\r')) return -1;
  }
  return -1;
}

/** How many code units the sticky `pattern` takes at `at`; 0: it does not match there. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
