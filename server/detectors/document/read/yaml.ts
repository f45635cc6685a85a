import { type DocumentNode, deepest, type Entry, isTemplate, type MapNode, nothingAt } from '../node.ts';

/**
 * Reads the documents of a YAML text (yaml.org/spec/1.2.2), in time linear in the text. Never throws: of a text that
 * somebody is typing it reads everything that is complete.
 *
 * Own code, because the `yaml` package reads 3 MB a second where a keystroke needs ten times that, and says nothing about
 * what stands behind a mistake. The tests compare the two. Beyond the standard: lines of template languages
 * (`{{- if … }}`) are passed over, a key may follow on a line that is not indented correctly only where that is clear, and
 * keys that are collections are not read.
 */
export function readYaml(text: string): DocumentNode[] {
  return new YamlReader(text).documents();
}

const tab = 9;
const newline = 10;
const carriage = 13;
const space = 32;
const bang = 33;
const doubleQuote = 34;
const hash = 35;
const ampersand = 38;
const singleQuote = 39;
const star = 42;
const comma = 44;
const dash = 45;
const dot = 46;
const colon = 58;
const greater = 62;
const question = 63;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const bar = 124;
const closeBrace = 125;

/** The tag and the anchor before a node. */
interface Properties {
  readonly start: number;
  readonly tag?: string;
  readonly anchor?: string;
}

