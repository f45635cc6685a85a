import {
  type DocumentNode,
  deepest,
  type Entry,
  expressionNode,
  type MapNode,
  nothingAt,
  stringNode,
} from '../node.ts';

/**
 * Reads Bicep (learn.microsoft.com/azure/azure-resource-manager/bicep/file), as a tree like that of Terraform:
 * `resource logs 'Microsoft.Storage/storageAccounts@2023-01-01' = { … }` is the entry `resource`, in it the type with its
 * version, in it `logs` with the object. `param`, `output` and `var` are entries with the names in them: a parameter has
 * `type`, `default` and its decorators (`@secure`), an output `type` and `value`, a variable is its value. Nothing is
 * evaluated: what is no literal stays as its text.
 *
 * Never throws, and is linear in the text: of a text that somebody is typing it reads everything that is complete.
 */
export function readBicep(text: string): MapNode {
  return new BicepReader(text).document();
}

type Name = Pick<Entry, 'key' | 'keySpan'>;

class BicepReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): MapNode {
    const entries: Entry[] = [];
    let decorators: Entry[] = [];
    for (let code = this.#skip(true); code >= 0; code = this.#skip(true)) {
      const before = this.#at;
      if (code === 64) decorators.push(...this.#decorator());
      else {
        const entry = isNameStart(code) ? this.#statement(decorators) : undefined;
        if (entry) entries.push(entry);
        decorators = [];
        if (!entry) this.#toLineEnd();
      }
      if (this.#at === before) this.#at++;
    }
    return { kind: 'map', span: { start: 0, end: this.#text.length }, entries };
  }

  #skip(lines: boolean): number {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === 10) {
        if (!lines) return -1;
        this.#at++;
      } else if (code <= 32 || code === 0xfeff) this.#at++;
      else if (code === 47 && text.charCodeAt(this.#at + 1) === 47) this.#toLineEnd();
      else if (code === 35 && text.startsWith('#disable', this.#at)) this.#toLineEnd();
      else if (code === 47 && text.charCodeAt(this.#at + 1) === 42) {
        const end = text.indexOf('*/', this.#at + 2);
        this.#at = end < 0 ? text.length : end + 2;
      } else return Number.isNaN(code) ? -1 : code;
    }
  }

  #toLineEnd(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #name(): Name {
    const start = this.#at;
    while (isNamePart(this.#text.charCodeAt(this.#at))) this.#at++;
    return { key: this.#text.slice(start, this.#at), keySpan: { start, end: this.#at } };
  }

  /** `@secure()`: an entry of what it stands before. */
  #decorator(): Entry[] {
    const start = this.#at++;
    const name = this.#dotted();
    const end = this.#at;
    if (this.#text.charCodeAt(this.#at) === 40) this.#brackets();
    const span = { start, end: this.#at };
    if (!name) return [];
    return [
      {
        key: `@${name.replace(/^sys\./, '')}`,
        keySpan: { start, end },
        value: { kind: 'scalar', span, value: this.#text.slice(start, this.#at), literal: true },
      },
    ];
  }

  #dotted(): string {
    const start = this.#at;
    while (isNamePart(this.#text.charCodeAt(this.#at)) || this.#text.charCodeAt(this.#at) === 46) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #statement(decorators: readonly Entry[]): Entry | undefined {
    const word = this.#name();
    switch (word.key) {
      case 'resource':
      case 'module':
        return this.#resource(word);
      case 'param':
      case 'output':
        return this.#typed(word, decorators);
      case 'var':
        return this.#variable(word);
      default:
        return this.#skip(false) === 61 ? { ...word, value: this.#afterEquals() } : undefined;
    }
  }

  /** `name 'type' = value`, as `type` with `name` in it. */
  #resource(word: Name): Entry | undefined {
    this.#skip(false);
    const name = this.#name();
    if (this.#skip(false) !== 39) return undefined;
    const type = this.#string();
    if (type.kind !== 'scalar') return undefined;
    this.#skip(false);
    if (this.#text.startsWith('existing', this.#at)) this.#at += 8;
    if (this.#skip(false) !== 61) return undefined;
    const value = this.#afterEquals();
    const inner = mapOf(name, value);
    const keySpan = { start: type.span.start + 1, end: Math.max(type.span.start + 1, type.span.end - 1) };
    return { ...word, value: mapOf({ key: String(type.value), keySpan }, inner) };
  }

  #variable(word: Name): Entry | undefined {
    this.#skip(false);
    const name = this.#name();
    if (!name.key || this.#skip(false) !== 61) return undefined;
    return { ...word, value: mapOf(name, this.#afterEquals()) };
  }

  /** `name type = value` */
  #typed(word: Name, decorators: readonly Entry[]): Entry | undefined {
    this.#skip(false);
    const name = this.#name();
    if (!name.key) return undefined;
    const entries: Entry[] = [...decorators];
    const type = this.#skip(false);
    const start = this.#at;
    if (type === 123 || type === 91) this.#brackets();
    else {
      while (this.#at < this.#text.length && !isTypeEnd(this.#text.charCodeAt(this.#at))) this.#at++;
    }
    const end = trimEnd(this.#text, start, this.#at);
    if (end > start) {
      const value = this.#text.slice(start, end);
      const span = { start, end };
      entries.push({ key: 'type', keySpan: span, value: { kind: 'scalar', span, value, literal: true } });
    }
    if (this.#skip(false) === 61) {
      const at = this.#at;
      const value = this.#afterEquals();
      entries.push({
        key: word.key === 'param' ? 'default' : 'value',
        keySpan: { start: at, end: at + 1 },
        value,
      });
    }
    const from = decorators[0]?.keySpan.start ?? name.keySpan.start;
    const value: MapNode = { kind: 'map', span: { start: from, end: this.#at }, entries };
    return { ...word, value: mapOf(name, value) };
  }

  #afterEquals(): DocumentNode {
    const place = ++this.#at;
    if (this.#skip(false) < 0) return nothingAt(place);
    // `= if (condition) { … }` and `= [for x in list: { … }]` hold the object all the same.
    if (/^if\s*\(/.test(this.#text.slice(this.#at, this.#at + 20))) {
      this.#at = this.#text.indexOf('(', this.#at);
      this.#brackets();
      if (this.#skip(true) < 0) return nothingAt(place);
    }
    return this.#value();
  }

  /** The value at `#at`, where something stands. Always goes on. */
  #value(): DocumentNode {
    const start = this.#at;
    const node = this.#operand();
    const end = this.#at;
    // A bracket that is not closed stopped where the next statement begins.
    if (node.kind !== 'scalar' && !isClosing(this.#text.charCodeAt(end - 1))) return node;
    const next = this.#skip(false);
    if (next < 0 || next === 44 || isClosing(next)) {
      this.#at = end;
      return node;
    }
    this.#restOfLine();
    const last = trimEnd(this.#text, start, this.#at);
    return expressionNode(this.#text.slice(start, last), { start, end: last });
  }

  #operand(): DocumentNode {
    const text = this.#text;
    const start = this.#at;
    const code = text.charCodeAt(start);
    if (code === 39) return this.#string();
    if (code === 123 || code === 91) {
      if (this.#depth >= deepest) {
        this.#brackets();
        return expressionNode(text.slice(start, this.#at), { start, end: this.#at });
      }
      this.#depth++;
      const node = code === 123 ? this.#object() : this.#list();
      this.#depth--;
      return node;
    }
    if (isNameStart(code)) {
      this.#dotted();
      const word = text.slice(start, this.#at);
      const span = { start, end: this.#at };
      if (constants.has(word)) return { kind: 'scalar', span, value: constants.get(word)!, literal: true };
      while (text.charCodeAt(this.#at) === 40 || text.charCodeAt(this.#at) === 91) {
        this.#brackets();
        this.#dotted();
      }
    } else if (isDigit(code) || (code === 45 && isDigit(text.charCodeAt(start + 1)))) {
      this.#at++;
      while (isDigit(text.charCodeAt(this.#at))) this.#at++;
      const span = { start, end: this.#at };
      return { kind: 'scalar', span, value: Number(text.slice(start, this.#at)), literal: true };
    } else if (code === 40) this.#brackets();
    else if (!isClosing(code) && code !== 44) this.#at++;
    return expressionNode(text.slice(start, this.#at), { start, end: this.#at });
  }

  #string(): DocumentNode {
    const text = this.#text;
    const start = this.#at;
    if (text.startsWith("'''", start)) {
      const close = text.indexOf("'''", start + 3);
      const end = close < 0 ? text.length : close + 3;
      this.#at = end;
      const value = text.slice(start + 3, close < 0 ? end : close).replace(/^\r?\n/, '');
      return { kind: 'scalar', span: { start, end }, value, literal: true };
    }
    // Quotes inside of `${…}` belong to another string; a string ends with its line at the latest.
    let open = 0;
    let at = start + 1;
    let code = text.charCodeAt(at);
    for (; code !== 10 && !Number.isNaN(code) && (open || code !== 39); code = text.charCodeAt(++at)) {
      if (code === 92) at++;
      else if (code === 36 && text.charCodeAt(at + 1) === 123) {
        open++;
        at++;
      } else if (open && code === 125) open--;
    }
    at = Math.min(at, text.length);
    this.#at = code === 39 ? at + 1 : at;
    const raw = text.slice(start + 1, at);
    const value = raw.includes('\\') ? raw.replace(/\\([\s\S])/g, (_, one: string) => escapes[one] ?? one) : raw;
    return stringNode(value, { start, end: this.#at });
  }

  #object(): DocumentNode {
    const start = this.#at++;
    const entries: Entry[] = [];
    for (let code = this.#skip(true); code >= 0; code = this.#skip(true)) {
      const before = this.#at;
      if (code === 125) {
        this.#at++;
        break;
      }
      if (code === 93 || this.#isNextStatement()) break;
      const entry = code === 39 || isNameStart(code) ? this.#property(code) : undefined;
      if (entry) entries.push(entry);
      if (this.#at === before) this.#at++;
    }
    return { kind: 'map', span: { start, end: this.#at }, entries };
  }

  #property(code: number): Entry | undefined {
    let name: Name;
    if (code === 39) {
      const { span, ...node } = this.#string();
      const value = 'value' in node ? String(node.value) : '';
      name = { key: value, keySpan: { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) } };
    } else name = this.#name();
    const sign = this.#skip(false);
    // A resource inside of another one.
    if (sign !== 58 && name.key === 'resource') return this.#resource(name);
    if (sign !== 58) return undefined;
    const place = ++this.#at;
    return { ...name, value: this.#skip(false) < 0 ? nothingAt(place) : this.#value() };
  }

  #list(): DocumentNode {
    const start = this.#at++;
    const items: DocumentNode[] = [];
    this.#skip(true);
    if (this.#text.startsWith('for ', this.#at) || this.#text.startsWith('for(', this.#at)) {
      // Of a loop the thing that is made again and again.
      const colon = this.#text.indexOf(':', this.#at);
      const line = this.#text.indexOf('\n', this.#at);
      if (colon < 0 || (line >= 0 && colon > line)) this.#toLineEnd();
      else this.#at = colon + 1;
    }
    for (let code = this.#skip(true); code >= 0; code = this.#skip(true)) {
      const before = this.#at;
      if (code === 93) {
        this.#at++;
        break;
      }
      if (code === 125 || this.#isNextStatement()) break;
      if (code === 44) this.#at++;
      else items.push(this.#value());
      if (this.#at === before) this.#at++;
    }
    return { kind: 'list', span: { start, end: this.#at }, items };
  }

  /** Whether a statement begins the line although a bracket above is not closed. */
  #isNextStatement(): boolean {
    if (this.#at > 0 && this.#text.charCodeAt(this.#at - 1) !== 10) return false;
    statement.lastIndex = this.#at;
    return statement.test(this.#text);
  }

  /** From an opening bracket to behind the one that closes it, or to the end of the text. */
  #brackets(): void {
    for (let open = 0; ; ) {
      const code = this.#skip(true);
      if (code < 0 || this.#isNextStatement()) return;
      if (code === 39) {
        this.#string();
        continue;
      }
      this.#at++;
      if (code === 123 || code === 91 || code === 40) open++;
      else if (isClosing(code) && --open <= 0) return;
    }
  }

  #restOfLine(): void {
    for (let code = this.#skip(false); code >= 0; code = this.#skip(false)) {
      if (code === 44 || isClosing(code)) return;
      if (code === 39) this.#string();
      else if (code === 123 || code === 91 || code === 40) this.#brackets();
      else this.#at++;
    }
  }
}

const statement = /(?:resource|module|param|var|output)[ \t]+[A-Za-z_]/y;

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function mapOf(name: Name, value: DocumentNode): MapNode {
  const { start, end } = value.span;
  const span = { start: Math.min(name.keySpan.start, start), end: Math.max(name.keySpan.end, end) };
  return { kind: 'map', span, entries: [{ ...name, value }] };
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) <= 32) last--;
  return last;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isClosing(code: number): boolean {
  return code === 125 || code === 93 || code === 41;
}

function isTypeEnd(code: number): boolean {
  return code === 10 || code === 61;
}
