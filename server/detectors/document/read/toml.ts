import {
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
 * Reads TOML (toml.io/en/v1.0.0). A table `[a.b]` is the entry `b` in the entry `a`; of an array of tables every table is
 * an entry of the same name. Never throws, and is linear in the text: of a text that somebody is typing it reads
 * everything that is complete.
 */
export function readToml(text: string): MapNode {
  return new TomlReader(text).document();
}

interface Table {
  readonly kind: 'map';
  readonly span: { start: number; end: number };
  readonly entries: Entry[];
}

type Name = Pick<Entry, 'key' | 'keySpan'>;

class TomlReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** The tables around the current one. */
  #around: readonly Table[] = [];
  /** The tables that dotted names opened, by the table they stand in, so that `a.b` and `a.c` share one. */
  readonly #opened = new Map<Table, Map<string, Table>>();

  constructor(text: string) {
    this.#text = text;
  }

  document(): MapNode {
    const root = table(0);
    let current = root;
    for (let code = this.#skip(true); code >= 0; code = this.#skip(true)) {
      const before = this.#at;
      if (code === 91) current = this.#header(root);
      else this.#pair(current);
      this.#grow(root, ...this.#around, current);
      if (this.#at === before) this.#toLineEnd();
      else if (this.#skip(false) >= 0 && !this.#isLineStart()) this.#toLineEnd();
    }
    return root;
  }

  #grow(...tables: readonly Table[]): void {
    for (const { span } of tables) span.end = Math.max(span.end, this.#at);
  }

  #skip(lines: boolean): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10 && !lines) return -1;
      if (code <= 32 || code === 0xfeff) this.#at++;
      else if (code === 35) this.#toLineEnd();
      else return Number.isNaN(code) ? -1 : code;
    }
  }

  /** Whether only blanks stand before `#at` in its line: then a list above was not closed. */
  #isLineStart(): boolean {
    let at = this.#at - 1;
    while (this.#text.charCodeAt(at) === 32 || this.#text.charCodeAt(at) === 9) at--;
    return this.#text.charCodeAt(at) === 10;
  }

  #toLineEnd(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  /** `[a.b]` or `[[a.b]]` */
  #header(root: Table): Table {
    const start = this.#at;
    const many = this.#text.charCodeAt(start + 1) === 91;
    this.#at += many ? 2 : 1;
    const names = this.#names();
    if (!names.length) return root;
    while (this.#text.charCodeAt(this.#at) === 93) this.#at++;
    const around: Table[] = [];
    for (const name of names.slice(0, -1)) around.push(this.#open(around.at(-1) ?? root, name));
    this.#around = around;
    return this.#open(around.at(-1) ?? root, names.at(-1)!, many);
  }

  #open(parent: Table, name: Name, anew = false): Table {
    let opened = this.#opened.get(parent);
    if (!opened) {
      opened = new Map();
      this.#opened.set(parent, opened);
    }
    const known = anew ? undefined : opened.get(name.key);
    if (known) return known;
    const made = table(name.keySpan.start);
    opened.set(name.key, made);
    parent.entries.push({ ...name, value: made });
    return made;
  }

  /** Names joined by dots. */
  #names(): Name[] {
    const names: Name[] = [];
    for (;;) {
      const code = this.#skip(false);
      const start = this.#at;
      if (code === 34 || code === 39) {
        const { value, span } = this.#string(code);
        names.push({ key: String(value), keySpan: { start: start + 1, end: Math.max(start + 1, span.end - 1) } });
      } else {
        while (isBare(this.#text.charCodeAt(this.#at))) this.#at++;
        if (this.#at === start) return names;
        names.push({ key: this.#text.slice(start, this.#at), keySpan: { start, end: this.#at } });
      }
      if (this.#skip(false) !== 46) return names;
      this.#at++;
    }
  }

  #pair(within: Table): void {
    const names = this.#names();
    const last = names.pop();
    if (!last || this.#skip(false) !== 61) return;
    const place = ++this.#at;
    const value = this.#skip(false) < 0 ? nothingAt(place) : this.#value();
    let parent = within;
    for (const name of names) {
      parent = this.#open(parent, name);
      this.#grow(parent);
    }
    parent.entries.push({ ...last, value });
  }

  #value(): DocumentNode {
    const code = this.#text.charCodeAt(this.#at);
    if (code === 34 || code === 39) return this.#string(code);
    if ((code === 91 || code === 123) && this.#depth < deepest) {
      this.#depth++;
      const node = code === 91 ? this.#list() : this.#inlineTable();
      this.#depth--;
      return node;
    }
    const start = this.#at++;
    while (!isValueEnd(this.#text.charCodeAt(this.#at))) this.#at++;
    const span = { start, end: this.#at };
    const word = this.#text.slice(start, this.#at);
    const value = wordValue(word);
    return value === undefined ? expressionNode(word, span) : { kind: 'scalar', span, value, literal: true };
  }

  #list(): DocumentNode {
    const start = this.#at++;
    const items: DocumentNode[] = [];
    for (let code = this.#skip(true); code >= 0 && code !== 125; code = this.#skip(true)) {
      if (code === 93) {
        this.#at++;
        break;
      }
      // A pair in a list: the list is not closed.
      if (this.#isPair()) break;
      if (code === 44) this.#at++;
      else items.push(this.#value());
    }
    return { kind: 'list', span: { start, end: this.#at }, items };
  }

  #isPair(): boolean {
    let at = this.#at;
    while (isBare(this.#text.charCodeAt(at)) || this.#text.charCodeAt(at) === 46) at++;
    if (at === this.#at) return false;
    while (this.#text.charCodeAt(at) === 32) at++;
    return this.#text.charCodeAt(at) === 61;
  }

  #inlineTable(): DocumentNode {
    const made = table(this.#at++);
    for (let code = this.#skip(false); code >= 0 && code !== 93; code = this.#skip(false)) {
      const before = this.#at;
      if (code === 125) {
        this.#at++;
        break;
      }
      if (code === 44) this.#at++;
      else this.#pair(made);
      if (this.#at === before) break;
    }
    this.#grow(made);
    return made;
  }

  #string(quote: number): ScalarNode {
    const text = this.#text;
    const start = this.#at;
    const sign = String.fromCharCode(quote);
    const triple = sign.repeat(3);
    if (text.startsWith(triple, start)) {
      const close = text.indexOf(triple, start + 3);
      let end = close < 0 ? text.length : close + 3;
      // Up to two further quotes belong to the text.
      while (close >= 0 && end < close + 5 && text.charCodeAt(end) === quote) end++;
      this.#at = end;
      const raw = text.slice(start + 3, close < 0 ? end : end - 3).replace(/^\r?\n/, '');
      return stringNode(quote === 34 ? unescaped(raw) : raw, { start, end });
    }
    let at = start + 1;
    let code = text.charCodeAt(at);
    for (; code !== quote && code !== 10 && !Number.isNaN(code); code = text.charCodeAt(++at)) {
      if (quote === 34 && code === 92 && text.charCodeAt(at + 1) !== 10) at++;
    }
    at = Math.min(at, text.length);
    const raw = text.slice(start + 1, at);
    this.#at = code === quote ? at + 1 : at;
    return stringNode(quote === 34 ? unescaped(raw) : raw, { start, end: this.#at });
  }
}

function table(start: number): Table {
  return { kind: 'map', span: { start, end: start }, entries: [] };
}

function isBare(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

function isValueEnd(code: number): boolean {
  return code === 10 || code === 44 || code === 93 || code === 125 || code === 35 || code <= 32 || Number.isNaN(code);
}

/** Numbers and words; undefined for dates, and for what is no value yet. */
function wordValue(word: string): number | boolean | undefined {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (!/^[-+]?(?:\d|0[xob]|inf|nan)/.test(word)) return undefined;
  const value = Number(word.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\x1b' };

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|[ \t]*\r?\n\s*|([\s\S]))/g,
    (whole, short: string | undefined, long: string | undefined, one: string | undefined) => {
      if (one !== undefined) return escapes[one] ?? one;
      if (short === undefined && long === undefined) return '';
      const code = Number.parseInt((short ?? long)!, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