class YamlReader {
  readonly #text: string;
  readonly #length: number;
  #at = 0;
  /** Where the line that holds `#at` begins. */
  #lineStart = 0;
  #depth = 0;
  readonly #anchors = new Map<string, DocumentNode>();

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
  }

  documents(): DocumentNode[] {
    const documents: DocumentNode[] = [];
    if (this.#text.charCodeAt(0) === 0xfeff) {
      this.#at = 1;
      this.#lineStart = 1;
    }
    while (this.#at < this.#length) {
      const column = this.#skip();
      if (column < 0) {
        if (this.#at >= this.#length) break;
        this.#at += 3;
        continue;
      }
      const before = this.#at;
      if (this.#text.charCodeAt(this.#at) === 37 && column === 0) {
        this.#toLineEnd();
        continue;
      }
      documents.push(this.#node(column, -1));
      this.#restOfDocument();
      if (this.#at === before) this.#toLineEnd();
    }
    return documents;
  }

  /** What stands in a document behind its node is a mistake; the next document may be fine. */
  #restOfDocument(): void {
    for (let column = this.#skip(); column >= 0; column = this.#skip()) {
      const before = this.#at;
      this.#node(column, -1);
      if (this.#at === before) this.#toLineEnd();
    }
  }

  /**
   * Goes to the next thing that is neither blank nor a comment.
   * @returns its column; -1 at the end of the document
   */
  #skip(): number {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === space || code === tab || code === carriage) this.#at++;
      else if (code === newline) {
        this.#at++;
        this.#lineStart = this.#at;
      } else if (code === hash && (this.#at === this.#lineStart || isBlank(text.charCodeAt(this.#at - 1)))) {
        this.#toLineEnd();
      } else if (this.#at >= this.#length) return -1;
      else if (this.#at === this.#lineStart && this.#isMarker(code)) return -1;
      else if (code === openBrace && this.#isTemplateLine()) this.#toLineEnd();
      else return this.#at - this.#lineStart;
    }
  }

  /** Whether `---` or `...` stands here, at the beginning of a line. */
  #isMarker(code: number): boolean {
    if (code !== dash && code !== dot) return false;
    const text = this.#text;
    const at = this.#at;
    return (
      text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && isSpaceOrEnd(text.charCodeAt(at + 3))
    );
  }

  /** Whether a template language has this line for itself: `{{- if .Values.on }}`, `{% for x in y %}`. */
  #isTemplateLine(): boolean {
    const second = this.#text.charCodeAt(this.#at + 1);
    if (second !== openBrace && second !== 37) return false;
    const end = this.#lineEnd(this.#at);
    const last = this.#trimEnd(this.#at, end);
    const close = second === 37 ? '%}' : '}}';
    return this.#text.startsWith(close, last - 2);
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#length : end;
  }

  #toLineEnd(): void {
    this.#at = this.#lineEnd(this.#at);
  }

  #trimEnd(start: number, end: number): number {
    let last = end;
    while (last > start && isBlankOrReturn(this.#text.charCodeAt(last - 1))) last--;
    return last;
  }

  /**
   * Reads the node at `#at`, which begins a block: on a line of its own, or behind `- `.
   * @param parent the column of the block around it
   */
  #node(column: number, parent: number): DocumentNode {
    if (this.#depth >= deepest) return this.#line();
    this.#depth++;
    const node = this.#blockNode(column, parent);
    this.#depth--;
    return node;
  }

  #blockNode(column: number, parent: number): DocumentNode {
    const code = this.#text.charCodeAt(this.#at);
    if (code === dash && isSpaceOrEnd(this.#text.charCodeAt(this.#at + 1))) return this.#sequence(column);
    if (code === question && isSpaceOrEnd(this.#text.charCodeAt(this.#at + 1))) return this.#mapping(column);
    if (code === bang || code === ampersand) {
      const start = this.#at;
      const properties = this.#properties();
      if (properties && this.#isLineRest()) {
        const next = this.#skip();
        const follows = next > parent || (next === parent && this.#isDash());
        return this.#with(properties, follows ? this.#node(next, parent) : nothingAt(properties.start));
      }
      if (!properties || this.#keyColon() >= 0) {
        this.#at = start;
        return properties ? this.#mapping(column) : this.#plain(parent);
      }
      return this.#with(properties, this.#inline(parent));
    }
    return this.#keyColon() >= 0 ? this.#mapping(column) : this.#inline(parent);
  }

  /** Reads the line as one expression. */
  #line(): DocumentNode {
    const start = this.#at;
    this.#toLineEnd();
    const end = this.#trimEnd(start, this.#at);
    return { kind: 'scalar', span: { start, end }, value: this.#text.slice(start, end), literal: false };
  }

  #isDash(): boolean {
    return this.#text.charCodeAt(this.#at) === dash && isSpaceOrEnd(this.#text.charCodeAt(this.#at + 1));
  }

  #sequence(column: number): DocumentNode {
    const start = this.#at;
    const items: DocumentNode[] = [];
    let end = start + 1;
    do {
      const marker = this.#at;
      this.#at++;
      this.#skipBlanks();
      const item = this.#isLineRest() ? this.#below(column, marker + 1, false) : this.#node(this.#column(), column);
      items.push(item);
      end = Math.max(marker + 1, item.span.end);
    } while (this.#nextAt(column) && this.#isDash());
    return { kind: 'list', span: { start, end }, items };
  }

  #column(): number {
    return this.#at - this.#lineStart;
  }

  /** Goes on to the next thing in this column; what is further right is out of place, and passed over. */
  #nextAt(column: number): boolean {
    for (;;) {
      const next = this.#skip();
      if (next <= column) return next === column;
      const before = this.#at;
      this.#node(next, column);
      if (this.#at === before) this.#toLineEnd();
    }
  }

  /** The value on the lines below, nothing where they belong to something else. */
  #below(column: number, place: number, sameColumn: boolean): DocumentNode {
    const next = this.#skip();
    if (next > column) return this.#node(next, column);
    if (sameColumn && next === column && this.#isDash()) {
      if (this.#depth >= deepest) return this.#line();
      this.#depth++;
      const sequence = this.#sequence(column);
      this.#depth--;
      return sequence;
    }
    return nothingAt(place);
  }

  #mapping(column: number): DocumentNode {
    const start = this.#at;
    const entries: Entry[] = [];
    let merged: MapNode[] | undefined;
    let end = start;
    do {
      const entry = this.#entry(column);
      if (!entry) continue;
      end = Math.max(end, this.#endOf(entry));
      if (entry.key === '<<') {
        const maps = mapsOf(entry.value);
        if (maps.length) {
          merged = [...(merged ?? []), ...maps];
          continue;
        }
      }
      entries.push(entry);
    } while (this.#nextAt(column));
    return { kind: 'map', span: { start, end }, entries, ...(merged ? { merged } : {}) };
  }

  /** An alias stands elsewhere than its node. */
  #endOf({ keySpan, value }: Entry): number {
    return value.span.start >= keySpan.end ? value.span.end : keySpan.end;
  }

  /** One entry of a mapping; undefined for a line that is none. Always goes on. */
  #entry(column: number): Entry | undefined {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    if (code === question && isSpaceOrEnd(this.#text.charCodeAt(start + 1))) return this.#explicitEntry(column);
    if (code === bang || code === ampersand) this.#properties();
    const keyStart = this.#at;
    const end = this.#keyColon();
    if (end < 0 || this.#isDash()) {
      if (this.#isDash()) this.#sequence(column);
      else this.#toLineEnd();
      return undefined;
    }
    const key = this.#key(keyStart, this.#trimEnd(keyStart, end));
    this.#at = end + 1;
    return { ...key, value: this.#valueOf(column) };
  }

  /** `? key`, and `: value` on a line of its own. */
  #explicitEntry(column: number): Entry | undefined {
    this.#at++;
    this.#skipBlanks();
    const key = this.#isLineRest() ? this.#below(column, this.#at, false) : this.#node(this.#column(), column);
    const named = key.kind === 'scalar' ? { key: String(key.value), keySpan: key.span } : undefined;
    let value: DocumentNode = nothingAt(key.span.end);
    if (
      this.#skip() === column &&
      this.#text.charCodeAt(this.#at) === colon &&
      isSpaceOrEnd(this.#text.charCodeAt(this.#at + 1))
    ) {
      this.#at++;
      this.#skipBlanks();
      value = this.#isLineRest() ? this.#below(column, this.#at, true) : this.#node(this.#column(), column);
    }
    // The caller goes on from here by itself.
    return named && { ...named, value };
  }

  #key(start: number, end: number): Pick<Entry, 'key' | 'keySpan'> {
    const first = this.#text.charCodeAt(start);
    if (first !== doubleQuote && first !== singleQuote) {
      return { key: this.#text.slice(start, end), keySpan: { start, end } };
    }
    const inner = this.#text.slice(start + 1, end - 1);
    const key = first === doubleQuote ? unescaped(inner) : inner.replaceAll("''", "'");
    return { key, keySpan: { start: start + 1, end: end - 1 } };
  }

  /** What stands behind the colon of a key. */
  #valueOf(column: number): DocumentNode {
    const place = this.#at;
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.#at);
    const properties = code === bang || code === ampersand ? this.#properties() : undefined;
    if (this.#isLineRest()) {
      const node = this.#below(column, properties ? this.#at : place, true);
      return properties ? this.#with(properties, node) : node;
    }
    const node = this.#inline(column);
    return properties ? this.#with(properties, node) : node;
  }

  /** Whether nothing but a comment follows in the line. */
  #isLineRest(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    if (code === newline || code === carriage || Number.isNaN(code)) return true;
    return code === hash && isBlank(this.#text.charCodeAt(this.#at - 1));
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  /** Tags and anchors; undefined, and nothing read, where there is neither. */
  #properties(): Properties | undefined {
    const start = this.#at;
    let tag: string | undefined;
    let anchor: string | undefined;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== bang && code !== ampersand) break;
      const from = this.#at + 1;
      while (!isPropertyEnd(this.#text.charCodeAt(this.#at))) this.#at++;
      const name = this.#text.slice(from, this.#at);
      if (code === bang) tag = name;
      else anchor = name;
      this.#skipBlanks();
    }
    if (this.#at === start) return undefined;
    return { start, ...(tag === undefined ? {} : { tag }), ...(anchor === undefined ? {} : { anchor }) };
  }

  #with({ start, tag, anchor }: Properties, node: DocumentNode): DocumentNode {
    const whole = tag === undefined ? node : this.#tagged(start, tag, node);
    // Only now that it is complete: a node that holds itself would have no end.
    if (anchor) this.#anchors.set(anchor, whole);
    return whole;
  }

  #tagged(start: number, tag: string, node: DocumentNode): DocumentNode {
    const span = { start, end: Math.max(node.span.end, start + 1 + tag.length) };
    if (!tag.startsWith('!')) {
      return node.kind === 'scalar' ? { ...node, span, tag, literal: false } : { ...node, span, tag };
    }
    if (tag === '!str' && node.kind === 'scalar') {
      const value =
        typeof node.value === 'string' ? node.value : this.#text.slice(node.span.start, node.span.end).trim();
      return { ...node, span, value };
    }
    return { ...node, span };
  }

  /** Where the colon of the key stands that begins here; -1 where none does. */
  #keyColon(): number {
    const text = this.#text;
    let at = this.#at;
    const first = text.charCodeAt(at);
    if (first === doubleQuote || first === singleQuote) {
      at = this.#quoteEnd(at, first, true);
      if (at < 0) return -1;
      while (isBlank(text.charCodeAt(at))) at++;
      return text.charCodeAt(at) === colon && isSpaceOrEnd(text.charCodeAt(at + 1)) ? at : -1;
    }
    if (first === openBracket || first === bar || first === greater) return -1;
    if (first === openBrace && text.charCodeAt(at + 1) !== openBrace) return -1;
    for (; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === colon) {
        if (isSpaceOrEnd(text.charCodeAt(at + 1))) return at;
      } else if (code === newline) return -1;
      else if (code === hash && isBlank(text.charCodeAt(at - 1))) return -1;
    }
    return -1;
  }

  /** Where the quoted text ends that begins at `from`, behind its quote; -1 where it does not, or not in its line. */
  #quoteEnd(from: number, quote: number, sameLine: boolean): number {
    const text = this.#text;
    for (let at = from + 1; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (quote === doubleQuote || text.charCodeAt(at + 1) !== singleQuote) return at + 1;
        at++;
      } else if (code === backslash && quote === doubleQuote) {
        if (sameLine && text.charCodeAt(at + 1) === newline) return -1;
        at++;
      } else if (sameLine && code === newline) return -1;
    }
    return -1;
  }

  /** A value that begins in the middle of a line of a block. */
  #inline(parent: number): DocumentNode {
    const code = this.#text.charCodeAt(this.#at);
    if (code === bar || code === greater) return this.#blockScalar(parent, code === greater);
    if (code === openBracket || (code === openBrace && this.#text.charCodeAt(this.#at + 1) !== openBrace)) {
      return this.#flow(parent);
    }
    if (code === doubleQuote || code === singleQuote) return this.#quoted(parent, code);
    if (code === star) {
      const alias = this.#alias();
      if (alias) return alias;
    }
    return this.#plain(parent);
  }

  #alias(): DocumentNode | undefined {
    const start = this.#at;
    let end = start + 1;
    while (!isPropertyEnd(this.#text.charCodeAt(end))) end++;
    const name = this.#text.slice(start + 1, end);
    if (!name) return undefined;
    this.#at = end;
    return this.#anchors.get(name) ?? { kind: 'scalar', span: { start, end }, value: `*${name}`, literal: false };
  }

  #plain(parent: number): DocumentNode {
    const start = this.#at;
    const [first, commented] = this.#plainEnd(start);
    let end = first;
    this.#at = end;
    let value: string | undefined;
    if (!commented) {
      for (let next = this.#continuation(parent); next; next = this.#continuation(parent)) {
        value = (value ?? this.#text.slice(start, end)) + (next.blank ? '\n'.repeat(next.blank) : ' ');
        const [lineEnd, stop] = this.#plainEnd(this.#at);
        value += this.#text.slice(this.#at, lineEnd);
        end = lineEnd;
        this.#at = lineEnd;
        if (stop) break;
      }
    }
    this.#toLineEnd();
    return plainNode(value ?? this.#text.slice(start, end), start, end);
  }

  /** Where the plain text of this line ends, without blanks, and whether a comment follows. */
  #plainEnd(start: number): [end: number, commented: boolean] {
    const text = this.#text;
    let last = start;
    for (let at = start; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === newline) break;
      if (code === hash && at > start && isBlank(text.charCodeAt(at - 1))) return [last, true];
      if (code !== space && code !== tab && code !== carriage) last = at + 1;
    }
    return [last, false];
  }

  /**
   * Goes to the next line if that continues a text: it is further right than the block around it, and no key.
   * @returns how many blank lines are between; undefined, and nothing read, where the text ends
   */
  #continuation(parent: number): { blank: number } | undefined {
    const at = this.#at;
    const lineStart = this.#lineStart;
    const blank = this.#toNextLine();
    const code = this.#text.charCodeAt(this.#at);
    if (
      blank >= 0 &&
      this.#column() > parent &&
      code !== hash &&
      !(this.#at === this.#lineStart && this.#isMarker(code)) &&
      this.#keyColon() < 0
    ) {
      return { blank };
    }
    this.#at = at;
    this.#lineStart = lineStart;
    return undefined;
  }

  /** Goes to the next line that is not blank; returns how many are blank, -1 where none follows. */
  #toNextLine(): number {
    let lines = -1;
    for (; this.#at < this.#length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === newline) {
        lines++;
        this.#lineStart = this.#at + 1;
      } else if (!isBlankOrReturn(code)) return lines;
    }
    return -1;
  }

  #quoted(parent: number, quote: number): DocumentNode {
    const start = this.#at;
    const end = this.#quotedEnd(parent, quote);
    if (end < 0) {
      // Still being typed: it ends with its line.
      this.#toLineEnd();
      const last = this.#trimEnd(start, this.#at);
      const value = this.#text.slice(start + 1, last);
      return { kind: 'scalar', span: { start, end: last }, value, literal: !isTemplate(value) };
    }
    const inner = this.#text.slice(start + 1, end - 1);
    const value =
      quote === doubleQuote ? unescaped(inner) : inner.includes("'") || inner.includes('\n') ? unquoted(inner) : inner;
    this.#at = end;
    const newlineAt = inner.lastIndexOf('\n');
    if (newlineAt >= 0) this.#lineStart = start + 2 + newlineAt;
    return { kind: 'scalar', span: { start, end }, value, literal: !isTemplate(value) };
  }

  /** Where the quoted text ends; -1 where a line that is not indented comes first. */
  #quotedEnd(parent: number, quote: number): number {
    const text = this.#text;
    for (let at = this.#at + 1; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (quote === doubleQuote || text.charCodeAt(at + 1) !== singleQuote) return at + 1;
        at++;
      } else if (
        code === newline ||
        (code === backslash && quote === doubleQuote && text.charCodeAt(++at) === newline)
      ) {
        const next = this.#indentAfter(at);
        if (next >= 0 && next <= parent) return -1;
      }
    }
    return -1;
  }

  /** The column of the first thing in the line behind this line end; -1 for a blank line. */
  #indentAfter(lineEnd: number): number {
    let at = lineEnd + 1;
    while (isBlank(this.#text.charCodeAt(at))) at++;
    const code = this.#text.charCodeAt(at);
    return code === newline || code === carriage || Number.isNaN(code) ? -1 : at - lineEnd - 1;
  }

  #blockScalar(parent: number, folded: boolean): DocumentNode {
    const start = this.#at;
    const text = this.#text;
    const header = this.#lineEnd(start);
    let chomping = 0;
    let indent = -1;
    for (let at = start + 1; at < header; at++) {
      const code = text.charCodeAt(at);
      if (code === 43 || code === dash) chomping = code;
      else if (code >= 49 && code <= 57) indent = Math.max(parent, 0) + code - 48;
      else break;
    }
    const lines: string[] = [];
    let end = this.#trimEnd(start, header);
    let at = header;
    while (at < this.#length) {
      const lineStart = at + 1;
      let content = lineStart;
      while (text.charCodeAt(content) === space && (indent < 0 || content - lineStart < indent)) content++;
      const lineEnd = this.#lineEnd(lineStart);
      const last = text.charCodeAt(lineEnd - 1) === carriage ? lineEnd - 1 : lineEnd;
      const column = content - lineStart;
      if (content >= last) {
        if (lineStart <= this.#length) lines.push('');
      } else {
        // A line of blanks that is not as far right as the text.
        if (column <= parent || (indent >= 0 && column < indent)) {
          if (this.#trimEnd(content, last) > content) break;
          lines.push('');
          at = lineEnd;
          continue;
        }
        if (column === 0 && this.#isMarkerAt(lineStart)) break;
        if (indent < 0) indent = column;
        lines.push(text.slice(content, last));
        end = last;
      }
      at = lineEnd;
    }
    this.#at = at;
    this.#lineStart = text.lastIndexOf('\n', at - 1) + 1;
    // The end of the text is the end of its last line, no further one.
    if (at >= this.#length && text.charCodeAt(this.#length - 1) === newline) lines.pop();
    const value = chomped(folded ? foldedLines(lines) : lines.join('\n'), lines, chomping);
    return { kind: 'scalar', span: { start, end }, value, literal: !isTemplate(value) };
  }

  #isMarkerAt(at: number): boolean {
    const before = this.#at;
    this.#at = at;
    const is = this.#isMarker(this.#text.charCodeAt(at));
    this.#at = before;
    return is;
  }

  /** A collection or a value inside of one, in brackets. */
  #flow(parent: number): DocumentNode {
    const code = this.#text.charCodeAt(this.#at);
    if (code === bang || code === ampersand) {
      const properties = this.#properties();
      if (properties) {
        const here = this.#text.charCodeAt(this.#at);
        const empty = here === comma || here === closeBracket || here === closeBrace || Number.isNaN(here);
        return this.#with(properties, empty ? nothingAt(this.#at) : this.#flow(parent));
      }
    }
    if (code === openBracket || (code === openBrace && this.#text.charCodeAt(this.#at + 1) !== openBrace)) {
      if (this.#depth >= deepest) return this.#tooDeep();
      this.#depth++;
      const node = code === openBracket ? this.#flowList(parent) : this.#flowMap(parent);
      this.#depth--;
      return node;
    }
    if (code === doubleQuote || code === singleQuote) return this.#quoted(parent, code);
    if (code === star) {
      const alias = this.#alias();
      if (alias) return alias;
    }
    return this.#flowPlain();
  }

  #tooDeep(): DocumentNode {
    const start = this.#at++;
    return { kind: 'scalar', span: { start, end: this.#at }, value: this.#text.slice(start, this.#at), literal: false };
  }

  /** Goes to the next thing inside of brackets; false where they are not closed before the block around them goes on. */
  #skipFlow(parent: number): boolean {
    const line = this.#lineStart;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (isBlankOrReturn(code)) this.#at++;
      else if (code === newline) {
        this.#at++;
        this.#lineStart = this.#at;
      } else if (code === hash && (this.#at === this.#lineStart || isBlank(this.#text.charCodeAt(this.#at - 1)))) {
        this.#toLineEnd();
      } else if (this.#at >= this.#length) return false;
      else if (this.#lineStart === line || this.#column() > parent) {
        return !(this.#at === this.#lineStart && this.#isMarker(code));
      } else return code === closeBracket || code === closeBrace;
    }
  }

  #flowList(parent: number): DocumentNode {
    const start = this.#at;
    const items: DocumentNode[] = [];
    this.#at++;
    let end = this.#at;
    while (this.#skipFlow(parent)) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === closeBracket) {
        this.#at++;
        return { kind: 'list', span: { start, end: this.#at }, items };
      }
      if (code === closeBrace) break;
      if (code === comma) this.#at++;
      else {
        const entry = this.#flowEntry(parent);
        items.push(entry.colon ? pair(entry) : entry.value);
      }
      end = this.#at;
    }
    return { kind: 'list', span: { start, end }, items };
  }

  #flowMap(parent: number): DocumentNode {
    const start = this.#at;
    const entries: Entry[] = [];
    let merged: MapNode[] | undefined;
    this.#at++;
    let end = this.#at;
    while (this.#skipFlow(parent)) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === closeBrace) {
        end = ++this.#at;
        break;
      }
      if (code === closeBracket) break;
      if (code === comma) this.#at++;
      else {
        const { key, value, colon: hasValue } = this.#flowEntry(parent);
        if (key) {
          const maps = key.key === '<<' ? mapsOf(value) : [];
          if (maps.length) merged = [...(merged ?? []), ...maps];
          else entries.push({ ...key, value: hasValue ? value : nothingAt(key.keySpan.end) });
        }
      }
      end = this.#at;
    }
    return { kind: 'map', span: { start, end }, entries, ...(merged ? { merged } : {}) };
  }

  /** One value in brackets, or a key with its value. Always goes on. */
  #flowEntry(parent: number): FlowEntry {
    const before = this.#at;
    if (this.#text.charCodeAt(before) === question && isSpaceOrEnd(this.#text.charCodeAt(before + 1))) {
      this.#at++;
      this.#skipFlow(parent);
    }
    const start = this.#at;
    const node = this.#flow(parent);
    const quoted = isQuote(this.#text.charCodeAt(start));
    const raw = quoted ? { start: start + 1, end: Math.max(start + 1, this.#at - 1) } : node.span;
    const key =
      node.kind === 'scalar'
        ? {
            key: typeof node.value === 'string' ? node.value : this.#text.slice(raw.start, raw.end),
            keySpan: raw,
          }
        : undefined;
    const lineStart = this.#lineStart;
    const end = this.#at;
    if (this.#skipFlow(parent) && this.#text.charCodeAt(this.#at) === colon) {
      this.#at++;
      const place = this.#at;
      if (!this.#skipFlow(parent)) return { key, value: nothingAt(place), colon: true };
      const code = this.#text.charCodeAt(this.#at);
      const empty = code === comma || code === closeBrace || code === closeBracket;
      return { key, value: empty ? nothingAt(place) : this.#flow(parent), colon: true };
    }
    this.#at = end;
    this.#lineStart = lineStart;
    if (this.#at === before) this.#at++;
    return { key, value: node, colon: false };
  }

  #flowPlain(): DocumentNode {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    let end = start;
    for (; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === openBrace && text.charCodeAt(at + 1) === openBrace) {
        const close = text.indexOf('}}', at);
        const line = this.#lineEnd(at);
        at = close < 0 || close > line ? line - 1 : close + 1;
        end = at + 1;
        continue;
      }
      if (
        code === comma ||
        code === openBracket ||
        code === closeBracket ||
        code === openBrace ||
        code === closeBrace
      ) {
        break;
      }
      if (code === newline) break;
      if (code === colon && isFlowSpace(text.charCodeAt(at + 1))) break;
      if (code === hash && isBlank(text.charCodeAt(at - 1))) break;
      if (!isBlankOrReturn(code)) end = at + 1;
    }
    this.#at = at;
    return plainNode(text.slice(start, end), start, end);
  }
}

interface FlowEntry {
  readonly key: Pick<Entry, 'key' | 'keySpan'> | undefined;
  readonly value: DocumentNode;
  readonly colon: boolean;
}

function pair({ key, value }: FlowEntry): DocumentNode {
  if (!key) return value;
  const span = { start: key.keySpan.start, end: Math.max(key.keySpan.end, value.span.end) };
  return { kind: 'map', span, entries: [{ ...key, value }] };
}

/** The maps that `<<` names: one, or several in a list. */
function mapsOf(node: DocumentNode): MapNode[] {
  if (node.kind === 'map') return [node];
  return node.kind === 'list' ? node.items.filter((item) => item.kind === 'map') : [];
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}

function isBlankOrReturn(code: number): boolean {
  return code === space || code === tab || code === carriage;
}

function isSpaceOrEnd(code: number): boolean {
  return code === space || code === newline || code === tab || code === carriage || Number.isNaN(code);
}

function isFlowSpace(code: number): boolean {
  return (
    isSpaceOrEnd(code) ||
    code === comma ||
    code === closeBrace ||
    code === closeBracket ||
    code === openBrace ||
    code === openBracket
  );
}

function isPropertyEnd(code: number): boolean {
  return isSpaceOrEnd(code) || code === comma || code === closeBrace || code === closeBracket;
}

function isQuote(code: number): boolean {
  return code === doubleQuote || code === singleQuote;
}

/** A plain scalar: what the core schema of YAML 1.2 makes of it. */
function plainNode(text: string, start: number, end: number): DocumentNode {
  const value = plainValue(text);
  return { kind: 'scalar', span: { start, end }, value, literal: value !== text || !isTemplate(text) };
}

function plainValue(text: string): string | number | boolean | null {
  const code = text.charCodeAt(0);
  // Numbers begin with a digit, a sign or a dot.
  if ((code >= 48 && code <= 57) || code === 43 || code === dash || code === dot) {
    if (text.length > 40) return text;
    if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
    if (/^0(?:x[\da-fA-F]+|o[0-7]+)$/.test(text)) return Number(text);
    return text;
  }
  return text.length <= 5 && words.has(text) ? words.get(text)! : text;
}

const words = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

/** The text of single quotes over several lines. */
function unquoted(inner: string): string {
  return foldedQuote(inner).replaceAll("''", "'");
}

/** One line break between words is a blank, further ones are line breaks. */
function foldedQuote(inner: string): string {
  if (!inner.includes('\n')) return inner;
  const lines = inner.split('\n');
  let out = lines[0]!.replace(/[ \t\r]+$/, '');
  let blank = 0;
  for (let index = 1; index < lines.length; index++) {
    const last = index === lines.length - 1;
    const line = last ? lines[index]!.replace(/^[ \t]+/, '') : trimmed(lines[index]!);
    if (!line && !last) blank++;
    else {
      out += (blank ? '\n'.repeat(blank) : ' ') + line;
      blank = 0;
    }
  }
  return out;
}

function trimmed(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && isBlankOrReturn(line.charCodeAt(start))) start++;
  while (end > start && isBlankOrReturn(line.charCodeAt(end - 1))) end--;
  return line.slice(start, end);
}

const escapes: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** The text of double quotes. */
function unescaped(inner: string): string {
  if (!inner.includes('\\')) return foldedQuote(inner);
  // A line break behind a backslash joins the lines; the others are folded first.
  const joined = inner.replace(/((?:^|[^\\])(?:\\\\)*)\\\r?\n[ \t]*/g, '$1');
  return foldedQuote(joined).replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^xuU]))/g,
    (whole, x?: string, u?: string, long?: string, one?: string) => {
      if (one !== undefined) return escapes[one] ?? one;
      const code = Number.parseInt((x ?? u ?? long)!, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Lines of `>`: those that are not indented further join with a blank. */
function foldedLines(lines: readonly string[]): string {
  let out = '';
  let blank = 0;
  let before: 'none' | 'text' | 'indented' = 'none';
  for (const line of lines) {
    if (!line) {
      blank++;
      continue;
    }
    const indented = isBlank(line.charCodeAt(0));
    if (before === 'none') out += '\n'.repeat(blank);
    else if (before === 'text' && !indented) out += blank ? '\n'.repeat(blank) : ' ';
    else out += '\n'.repeat(blank + 1);
    out += line;
    blank = 0;
    before = indented ? 'indented' : 'text';
  }
  return out + '\n'.repeat(blank);
}

/** What becomes of the line ends behind a block: `-` none stays, `+` all do, else one. */
function chomped(body: string, lines: readonly string[], chomping: number): string {
  let end = body.length;
  while (end > 0 && body.charCodeAt(end - 1) === newline) end--;
  const content = body.slice(0, end);
  if (chomping === dash) return content;
  if (chomping !== 43) return content && `${content}\n`;
  let blank = 0;
  while (blank < lines.length && !lines[lines.length - 1 - blank]) blank++;
  return content + '\n'.repeat(content ? blank + 1 : blank);
}
