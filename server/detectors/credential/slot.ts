import type { Span } from '../../engine/span.ts';

/** Where the value of a name stands. */
export interface Slot {
  /** The content of the literal, without its quotes. */
  readonly value: Span;
  readonly quoted: boolean;
  /** How the name and the value are joined. */
  readonly joint: 'assign' | 'colon' | 'compare' | 'call' | 'comma' | 'space' | 'element';
  /** The value is the default of a look-up of the real one. */
  readonly fallback: boolean;
}

/**
 * Finds the literal value that the name at `name` is given, on the same or the next line; undefined where it is
 * given none (a look-up, a variable, nothing at all). Reads only what follows the name, so it costs the same in a
 * half-typed file and in any language.
 * @param bare whether values without quotes are values in this language (`.env`, YAML, shell) and not expressions
 */
export function slotAfter(text: string, name: Span, bare: boolean): Slot | undefined {
  const closed = closeName(text, name);
  if (isLookup(text, name.start)) return readDefault(text, closed.at);
  const joint = readJoint(text, name.start, closed.at, closed.quote);
  return joint && readValue(text, joint.at, joint.kind, bare);
}

/**
 * The literal that the name is compared with where it stands first (`"…" == password`), on the same line and at most
 * 200 code units long.
 */
export function slotBefore(text: string, name: Span): Slot | undefined {
  const operator = beforeBlanks(text, beforeOwner(text, name.start));
  if (text.charCodeAt(operator - 1) !== equals) return undefined;
  let at = operator - 1;
  while (text.charCodeAt(at - 1) === equals) at--;
  if (text.charCodeAt(at - 1) === bang) at--;
  if (operator - at < 2) return undefined;
  const end = beforeBlanks(text, at) - 1;
  const close = text[end] ?? '';
  if (!quotes.has(close)) return undefined;
  for (let start = end - 1; start >= 0 && end - start <= 200 && text[start] !== '\n'; start--) {
    if (text[start] === close) {
      const value = withoutInnerQuotes(text, { start: start + 1, end });
      return { value, quoted: true, joint: 'compare', fallback: false };
    }
  }
  return undefined;
}

/** Back over what the name is a part of: `user.`, `this->`. */
function beforeOwner(text: string, start: number): number {
  let at = start;
  while (at > 0 && start - at < 60 && /[\w.$]/.test(text[at - 1]!)) at--;
  return at;
}

function beforeBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at - 1) === blank || text.charCodeAt(at - 1) === tab) at--;
  return at;
}

/**
 * Whether {@link slotAfter} can find anything for a name: a cheap look at the characters around it, which settles it
 * for most names. It never says "no" wrongly.
 */
