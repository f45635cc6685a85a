import { isPlaceholder } from '../placeholder.ts';
import { assignmentBefore } from './assignments.ts';
import { argumentsOf, chainEnd, isJoint, type Row, stepOver } from './expression.ts';
import { holesOf } from './holes.ts';
import { bodyOf, isKind, isToken, kinds, type Tokens, textOf } from './tokens.ts';

/**
 * The text that an expression is for certain, because it is written in this file: as a literal, as that of a constant,
 * and behind what only turns it into bytes or characters (`[]byte("…")`, `"…".getBytes()`, `Buffer.from("…")`).
 * Undefined for everything else, and for placeholders.
 */
export function writtenText(tokens: Tokens, row: Row, steps = 6): string | undefined {
  if (steps === 0 || row.to <= row.from) return undefined;
  const from = start(tokens, row);
  if (tokens.kind[from] === kinds.string) return literal(tokens, from, row.to);
  if (from >= row.to || (!isKind(tokens, from, kinds.word) && !isToken(tokens, from, '['))) return undefined;
  // []byte("…"), [UInt8]("…")
  const name = isToken(tokens, from, '[') ? stepOver(tokens, from) : from;
  const end = chainEnd(tokens, name, row.to);
  if (row.to - from === 1) {
    const given = assignmentBefore(tokens, textOf(tokens, from), from);
    return given && given.key === undefined ? writtenText(tokens, given.value, steps - 1) : undefined;
  }
  return converted(tokens, { from: name, to: end }, steps);
}

/** Steps over `new`, `&`, `try` and the name of a named argument. */
function start(tokens: Tokens, { from, to }: Row): number {
  let i = from;
  while (i < to && (/^(?:new|try|await|&|\*)$/.test(textOf(tokens, i)) || isToken(tokens, i + 1, ':'))) {
    i += isToken(tokens, i + 1, ':') ? 2 : 1;
  }
  return i;
}

/** A literal, and behind it only what turns it into something else of the same content. */
function literal(tokens: Tokens, i: number, to: number): string | undefined {
  if (holesOf(tokens, i).length) return undefined;
  const text = bodyOf(tokens, i);
  if (text.length < 3 || isPlaceholder(text)) return undefined;
  for (let at = i + 1; at < to; at = stepOver(tokens, at)) {
    if (isJoint(tokens, at) || isToken(tokens, at, '!') || isToken(tokens, at, '(')) continue;
    if (!isKind(tokens, at, kinds.word) || !keeping.test(textOf(tokens, at))) return undefined;
  }
  return text;
}

const keeping =
  /^(?:getBytes|toCharArray|toByteArray|encode|utf8|data|bytes|as_bytes|to_vec|to_owned|to_string|into|chars|as_str|unicodeScalars|encodeToByteArray|b|force_encoding|unpack1?|codeUnits)$/;

/** A call that only turns its first argument into something else of the same content. */
function converted(tokens: Tokens, { from, to }: Row, steps: number): string | undefined {
  const close = tokens.kind[to - 1] === kinds.close ? to - 1 : -1;
  const open = close < 0 ? -1 : tokens.partner[close]!;
  if (open <= from - 1 || !isToken(tokens, open, '(')) return receiver(tokens, { from, to }, steps);
  const callee = tokens.text.slice(tokens.start[from], tokens.end[open - 1]);
  const [first] = argumentsOf(tokens, open);
  if (first && converting.test(callee)) return writtenText(tokens, first, steps - 1);
  return receiver(tokens, { from, to }, steps);
}

const converting =
  /^(?:byte|UInt8|Array|Data|NSData|bytes|bytearray|Buffer\.from|Uint8Array\.from|Uint8Array|String|str|NSString|TextEncoder\(\)\.encode|[\w.]*(?:GetBytes|FromBase64String|ToCharArray|utf8ToBytes|enc\.\w+\.parse|b64decode|decodeBase64|hex\.DecodeString|hexlify|unhexlify|utf8\.encode|SecretKeySpec|SymmetricKey|Keys\.hmacShaKeyFor))$/;

/** `key.getBytes()`: of a constant. */
function receiver(tokens: Tokens, { from, to }: Row, steps: number): string | undefined {
  if (!isKind(tokens, from, kinds.word) || !isJoint(tokens, from + 1)) return undefined;
  for (let at = from + 1; at < to; at = stepOver(tokens, at)) {
    if (isJoint(tokens, at) || isToken(tokens, at, '(')) continue;
    if (!keeping.test(textOf(tokens, at))) return undefined;
  }
  return writtenText(tokens, { from, to: from + 1 }, steps - 1);
}
