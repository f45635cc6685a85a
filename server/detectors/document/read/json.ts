import { type DocumentNode, deepest, type Entry, expressionNode, nothingAt, stringNode } from '../node.ts';

/**
 * Reads JSON with what its dialects add: comments, trailing commas, single quotes and bare keys. Never throws, and is
 * linear in the text: of a text that somebody is typing it reads everything that is complete.
 * @returns the value; undefined where the text holds none
 */
export function readJson(text: string): DocumentNode | undefined {
  const reader = new JsonReader(text);
  return reader.document();
}

const newline = 10;
const doubleQuote = 34;
const singleQuote = 39;
const comma = 44;
const slash = 47;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): DocumentNode | undefined {
    return this.#skip() < 0 ? undefined : this.#value();
  }

  /** Goes to the next character that means something; -1 at the end of the text. */
  #skip(): number {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code <= 32 || code === 0xfeff || code === 0xa0) this.#at++;
      else if (code === slash && text.charCodeAt(this.#at + 1) === slash) {
        const end = text.indexOf('\n', this.#at);
        this.#at = end < 0 ? text.length : end;
      } else if (code === slash && text.charCodeAt(this.#at + 1) === 42) {
        const end = text.indexOf('*/', this.#at + 2);
        this.#at = end < 0 ? text.length : end + 2;
      } else return Number.isNaN(code) ? -1 : code;
    }
  }

  /** The value at `#at`, where something stands that is neither blank nor a comment. Always goes on. */
  #value(): DocumentNode {
    const code = this.#text.charCodeAt(this.#at);
    if (code === doubleQuote || code === singleQuote) return this.#string(code);
    if ((code === openBrace || code === openBracket) && this.#depth < deepest) {
      this.#depth++;
      const node = code === openBrace ? this.#map() : this.#list();
      this.#depth--;
      return node;
    }
    return this.#word();
  }

  #map(): DocumentNode {
    const start = this.#at++;
    const entries: Entry[] = [];
    let end = this.#at;
    for (let code = this.#skip(); code >= 0; code = this.#skip()) {
      if (code === closeBrace) {
        end = ++this.#at;
        break;
      }
      // The end of something around this map, which is not closed itself.
      if (code === closeBracket) break;
      if (code === comma || code === colon) this.#at++;
      else {
        const entry = this.#entry(code);
        if (entry) entries.push(entry);
      }
      end = this.#at;
    }
    return { kind: 'map', span: { start, end }, entries };
  }

  #entry(code: number): Entry | undefined {
    if (code === openBrace || code === openBracket) {
      // A value without a key: nobody can ask for it.
      this.#value();
      return undefined;
    }
    const quoted = code === doubleQuote || code === singleQuote;
    const key = this.#value();
    if (key.kind !== 'scalar') return undefined;
    const { start, end } = key.span;
    const keySpan = quoted ? { start: start + 1, end: Math.max(start + 1, end - 1) } : key.span;
    const name = quoted && typeof key.value === 'string' ? key.value : this.#text.slice(keySpan.start, keySpan.end);
    if (this.#skip() !== colon) return { key: name, keySpan, value: nothingAt(end) };
    const place = ++this.#at;
    const next = this.#skip();
    const none = next < 0 || next === comma || next === closeBrace || next === closeBracket;
    return { key: name, keySpan, value: none || this.#isNextEntry(next) ? nothingAt(place) : this.#value() };
  }

  /** Whether what follows is not the value of a key, but the next key: `"a": ⏎ "b": 1`, half-typed. */
  #isNextEntry(code: number): boolean {
    if (code !== doubleQuote) return false;
    const start = this.#at;
    const end = this.#stringEnd(start, code);
    let at = end;
    for (; isBlank(this.#text.charCodeAt(at)); at++);
    return this.#text.charCodeAt(at) === colon;
  }

  #list(): DocumentNode {
    const start = this.#at++;
    const items: DocumentNode[] = [];
    let end = this.#at;
    for (let code = this.#skip(); code >= 0; code = this.#skip()) {
      if (code === closeBracket) {
        end = ++this.#at;
        break;
      }
      if (code === closeBrace) break;
      if (code === comma || code === colon) this.#at++;
      else items.push(this.#value());
      end = this.#at;
    }
    return { kind: 'list', span: { start, end }, items };
  }

  #string(quote: number): DocumentNode {
    const text = this.#text;
    const start = this.#at;
    const end = this.#stringEnd(start, quote);
    this.#at = end;
    const closed = end > start + 1 && text.charCodeAt(end - 1) === quote;
    const raw = text.slice(start + 1, closed ? end - 1 : end);
    const value = raw.includes('\\') ? unescaped(raw) : raw;
    const span = { start, end };
    return isArmExpression(value) ? expressionNode(value, span) : stringNode(value, span);
  }

  /** Behind the closing quote; where there is none, the end of the line. */
  #stringEnd(start: number, quote: number): number {
    const text = this.#text;
    for (let at = start + 1; ; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) return at + 1;
      if (code === backslash && at + 1 < text.length && text.charCodeAt(at + 1) !== newline) at++;
      else if (code === newline || Number.isNaN(code)) return Math.min(at, text.length);
    }
  }

  /** A number, a word, or whatever stands there up to the next sign of JSON. */
  #word(): DocumentNode {
    const text = this.#text;
    const start = this.#at++;
    while (!isSign(text.charCodeAt(this.#at))) this.#at++;
    const span = { start, end: this.#at };
    const word = text.slice(start, this.#at);
    const value = wordValue(word);
    return value === undefined ? expressionNode(word, span) : { kind: 'scalar', span, value, literal: true };
  }
}

/** An expression of a template of the Azure Resource Manager: `[parameters('name')]`; `[[` is a bracket. */
function isArmExpression(value: string): boolean {
  return (
    value.charCodeAt(0) === openBracket &&
    value.charCodeAt(1) !== openBracket &&
    value.endsWith(']') &&
    /^\[\s*[A-Za-z]\w*\(/.test(value)
  );
}

function wordValue(word: string): string | number | boolean | null | undefined {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  return word.length < 40 && /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(word) ? Number(word) : undefined;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === newline || code === 13;
}

function isSign(code: number): boolean {
  return (
    code <= 32 ||
    code === comma ||
    code === colon ||
    code === closeBrace ||
    code === closeBracket ||
    code === openBrace ||
    code === openBracket ||
    code === doubleQuote ||
    Number.isNaN(code)
  );
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '\n': '' };

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g, (_, hex: string | undefined, one: string | undefined) =>
    hex === undefined ? (escapes[one!] ?? one!) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
