import type { Detector } from '../../engine/detector.ts';
import type { Match } from '../../engine/finding.ts';
import type { KeywordHits } from '../../engine/keywordHits.ts';
import type { Confidence } from '../../engine/rule.ts';
import type { Source } from '../../engine/source.ts';
import type { Span } from '../../engine/span.ts';
import { type NameKind, nameKind } from './name.ts';
import { mayHaveSlot, type Slot, slotAfter, slotBefore } from './slot.ts';
import type { CredentialSpec } from './spec.ts';
import { isAtLeast, isWordyPassword, type Strength, strengthOf } from './value.ts';

/** Finds names that mean a secret and are given a literal value, in any language. */
export const credentialDetector: Detector<CredentialSpec> = {
  kind: 'credential',
  prepare({ detect }) {
    const wanted = new Set(detect.names);
    return (source, hits) => {
      const matches: Match[] = [];
      for (const { name, text, kind, slot } of readings(source.text, hits)) {
        if (!wanted.has(kind) || slot.fallback !== (detect.position === 'fallback')) continue;
        const confidence = judge(source, kind, slot, name);
        if (confidence) matches.push(match(slot.value, isTelling(text) ? kind : text, confidence));
      }
      return matches;
    };
  },
};

/** A name that means a secret and is given a value. */
interface Reading {
  readonly name: Span;
  readonly text: string;
  readonly kind: NameKind;
  readonly slot: Slot;
}

/** What is read is the same for all the rules with the same keywords, so a text is read once for them all. */
function readings(text: string, hits: KeywordHits): readonly Reading[] {
  hits.memo ??= read(text, hits);
  return hits.memo as readonly Reading[];
}

function read(text: string, hits: KeywordHits): Reading[] {
  const out: Reading[] = [];
  // A text repeats its names.
  const kinds = new Map<string, NameKind | undefined>();
  eachName(text, hits, (start, end) => {
    const name = { start, end };
    const before = ' .>'.includes(text[start - 1] ?? '-') ? slotBefore(text, name) : undefined;
    if (!before && !mayHaveSlot(text, name)) return;
    const words = text.slice(start, end);
    let kind = kinds.get(words);
    if (kind === undefined && !kinds.has(words)) {
      kind = nameKind(words);
      kinds.set(words, kind);
    }
    const slot = kind && (before ?? slotAfter(text, name, true));
    if (kind && slot) out.push({ name, text: words, kind, slot });
  });
  return out;
}

/** Whether the name itself looks like a secret, and so must not be repeated. */
function isTelling(name: string): boolean {
  return isAtLeast(strengthOf(name), 'fair');
}

function match(span: Span, name: string, confidence: Confidence): Match {
  return { span, facts: { NAME: name }, confidence };
}

/** Calls `look` with the identifiers that hold the keywords, each once. A name longer than 80 code units is no name but data. */
function eachName(text: string, { ends }: KeywordHits, look: (start: number, end: number) => void): void {
  let done = 0;
  for (let i = 0; i < ends.length; i++) {
    const at = ends[i]!;
    if (at <= done) continue;
    let end = at;
    while (end < text.length && isNamePart(text, end)) end++;
    done = end;
    let start = at - 1;
    while (start > 0 && end - start <= 80 && isNamePart(text, start - 1)) start--;
    if (end - start <= 80) look(start, end);
  }
}

/** Letters, digits, `_`, and `-` between them. */
function isNamePart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 45) return isWord(text.charCodeAt(at - 1)) && isWord(text.charCodeAt(at + 1));
  return isWord(unit);
}

function isWord(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit >= 0xc0
  );
}

/** Languages in which what follows a key is the value itself, and not an expression. */
const plainLanguages = new Set(
  'dotenv yaml properties ini toml shellscript dockerfile makefile plaintext log markdown restructuredtext bat jsonl sql'.split(
    ' ',
  ),
);

function takesBareValues(source: Source, name: Span): boolean {
  return isQuery(source, name) || plainLanguages.has(source.language) || isComment(source.text, name.start);
}

function isQuery(source: Source, name: Span): boolean {
  const before = source.text[name.start - 1];
  return before === '?' || before === '&';
}