export function mayHaveSlot(text: string, { start, end }: Span): boolean {
  switch (text.charCodeAt(end)) {
    case blank:
    case tab:
      return mayFollowSpace(text, start, end + 1);
    case comma:
    case closing:
      return mayBeLookup(text, start);
    case opening:
      return mayOpenValue(text, end + 1);
    case dot:
      return text.startsWith('.equals(', end);
    case question:
      return /^.(?:[: \t[]|.{0,2}=)/.test(text.slice(end, end + 4)) || mayBeLookup(text, start);
    case bar:
    case ampersand:
      return text.slice(end, end + 4).includes('=') || mayBeLookup(text, start);
    case quote:
    case doubleQuote:
    case backtick:
      return mayFollowQuote(text, start, end + 1);
    default:
      return openers.has(text.charCodeAt(end));
  }
}

const [tab, blank, doubleQuote, ampersand, quote, opening, closing, comma, dot] = [9, 32, 34, 38, 39, 40, 41, 44, 46];
const [bang, equals, question, backtick, bar] = [33, 61, 63, 96, 124];
/** What else a joint, a type or the end of a quoted name begins with. */
const openers = codeUnits('\\]!=:+<->[');
/** What a joint begins with after a space, or a further sign of a look-up. */
const joiners = codeUnits('!=:?+|&<->.');
const afterQuote = codeUnits('!=:?+|&<->.,)]');

function codeUnits(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

function mayFollowQuote(text: string, start: number, from: number): boolean {
  const next = text.charCodeAt(afterBlanks(text, from));
  if (next === comma && !isSpace(text.charCodeAt(from)))
    return !/[\w"'`\])]/.test(text[start - 2] ?? '') || mayBeLookup(text, start);
  return afterQuote.has(next) || isSpace(text.charCodeAt(from));
}

function mayFollowSpace(text: string, start: number, from: number): boolean {
  let at = afterBlanks(text, from);
  const next = text.charCodeAt(at);
  if (next === ampersand || next === bar) {
    return text.slice(at, at + 4).includes('=') || mayBeLookup(text, start) || maySpace(text, start);
  }
  if (joiners.has(next)) return true;
  if (next === opening) return mayOpenValue(text, at + 1) || maySpace(text, start);
  // A type and an equals sign (`String password =`), `eq`, `or`: all begin with a letter.
  if (isTypePart(next)) {
    if (text.startsWith('eq', at)) return true;
    while (isTypePart(text.charCodeAt(at))) at++;
    if (text[afterBlanks(text, at)] === '=') return true;
  }
  return maySpace(text, start) || mayBeLookup(text, start);
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === blank || text.charCodeAt(at) === tab) at++;
  return at;
}

function isTypePart(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 48 && unit <= 57) ||
    (unit >= 65 && unit <= 93 && unit !== 92) ||
    unit === 95 ||
    unit === 42 ||
    unit === dot
  );
}

/** Whether the first argument of a call can be, or wrap, a literal: that begins with a quote or a name. */
function mayOpenValue(text: string, from: number): boolean {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  const next = text.charCodeAt(at);
  if (next === closing || next === comma) return false;
  while (isTypePart(text.charCodeAt(at)) && at - from < 400) at++;
  return !(text.charCodeAt(at) === closing || text.charCodeAt(at) === comma);
}

function isSpace(unit: number): boolean {
  return unit === blank || (unit >= tab && unit <= 13);
}

/** Whether {@link takesSpace} can hold: the name begins a line, or a flag, or comes after one of a few words. */
function maySpace(text: string, start: number): boolean {
  let at = start - 1;
  while (text.charCodeAt(at) === blank || text.charCodeAt(at) === tab) at--;
  const before = text.charCodeAt(at);
  if (at < 0 || before === 10 || before === 13 || before === 45 || before === 47) return true;
  if (at === start - 1) return false;
  const word = /(\w+)$/.exec(text.slice(Math.max(0, at - 11), at + 1))?.[0].toLowerCase();
  return (
    word !== undefined && (beforeNames.has(word) || /\blogin\s+\w*$/i.test(text.slice(Math.max(0, at - 60), at + 1)))
  );
}

const beforeNames: ReadonlySet<string> = new Set(['env', 'arg', 'set', 'setenv', 'requirepass']);

/** Whether {@link isLookup} can hold, by the letters right before the name. */
function mayBeLookup(text: string, start: number): boolean {
  let at = start - 1;
  if (quotes.has(text[at] ?? '')) at--;
  while (isSpace(text.charCodeAt(at))) at--;
  const unit = text.charCodeAt(at);
  return (unit === dot || unit === opening || unit === 91) && lookupEnds.test(text.slice(Math.max(0, at - 3), at));
}

/** The ends of `env`, `environ`, `get`, `fetch`, `Variable`, `SERVER`. */
const lookupEnds = /^(?:env|ron|get|tch|ble|ver)$/i;

