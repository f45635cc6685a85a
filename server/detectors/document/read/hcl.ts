import type { Span } from '../../../engine/span.ts';
import {
  type Call,
  type DocumentNode,
  deepest,
  type Entry,
  expressionNode,
  type MapNode,
  nothingAt,
  type ScalarNode,
  stringNode,
} from '../node.ts';

/**
 * Reads HCL (github.com/hashicorp/hcl, `hclsyntax/spec.md`), the language of Terraform, as the tree that the same text in
 * Terraform's JSON has: a block `resource "aws_s3_bucket" "logs" { … }` is the entry `resource`, in it `aws_s3_bucket`, in
 * it `logs` with the map of its body. Blocks of one name are entries of one name, and `dynamic "x" { content { … } }` is
 * the block `x` that it makes. Nothing is evaluated: what is no
 * literal stays as its text, of a call the arguments are read.
 *
 * Never throws, and is linear in the text: of a text that somebody is typing it reads everything that is complete. A
 * block at the beginning of a line ends whatever is not closed above it.
 */
export function readHcl(text: string): MapNode {
  return new HclReader(text).document();
}

const newline = 10;
const doubleQuote = 34;
const hash = 35;
const openParen = 40;
const closeParen = 41;
const star = 42;
const comma = 44;
const slash = 47;
const colon = 58;
const less = 60;
const equals = 61;
const greater = 62;
const question = 63;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

class HclReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): MapNode {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
    const start = this.#at;
    const entries: Entry[] = [];
    while (this.#at < this.#text.length) {
      this.#body(entries);
      // A bracket that closes nothing.
      this.#at++;
    }
    return { kind: 'map', span: { start, end: this.#text.length }, entries };
  }

  /** Reads attributes and blocks up to a closing brace, or to the end of the text. */
  #body(entries: Entry[]): void {
    for (;;) {
      const code = this.#skip(true);
      if (code < 0 || code === closeBrace || this.#isNextBlock()) return;
      const before = this.#at;
      if (isNameStart(code) || code === doubleQuote) {
        const entry = this.#entry();
        if (entry) entries.push(entry);
      }
      if (this.#at === before) this.#at++;
    }
  }

  /** Goes to the next character that means something, in this line or, with `lines`, anywhere; -1 where there is none. */
  #skip(lines: boolean): number {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === newline) {
        if (!lines) return -1;
        this.#at++;
      } else if (code <= 32) this.#at++;
      else if (code === hash || (code === slash && text.charCodeAt(this.#at + 1) === slash)) this.#toLineEnd();
      else if (code === slash && text.charCodeAt(this.#at + 1) === star) {
        const end = text.indexOf('*/', this.#at + 2);
        this.#at = end < 0 ? text.length : end + 2;
      } else return Number.isNaN(code) ? -1 : code;
    }
  }

  #toLineEnd(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  /** Whether a block of a Terraform file begins here although others around are not closed. */
  #isNextBlock(): boolean {
    if (this.#depth === 0 || (this.#at > 0 && this.#text.charCodeAt(this.#at - 1) !== newline)) return false;
    header.lastIndex = this.#at;
    return header.test(this.#text);
  }

  #nameEnd(from: number): number {
    let end = from;
    while (isNamePart(this.#text.charCodeAt(end))) end++;
    return end;
  }

  /** An attribute or a block; undefined for a line that is neither yet. */
  #entry(): Entry | undefined {
    const key = this.#name();
    const code = this.#skip(false);
    if ((code === equals && this.#text.charCodeAt(this.#at + 1) !== equals) || code === colon) {
      this.#at++;
      return { ...key, value: this.#valueAfter() };
    }
    const labels: Pick<Entry, 'key' | 'keySpan'>[] = [];
    for (let next = code; next === doubleQuote || isNameStart(next); next = this.#skip(false)) {
      labels.push(this.#name());
    }
    if (this.#text.charCodeAt(this.#at) !== openBrace) {
      this.#toLineEnd();
      return undefined;
    }
    const body = this.#block();
    const [label] = labels;
    if (key.key === 'dynamic' && label) return { ...label, value: contentOf(body) };
    let value: DocumentNode = body;
    for (const label of labels.toReversed()) {
      const span: Span = { start: label.keySpan.start, end: value.span.end };
      value = { kind: 'map', span, entries: [{ ...label, value }] };
    }
    return { ...key, value };
  }

  /** A name, bare or in quotes. */
  #name(): Pick<Entry, 'key' | 'keySpan'> {
    const start = this.#at;
    if (this.#text.charCodeAt(start) === doubleQuote) {
      const { value, span } = this.#string();
      const closed = this.#text.charCodeAt(span.end - 1) === doubleQuote && span.end > span.start + 1;
      return { key: String(value), keySpan: { start: start + 1, end: closed ? span.end - 1 : span.end } };
    }
    this.#at = this.#nameEnd(start);
    return { key: this.#text.slice(start, this.#at), keySpan: { start, end: this.#at } };
  }

  #valueAfter(): DocumentNode {
    const place = this.#at;
    return this.#skip(false) < 0 ? nothingAt(place) : this.#expression();
  }

  #block(): MapNode {
    const start = this.#at++;
    const entries: Entry[] = [];
    if (this.#depth >= deepest) this.#balanced();
    else {
      this.#depth++;
      this.#body(entries);
      this.#depth--;
    }
    if (this.#text.charCodeAt(this.#at) === closeBrace && !this.#isNextBlock()) this.#at++;
    return { kind: 'map', span: { start, end: this.#at }, entries };
  }

  /** The expression at `#at`, where something stands. Always goes on. */
  #expression(): DocumentNode {
    const start = this.#at;
    const node = this.#operand();
    const end = this.#at;
    // A bracket that is not closed stopped where the next attribute or block begins.
    const open = node.kind !== 'scalar' || node.call;
    if (open && !isClosing(this.#text.charCodeAt(end - 1))) return node;
    const next = this.#skip(false);
    if (isEnd(next) || (next === equals && this.#text.charCodeAt(this.#at + 1) !== equals) || next === colon) {
      this.#at = end;
      return node;
    }
    this.#restOfExpression();
    const last = trimEnd(this.#text, start, this.#at);
    return expressionNode(this.#text.slice(start, last), { start, end: last });
  }

  #operand(): DocumentNode {
    const text = this.#text;
    const start = this.#at;
    const code = text.charCodeAt(start);
    if (code === doubleQuote) return this.#string();
    if (code === openBracket || code === openBrace) {
      if (this.#depth >= deepest || this.#isFor()) {
        this.#at++;
        this.#balanced();
        this.#at = Math.min(this.#at + 1, text.length);
        return expressionNode(text.slice(start, this.#at), { start, end: this.#at });
      }
      this.#depth++;
      const node = code === openBracket ? this.#list() : this.#object();
      this.#depth--;
      return node;
    }
    if (code === less && text.charCodeAt(start + 1) === less) {
      const heredoc = this.#heredoc();
      if (heredoc) return heredoc;
    }
    if (isNameStart(code)) return this.#word();
    if (isDigit(code) || (code === 45 && isDigit(text.charCodeAt(start + 1)))) return this.#number();
    if (code === openParen) {
      this.#at++;
      this.#balanced();
      this.#at = Math.min(this.#at + 1, text.length);
    } else if (!isEnd(code)) this.#at++;
    return expressionNode(text.slice(start, this.#at), { start, end: this.#at });
  }

  /** A constant, a reference or a call. */
  #word(): DocumentNode {
    const text = this.#text;
    const start = this.#at;
    this.#at = this.#nameEnd(start);
    let reference = false;
    for (; text.charCodeAt(this.#at) === 46 || this.#isColons(); reference = true) {
      this.#at += text.charCodeAt(this.#at) === 46 ? 1 : 2;
      if (text.charCodeAt(this.#at) === star) this.#at++;
      else this.#at = this.#nameEnd(this.#at);
    }
    const word = text.slice(start, this.#at);
    if (text.charCodeAt(this.#at) === openParen) return this.#call(start, word);
    const span = { start, end: this.#at };
    if (!reference && constants.has(word)) return { kind: 'scalar', span, value: constants.get(word)!, literal: true };
    return expressionNode(word, span);
  }

  /** `provider::name::function` */
  #isColons(): boolean {
    return this.#text.charCodeAt(this.#at) === colon && this.#text.charCodeAt(this.#at + 1) === colon;
  }

  #call(start: number, name: string): ScalarNode {
    this.#at++;
    let list: readonly DocumentNode[] = [];
    if (this.#depth >= deepest) {
      this.#balanced();
      this.#at = Math.min(this.#at + 1, this.#text.length);
    } else {
      this.#depth++;
      list = this.#items(closeParen);
      this.#depth--;
    }
    const call: Call = { name, arguments: list };
    const span = { start, end: this.#at };
    return { ...expressionNode(this.#text.slice(start, this.#at), span), call };
  }

  #number(): DocumentNode {
    const start = this.#at++;
    while (isNumberPart(this.#text.charCodeAt(this.#at))) this.#at++;
    const word = this.#text.slice(start, this.#at);
    const span = { start, end: this.#at };
    const value = Number(word);
    return Number.isNaN(value) ? expressionNode(word, span) : { kind: 'scalar', span, value, literal: true };
  }

  #list(): DocumentNode {
    const start = this.#at++;
    const items = this.#items(closeBracket);
    return { kind: 'list', span: { start, end: this.#at }, items };
  }

  /** Values up to the closing bracket, and behind it. Stops before what shows that the bracket is missing. */
  #items(close: number): DocumentNode[] {
    const items: DocumentNode[] = [];
    for (;;) {
      const code = this.#skip(true);
      if (code === close) {
        this.#at++;
        return items;
      }
      if (code < 0 || code === closeBrace || code === closeBracket || code === closeParen || this.#isNextEntry()) {
        return items;
      }
      const before = this.#at;
      if (code === comma) this.#at++;
      else items.push(this.#expression());
      if (this.#at === before) this.#at++;
    }
  }

  /** Whether the next attribute or block begins here, although a list is not closed. */
  #isNextEntry(): boolean {
    if (this.#isNextBlock()) return true;
    if (!isNameStart(this.#text.charCodeAt(this.#at))) return false;
    let at = this.#nameEnd(this.#at);
    while (isBlank(this.#text.charCodeAt(at))) at++;
    return this.#text.charCodeAt(at) === equals && !isEqualsOrGreater(this.#text.charCodeAt(at + 1));
  }

  #object(): DocumentNode {
    const start = this.#at++;
    const entries: Entry[] = [];
    for (;;) {
      const code = this.#skip(true);
      if (code === closeBrace) {
        this.#at++;
        break;
      }
      if (code < 0 || code === closeBracket || code === closeParen || this.#isNextBlock()) break;
      const before = this.#at;
      if (code === comma) this.#at++;
      else {
        const entry = this.#objectEntry(code);
        if (entry) entries.push(entry);
      }
      if (this.#at === before) this.#at++;
    }
    return { kind: 'map', span: { start, end: this.#at }, entries };
  }

  #objectEntry(code: number): Entry | undefined {
    const named = isNameStart(code) || code === doubleQuote;
    const start = this.#at;
    let key: Pick<Entry, 'key' | 'keySpan'>;
    if (named) {
      key = this.#name();
      const next = this.#skip(false);
      // A reference as a key, or a call: `(local.name)` is written with parentheses, but older texts lack them.
      if (next !== equals && next !== colon && next !== comma && next >= 0 && next !== closeBrace) {
        this.#restOfExpression(true);
        const end = trimEnd(this.#text, start, this.#at);
        key = { key: this.#text.slice(start, end), keySpan: { start, end } };
      }
    } else {
      const { span } = this.#operand();
      key = { key: this.#text.slice(span.start, span.end), keySpan: span };
    }
    const sign = this.#skip(false);
    if (sign !== equals && sign !== colon) return undefined;
    this.#at++;
    return { ...key, value: this.#valueAfter() };
  }

  /** Whether `[for …]` or `{for …}` stands here. */
  #isFor(): boolean {
    let at = this.#at + 1;
    while (this.#text.charCodeAt(at) <= 32) at++;
    return this.#text.startsWith('for', at) && !isNamePart(this.#text.charCodeAt(at + 3));
  }

  /** Goes to the bracket that closes what was opened before `#at`, whatever stands between; or to the end of the text. */
  #balanced(): void {
    for (let open = 1; ; this.#at++) {
      const code = this.#skip(true);
      if (code < 0 || this.#isNextBlock()) return;
      if (code === openBrace || code === openBracket || code === openParen) open++;
      else if (code === closeBrace || code === closeBracket || code === closeParen) {
        open--;
        if (!open) return;
      } else if (code === doubleQuote) {
        this.#string();
        this.#at--;
      }
    }
  }

  /** Goes to the end of an expression of which the first operand is read. */
  #restOfExpression(key = false): void {
    const text = this.#text;
    let open = 0;
    // A line that ends with an operator goes on in the next.
    let operator = false;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (Number.isNaN(code)) return;
      if (code === newline) {
        if (!open && !operator && !this.#nextLineGoesOn()) return;
        this.#at++;
        if (this.#isNextBlock()) return;
        continue;
      }
      if (code <= 32) {
        this.#at++;
        continue;
      }
      if (code === hash || (code === slash && text.charCodeAt(this.#at + 1) === slash)) {
        this.#toLineEnd();
        continue;
      }
      if (!open && (isClosing(code) || code === comma || (key && (code === equals || code === colon)))) return;
      operator = isOperator(code);
      if (code === doubleQuote) {
        this.#string();
        continue;
      }
      if (code === openBrace || code === openBracket || code === openParen) open++;
      else if (isClosing(code)) open--;
      this.#at++;
    }
  }

  #nextLineGoesOn(): boolean {
    let at = this.#at;
    while (this.#text.charCodeAt(at) <= 32) at++;
    const code = this.#text.charCodeAt(at);
    return code === question || code === colon || code === 38 || code === 124;
  }

  /** A text in quotes, with templates that may hold quotes again. It ends with its line at the latest. */
  #string(): ScalarNode {
    const text = this.#text;
    const start = this.#at;
    // Open `${` with the strings in them: a string is on top where the number of quotes is odd.
    const open: number[] = [doubleQuote];
    let escaped = false;
    let at = start + 1;
    let closed = false;
    for (; at < text.length && !closed; at++) {
      const code = text.charCodeAt(at);
      if (code === newline) break;
      const inString = open.at(-1) === doubleQuote;
      if (inString && code === backslash) {
        escaped = true;
        at++;
      } else if (code === doubleQuote) {
        if (inString) open.pop();
        else open.push(doubleQuote);
        closed = !open.length;
      } else if (inString && (code === 36 || code === 37) && text.charCodeAt(at + 1) === openBrace) {
        // `$${` is a dollar and a brace.
        if (text.charCodeAt(at - 1) !== code || at - 1 === start) open.push(openBrace);
        at++;
      } else if (!inString && code === openBrace) open.push(openBrace);
      else if (!inString && code === closeBrace) open.pop();
    }
    const end = closed ? at : trimEnd(text, start, Math.min(at, text.length));
    this.#at = Math.max(end, start + 1);
    const raw = text.slice(start + 1, closed ? end - 1 : end);
    return stringNode(escaped ? unescaped(raw) : raw, { start, end: this.#at });
  }

  #heredoc(): ScalarNode | undefined {
    const text = this.#text;
    const start = this.#at;
    heredocStart.lastIndex = start;
    const found = heredocStart.exec(text);
    if (!found) return undefined;
    const [, indented, word] = found;
    const lines: string[] = [];
    for (let lineStart = heredocStart.lastIndex; ; ) {
      const newlineAt = text.indexOf('\n', lineStart);
      const lineEnd = newlineAt < 0 ? text.length : newlineAt;
      const line = text.slice(lineStart, lineEnd);
      if (line.trim() === word) {
        this.#at = lineStart + line.trimEnd().length;
        break;
      }
      if (newlineAt < 0) {
        if (line) lines.push(line);
        this.#at = text.length;
        break;
      }
      lines.push(line);
      lineStart = lineEnd + 1;
    }
    const body = indented ? withoutIndent(lines) : lines;
    const value = body.map((line) => `${line}\n`).join('');
    return stringNode(value, { start, end: this.#at });
  }
}

function contentOf(body: MapNode): DocumentNode {
  return body.entries.find(({ key }) => key === 'content')?.value ?? body;
}

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What a Terraform file is made of. */
const header =
  /(?:(?:resource|data|ephemeral)[ \t]+"[^"\n]*"[ \t]+"|(?:variable|output|module|provider)[ \t]+"[^"\n]*"[ \t]*\{|(?:locals|terraform)[ \t]*\{)/y;

const heredocStart = /<<(-?)([A-Za-z_]\w*)[ \t\r]*\n/y;

function withoutIndent(lines: readonly string[]): string[] {
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent >= 0) least = Math.min(least, indent);
  }
  return lines.map((line) => line.slice(Math.min(least, line.length)));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(raw: string): string {
  return raw.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g,
    (whole, short: string | undefined, long: string | undefined, one: string | undefined) => {
      if (one !== undefined) return escapes[one] ?? one;
      const code = Number.parseInt((short ?? long)!, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) <= 32) last--;
  return last;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 0xaa;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code) || code === 45;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 46 || code === 101 || code === 69;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isClosing(code: number): boolean {
  return code === closeBrace || code === closeBracket || code === closeParen;
}

/** Whether an expression ends before this character (-1: before the end of the line). */
function isEnd(code: number): boolean {
  return code < 0 || Number.isNaN(code) || code === comma || isClosing(code);
}

function isEqualsOrGreater(code: number): boolean {
  return code === equals || code === greater;
}

function isOperator(code: number): boolean {
  return (
    code === question ||
    code === colon ||
    code === 43 ||
    code === 45 ||
    code === star ||
    code === slash ||
    code === 37 ||
    code === 38 ||
    code === 124 ||
    code === equals ||
    code === less ||
    code === greater ||
    code === 33
  );
}