/** Whether the line up to `at` begins as a comment does; looks back a little way only, for lines can be megabytes long. */
function isComment(text: string, at: number): boolean {
  let start = at;
  const furthest = Math.max(0, at - lookBehind);
  while (start > furthest && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--;
  if (start === furthest && start > 0) return false;
  while (start < at && (text.charCodeAt(start) === 32 || text.charCodeAt(start) === 9)) start++;
  commentStart.lastIndex = start;
  return start < at && commentStart.test(text);
}

const commentStart = /\/\/|#|\*|--|;|<!--|REM\b/y;

const lookBehind = 120;

/** Name and value together: how sure it is that a secret stands here; undefined: it is none. */
function judge(source: Source, kind: NameKind, slot: Slot, span: Span): Confidence | undefined {
  const name = source.text.slice(span.start, span.end);
  const value = source.text.slice(slot.value.start, slot.value.end);
  if (slot.fallback)
    return value.length >= 4 && !/^(?:null|none|undefined|true|false|not[-_ ]?set|unset|missing)$/i.test(value)
      ? 'medium'
      : undefined;
  if (value.toLowerCase() === name.toLowerCase()) return undefined;
  // Nobody compares with a literal but to let in whoever knows it.
  if (kind === 'password' && slot.joint === 'compare' && slot.quoted && isWordyPassword(value) && !isNameOfOne(value))
    return 'low';
  const bare = !slot.quoted && takesBareValues(source, span);
  // An expression of code; what is machine-made is longer.
  if (!slot.quoted && !bare && value.length < 16) return undefined;
  const strength = strengthOf(value);
  if (
    strength === 'none' &&
    kind === 'password' &&
    !loose.has(slot.joint) &&
    isWordyPassword(value) &&
    !isNameOfOne(value)
  )
    return slot.quoted || (bare && !isQuery(source, span)) ? 'low' : undefined;
  if (strength === 'none' && kind === 'password' && slot.quoted && isOfAllKinds(value)) return 'low';
  if (slot.quoted) return kind === 'bare-key' && !isKeyMaterial(name, value) ? undefined : quoted[kind][strength];
  if (bare) return kind === 'bare-key' && !serviceKey.test(name) ? undefined : unquoted[kind][strength];
  return /^[\w+/=-]+$/.test(value) ? inExpression[kind][strength] : undefined;
}

/** What rules for passwords ask for, with words that people add to satisfy them: `Passw0rd!`, `Admin123$`. */
function isOfAllKinds(value: string): boolean {
  return /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!@#$%^&*])[\w!@#$%^&*.-]{8,24}$/.test(value);
}

/** Joints after which words are as likely something else: `setPassword("john")`, `password == "short"`. */
const loose: ReadonlySet<Slot['joint']> = new Set(['call', 'compare', 'comma']);

/** `ldap_bind_password`, `LABEL_PASSWORD`, `Contraseña`: the name of a field, a variable or a translation. */
function isNameOfOne(value: string): boolean {
  return nameKind(value) === 'password' && (/[_A-Z-]/.test(value) || value.length < 10);
}

/** Whether a value under the mere name "key" is one for sure: a service's variable (`TWITTER_KEY`), or bytes in hex or base 64. */
function isKeyMaterial(name: string, value: string): boolean {
  return serviceKey.test(name) || /^[0-9a-f]{32,128}$/i.test(value) || isBase64Bytes(value);
}

/** Base 64 that says so by its signs; letters and digits alone could be an id. */
function isBase64Bytes(value: string): boolean {
  return /^[A-Za-z0-9+/]{22,128}={0,2}$/.test(value) && /[+/=]/.test(value) && /\d/.test(value);
}

const serviceKey = /^[A-Z][A-Z0-9]*_(?:[A-Z0-9_]+_)?KEY$/;

type Table = Record<NameKind, Partial<Record<Strength, Confidence>>>;

const quoted: Table = {
  password: { typed: 'low', weak: 'medium', fair: 'high', strong: 'high' },
  secret: { typed: 'low', fair: 'medium', strong: 'high' },
  token: { typed: 'low', fair: 'medium', strong: 'high' },
  key: { typed: 'low', fair: 'medium', strong: 'high' },
  auth: { strong: 'medium' },
  'bare-key': { strong: 'low' },
};

const unquoted: Table = {
  password: { typed: 'low', weak: 'medium', fair: 'medium', strong: 'high' },
  secret: { typed: 'low', fair: 'medium', strong: 'high' },
  token: { typed: 'low', fair: 'medium', strong: 'high' },
  key: { typed: 'low', fair: 'low', strong: 'high' },
  auth: { strong: 'low' },
  'bare-key': { strong: 'low' },
};

/** In code, what follows without quotes is an expression, unless a string or a query is around it all. */
const inExpression: Table = {
  password: { strong: 'medium' },
  secret: { strong: 'medium' },
  token: { strong: 'medium' },
  key: { strong: 'medium' },
  auth: {},
  'bare-key': {},
};