/** Steps over what ends the name itself: the quote of a key, brackets of an index. */
function closeName(text: string, { start, end }: Span): { at: number; quote: string } {
  let at = end;
  let quote = '';
  const before = text[start - 1];
  if ((before === '"' || before === "'" || before === '`') && text[at] === before) {
    quote = before;
    at++;
  } else if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === "'")) {
    quote = text[at + 1]!;
    at += 2;
  } else if (quotes.has(text[at] ?? '') && isQuotedKey(text, start, text[at]!)) {
    quote = text[at]!;
    at++;
  }
  while (text[at] === ']' || (quote && text[at] === ')')) at++;
  return { at, quote };
}

const quotes = new Set(['"', "'", '`']);

/** Whether the quote before the dotted key (`"spring.datasource.password"`) is the one that closes it. */
function isQuotedKey(text: string, start: number, quote: string): boolean {
  let at = start - 1;
  while (at >= 0 && start - at < 80 && /[\w.\-:/ ]/.test(text[at]!)) at--;
  return text[at] === quote;
}

interface Joint {
  readonly kind: Slot['joint'];
  readonly at: number;
}

const joints =
  /[ \t]*(?:(?<compare>[!=]==?(?!>)|\beq\b|\.equals\()|(?<assign>(?:[:?+|&]{0,2}:?|::)=(?![=~])>?|<-|=>|->)|(?<colon>:(?![:=]))|(?<call>\()|(?<comma>,)|(?<element>>))/y;

/** A type between a name and its `=`: `: string =`, ` string =`, `: Option<String> =`, `[] =`, `?: string =`. */
const typed =
  /[ \t]{0,40}[?!]?(?::[ \t]{0,8}[\w.<>[\]|?& ,]{1,60}?|[ \t]{1,40}[*\w.[\]]{1,30}|\[\w{0,6}\])[ \t]{0,40}=(?![=>~])/y;

function readJoint(text: string, start: number, from: number, quote: string): Joint | undefined {
  // A look at the next character first: it rules most of the expressions out.
  let next = from;
  while (text[next] === ' ' || text[next] === '\t') next++;
  const char = text[next] ?? '';
  if (!quote && (next > from || '?!:['.includes(char))) {
    typed.lastIndex = from;
    const type = typed.exec(text);
    if (type) return { kind: 'assign', at: from + type[0].length };
  }
  if ('!=.:?+|&<-(,>e'.includes(char)) {
    joints.lastIndex = from;
    const match = joints.exec(text);
    if (match) {
      const kind = Object.entries(match.groups!).find(([, part]) => part !== undefined)![0] as Slot['joint'];
      if (kind === 'comma' && !(quote && isFirstArgument(text, start))) return undefined;
      if (kind === 'call' && quote) return undefined;
      return { kind, at: from + match[0].length };
    }
  }
  return next > from && takesSpace(text, start) ? { kind: 'space', at: next } : undefined;
}

/** Whether the name stands where a blank is enough before the value: a flag (`--password x`), the first word of a line (`ENV PASSWORD x`). */
function takesSpace(text: string, start: number): boolean {
  return /(?:[\r\n][ \t]*|(?:ENV|ARG|set|setenv|requirepass|login \w+)[ \t]+|[\s"'][-/]{1,2}[\w-]{0,30})$/i.test(
    start < lookBehind ? `\n${text.slice(0, start)}` : text.slice(start - lookBehind, start),
  );
}

const lookBehind = 60;

/** Whether the quoted name is the first argument of a call that pairs it with a value; one that hashes or checks its arguments does not. */
function isFirstArgument(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  return (
    (/\(\s*["'`]$/.test(before) ||
      /\b(?:buildConfigField|resValue)[ (]{1,3}["']\w+["'][ ]{0,2},[ ]{0,2}["']$/.test(before)) &&
    !/(?:hash|argon|crypt|pbkdf|hmac|digest|verify|check|compare)\w*\s*\(\s*["'`]$/i.test(before)
  );
}

/** Calls that only wrap or convert a literal: `Some("…")`, `new String("…")`, `b"…"`, `Base64.decode("…")`. */
const wrapper =
  /(?:new[ \t]+|await[ \t]+)?(?:[A-Za-z_$][\w$]{0,80}(?:\.|::|->)){0,8}(?<callee>[A-Za-z_$][\w$]{0,80}!?)[ \t]*\([ \t]*/y;
const lookups =
  /^(?:get_?env|env|environ|lookup|get|fetch|config|read|load|find|prompt|input|ask|query|param|arg|option|setting|secret|t|i18n|_|gettext|translate|tr|require|import|getproperty|getstring|getparameter|property|select|value_?of|field|label|column|getitem|getpass|retrieve|getsecret.*|decode|encode|replace|split|join|strip|trim|lstrip|rstrip|startswith|endswith|match|test|equals|matches|includes|contains|indexof|append|concat|lower|upper|isset|empty|enc|open|print|println|printf|log|error|warn|info|format)$/i;
/** Look-ups of the environment with a default: what follows is the default. */
const fallbacks = [
  /(?:process\.env|import\.meta\.env|Deno\.env)(?:\.\w+|\[[^\]\n]{1,80}\])[ \t]*(?:\|\||\?\?)[ \t]*/y,
  /(?:os\.getenv|os\.environ\.get|(?:System\.)?getenv|ENV\.fetch|env|config|getEnv|get_env|getEnvOrDefault|os\.Getenv|Environment\.GetEnvironmentVariable)\([ \t]*["'`][\w.-]{1,80}["'`][ \t]*(?:,|\)[ \t]*(?:\|\||\?\?|or|\?:)|,[ \t]*\w+[ \t]*=)[ \t]*/y,
  /ENV\[["'][\w.-]{1,80}["']\][ \t]*\|\|[ \t]*/y,
  /["']?\$\{[\w.]{1,80}(?::?-|:)(?=[^}\s$?"'`-])/y,
  /\$_(?:ENV|SERVER)\[["'][\w.-]{1,80}["']\][ \t]*(?:\?\?|\?:)[ \t]*/y,
];
const prefix = /(?:[rRbBuUfFL@$]{1,2}|%[qQ])?(?="""|'''|["'`({])/y;

function readValue(text: string, from: number, joint: Slot['joint'], bare: boolean): Slot | undefined {
  let at = skipSpace(text, from, joint);
  for (const fallback of fallbacks) {
    fallback.lastIndex = at;
    const match = fallback.exec(text);
    if (match) return readFallback(text, at + match[0].length, joint, match[0].includes('${'));
  }
  if (joint === 'element') return readElement(text, at);
  if (text[at] === '[' || (text[at] === '(' && joint !== 'space')) at = skipSpace(text, at + 1, joint);
  let wrapped = false;
  for (let depth = 0; depth < 2; depth++) {
    wrapper.lastIndex = at;
    const match = wrapper.exec(text);
    if (!match) break;
    wrapped = true;
    if (lookups.test(match.groups!.callee!)) return undefined;
    at += match[0].length;
  }
  prefix.lastIndex = at;
  at += prefix.exec(text)?.[0].length ?? 0;
  const content = quotedAt(text, at);
  if (content) return { value: withoutInnerQuotes(text, content), quoted: true, joint, fallback: false };
  if (joint === 'call' || joint === 'comma' || joint === 'compare' || wrapped) return undefined;
  return bare ? readBare(text, at, joint) : undefined;
}

/** The content of `'"…"'`: code inside of a string. */
function withoutInnerQuotes(text: string, { start, end }: Span): Span {
  const inner = end - start > 2 && quotes.has(text[start]!) && text[end - 1] === text[start];
  return inner ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Space before a value; after `=`, `(` and `,` also a line break, since formatters break long lines there. */
function skipSpace(text: string, from: number, joint: Slot['joint']): number {
  const space =
    joint === 'assign' || joint === 'call' || joint === 'comma' ? /(?:[ \t]*(?:\\?\r?\n)?[ \t]*)/y : /[ \t]*/y;
  space.lastIndex = from;
  return from + space.exec(text)![0].length;
}

/** Whether the name is what a look-up of the environment asks for: `process.env.NAME`, `os.getenv("NAME"`. */
function isLookup(text: string, start: number): boolean {
  return /(?:process\.env|import\.meta\.env|Deno\.env\.get|\bENV|\benviron(?:\.get)?|getenv|\benv|GetEnvironmentVariable|ENV\.fetch|_(?:ENV|SERVER))(?:\.|\[|\()\s*["'`]?$/i.test(
    text.slice(Math.max(0, start - 48), start),
  );
}

/** The default of the look-up that ends at `at`: `|| "…"`, `?? "…"`, `, "…")`, `or "…"`. */
function readDefault(text: string, at: number): Slot | undefined {
  const joint = /[ \t]{0,40}\)?[ \t]{0,40}(?:\|\||\?\?|\?:|,|or\b)[ \t]*(?:\w{1,80}[ \t]*=[ \t]*)?/y;
  joint.lastIndex = at;
  const match = joint.exec(text);
  return match ? readFallback(text, at + match[0].length, 'assign', false) : undefined;
}

function readFallback(text: string, at: number, joint: Slot['joint'], braces: boolean): Slot | undefined {
  if (braces) {
    const end = text.slice(at, at + 300).search(/[}\s]/);
    return end > 0 ? { value: { start: at, end: at + end }, quoted: false, joint, fallback: true } : undefined;
  }
  const content = quotedAt(text, at);
  return content && { value: content, quoted: true, joint, fallback: true };
}

/** The content of the string literal that begins at `at`, at most 4,000 code units long; escapes are stepped over. */
function quotedAt(text: string, at: number): Span | undefined {
  if (text[at] === '\\' && quotes.has(text[at + 1] ?? '')) return escapedQuotes(text, at);
  const quote = text[at];
  if (quote === undefined || !quotes.has(quote)) return undefined;
  const triple = quote.repeat(3);
  if (text.startsWith(triple, at)) {
    const end = text.indexOf(triple, at + 3);
    return end > 0 && end - at < 4000 ? { start: at + 3, end } : undefined;
  }
  for (let i = at + 1; i < text.length && i - at < 4000; i++) {
    const char = text[i];
    if (char === '\\' && quote !== '`' && !/^[\\/]?[A-Za-z]:/.test(text.slice(at + 1, i))) i++;
    else if (char === quote) return { start: at + 1, end: i };
    else if (char === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}

/** `\"…\"`: JSON or code inside a string. */
function escapedQuotes(text: string, at: number): Span | undefined {
  const end = text.indexOf(text.slice(at, at + 2), at + 2);
  return end > 0 && end - at < 400 && !text.slice(at, end).includes('\n') ? { start: at + 2, end } : undefined;
}

/** The text of an XML element: `<password>…</password>`. */
function readElement(text: string, at: number): Slot | undefined {
  const [inside, close] = text.slice(at, at + 402).split('<', 2);
  const value = inside!.trim();
  if (!close?.startsWith('/') || !value || /[\r\n]/.test(value)) return undefined;
  const start = at + inside!.indexOf(value);
  return { value: { start, end: start + value.length }, quoted: true, joint: 'element', fallback: false };
}

/** Ends also before a line break that is written as an escape, in text inside of a string. One that is longer is no secret. */
const bareValue = /(?:(?!\\[nrt])[^\s"'`,;<>(){}[\]|&]){1,2001}/y;

function readBare(text: string, at: number, joint: Slot['joint']): Slot | undefined {
  bareValue.lastIndex = at;
  const match = bareValue.exec(text);
  if (!match) return undefined;
  const next = text[at + match[0].length] ?? '\n';
  if (next === '(' || next === '[' || next === '{') return undefined;
  return { value: { start: at, end: at + match[0].length }, quoted: false, joint, fallback: false };
}
