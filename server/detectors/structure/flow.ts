import { wordsOf } from '../credential/name.ts';
import { assignmentBefore } from './assignments.ts';
import { callsOf } from './calls.ts';
import { argumentsOf, chainEnd, expressionEnd, isJoint, itemsOf, type Row, signOf, stepOver } from './expression.ts';
import { functionAround, functionNamed } from './functions.ts';
import { holesOf } from './holes.ts';
import { getting, hiding, isNeutral, showing, taking } from './knownCalls.ts';
import { type Meaning, meansBy } from './meaning.ts';
import { isEverything, isRequest } from './request.ts';
import { bodyOf, isKind, isToken, kinds, sliceOf, type Tokens, textOf } from './tokens.ts';

/**
 * Whether an expression can have a value of the meaning: because a name in it says so, or because a variable of it was
 * given such a value in this file. What only tells something *about* the value (its length, whether there is one, a
 * hash, a mask) does not hold it, and neither does what an unknown function makes of it.
 */
export function holds(tokens: Tokens, row: Row, meaning: Meaning): boolean {
  return expression(row, {
    tokens,
    root: tokens,
    meaning,
    steps: mostSteps,
    at: undefined,
    budget: { left: mostLooks },
  });
}

interface Walk {
  /** The tokens that rows count in: those of the text, or of a piece of code in a string. */
  readonly tokens: Tokens;
  /** Those of the text. */
  readonly root: Tokens;
  readonly meaning: Meaning;
  /** How many variables and calls may still be followed. */
  readonly steps: number;
  /** Inside of a string: where in `root` the string stands. */
  readonly at: number | undefined;
  /** How many expressions may still be looked at, on all ways together; after that nothing is held. */
  readonly budget: { left: number };
}

/** Far more than code that people read has on its way from a token to its use. */
const mostLooks = 500;

const mostSteps = 6;

function expression(row: Row, walk: Walk): boolean {
  const { tokens, budget } = walk;
  const start = unwrapped(tokens, row);
  if (start >= row.to || budget.left-- <= 0) return false;
  const parts = split(tokens, { from: start, to: row.to });
  if (parts.about) return false;
  return parts.rows.some((part) => operand(part, walk));
}

/** Steps over `await`, `new`, `&`, a cast. */
function unwrapped(tokens: Tokens, { from, to }: Row): number {
  let i = from;
  while (i < to) {
    if (isKind(tokens, i, kinds.word) && passing.has(textOf(tokens, i))) i++;
    else if (
      isToken(tokens, i, '&') ||
      isToken(tokens, i, '*') ||
      isToken(tokens, i, '...') ||
      isToken(tokens, i, '**')
    )
      i++;
    else if (isCast(tokens, i, to)) i = stepOver(tokens, i);
    else break;
  }
  return i;
}

const passing = new Set('await new return throw yield try mut ref out move raise print echo puts'.split(' '));

/** `(String) value` */
function isCast(tokens: Tokens, i: number, to: number): boolean {
  if (!isToken(tokens, i, '(')) return false;
  const close = tokens.partner[i]!;
  return (
    close === i + 2 && close + 1 < to && isKind(tokens, i + 1, kinds.word) && isKind(tokens, close + 1, kinds.word)
  );
}

/** The operands whose value can become that of the expression; `about` where it is only true or false. */
function split(tokens: Tokens, row: Row): { readonly rows: Row[]; readonly about: boolean } {
  const rows: Row[] = [];
  let from = row.from;
  const first = row.from;
  if (isToken(tokens, first, '!') || isToken(tokens, first, 'not') || isToken(tokens, first, 'typeof')) {
    return { rows, about: true };
  }
  for (let i = row.from; i < row.to; ) {
    const kind = tokens.kind[i];
    const text = kind === kinds.sign ? signOf(tokens, i) : kind === kinds.word ? textOf(tokens, i) : '';
    if (kind === kinds.sign && comparing.has(text)) return { rows: [], about: true };
    if (kind === kinds.word && i > from && comparingWords.has(text)) return { rows: [], about: true };
    if (text === '?' && kind === kinds.sign) from = i + 1;
    else if (text === 'if' && i > row.from) {
      // value if condition else other
      rows.push({ from, to: i });
      const otherwise = find(tokens, i, row.to, 'else');
      from = otherwise < 0 ? row.to : otherwise + 1;
      i = from;
      continue;
    } else if (text === '&&' || text === 'and') from = i + 1;
    else if (kind === kinds.sign && joining.has(text) && i > from) {
      rows.push({ from, to: i });
      from = i + 1;
    } else if ((text === 'or' || text === 'as') && kind === kinds.word && i > from) {
      rows.push({ from, to: i });
      from = text === 'as' ? row.to : i + 1;
    }
    i = stepOver(tokens, i);
  }
  if (from < row.to) rows.push({ from, to: row.to });
  return { rows, about: false };
}

const comparing = new Set(['===', '!==', '==', '!=', '<=', '>=', '=~', '!~', '<=>']);
const comparingWords = new Set(['instanceof', 'in', 'is', 'not', '-eq', '-ne', '-match']);
const joining = new Set(['+', '||', '??', '?:', ':', '%', '<<', '..', '|', '|>', ',']);

function find(tokens: Tokens, from: number, to: number, word: string): number {
  for (let i = from; i < to; i = stepOver(tokens, i)) if (isToken(tokens, i, word)) return i;
  return -1;
}

function operand(row: Row, walk: Walk): boolean {
  const { tokens } = walk;
  const i = unwrapped(tokens, row);
  if (i >= row.to) return false;
  if (tokens.kind[i] === kinds.string) {
    if (holesOf(tokens, i).some((hole) => inHole(hole, i, walk))) return true;
    if (!isJoint(tokens, i + 1)) return false;
    // "…".format(token)
    return chain({ from: i, to: row.to }, walk);
  }
  if (tokens.kind[i] === kinds.open) {
    // []byte(token), []string{token}
    const next = stepOver(tokens, i);
    const isType = isToken(tokens, i, '[') && isKind(tokens, next, kinds.word) && next < row.to && !tokens.first[next];
    return isType ? operand({ from: next, to: row.to }, walk) : grouped(i, row, walk);
  }
  if (tokens.kind[i] === kinds.word) return chain({ from: i, to: row.to }, walk) || literal(i, row, walk);
  return false;
}

/** `Config{Password: p}`, `new Config { Password = p }` */
function literal(i: number, row: Row, walk: Walk): boolean {
  const { tokens } = walk;
  const end = chainEnd(tokens, i, row.to);
  return end < row.to && isToken(tokens, end, '{') && grouped(end, row, walk);
}

function inHole(hole: Tokens, string: number, walk: Walk): boolean {
  if (!hole.count) return false;
  const at = walk.at ?? string;
  return expression({ from: 0, to: hole.count }, { ...walk, tokens: hole, at });
}

/** `(a, b)`, `[a, b]`, `{ a: b, c }`: any value in it. */
function grouped(open: number, row: Row, walk: Walk): boolean {
  const { tokens } = walk;
  const close = Math.min(tokens.partner[open]!, tokens.count);
  if (close + 1 < row.to && isJoint(tokens, close + 1)) return chain({ from: open, to: row.to }, walk);
  return itemsOf(tokens, { from: open + 1, to: close }).some((item) => entry(item, walk));
}

/** An argument or entry: `value`, `name: value`, `name=value`, `"key" => value`, `...rest`. */
function entry(item: Row, walk: Walk): boolean {
  const { tokens } = walk;
  const key = item.from;
  const sign = isKind(tokens, key + 1, kinds.sign) ? signOf(tokens, key + 1) : '';
  if (key + 1 < item.to && (sign === ':' || sign === '=>' || sign === '=')) {
    const value = { from: key + 2, to: item.to };
    if (expression(value, walk)) return true;
    // Named like a secret, and not by something that the file shows to be none.
    return value.to > value.from && meansBy(bodyOf(tokens, key), walk.meaning) && isOpen(tokens, value);
  }
  return expression(item, walk);
}

/** Whether a value can be anything: a name, or what a function returns that does not hide what it is given. */
function isOpen(tokens: Tokens, { from, to }: Row): boolean {
  const i = unwrapped(tokens, { from, to });
  if (!isKind(tokens, i, kinds.word) || constants.has(textOf(tokens, i).toLowerCase())) return false;
  if (split(tokens, { from: i, to }).about) return false;
  const end = chainEnd(tokens, i, to);
  if (!isToken(tokens, end - 1, ')')) return !/(?:length|size|count|expir|ttl)/i.test(textOf(tokens, end - 1));
  const open = tokens.partner[end - 1]!;
  return !hiding.test(isKind(tokens, open - 1, kinds.word) ? textOf(tokens, open - 1) : '');
}

const constants = new Set(['true', 'false', 'null', 'none', 'nil', 'undefined', 'nan']);

/** A chain of names, calls and subscripts: what its last part gives. */
function chain(row: Row, walk: Walk): boolean {
  const { tokens, meaning } = walk;
  const end = chainEnd(tokens, row.from, row.to);
  if (meaning === 'everything' && isEverything(tokens, row.from, end)) return true;
  let last = end - 1;
  // Parts that leave the value what it is: .value, .toString(), .trim()
  for (;;) {
    const part = lastPart(tokens, row.from, last);
    if (!part) return false;
    // headers.get("host") is one of them.
    const isPiece = meaning === 'everything' && part.call >= 0 && argumentsOf(tokens, part.call).length > 0;
    if (isPiece && /^get$/i.test(textOf(tokens, part.name))) return false;
    if (part.call >= 0 && part.name >= 0 && isAskedFor(tokens, part, meaning)) return true;
    if (part.name >= 0 && isNeutral(textOf(tokens, part.name), part.call) && part.from > row.from) {
      if (part.call >= 0 && argumentsOf(tokens, part.call).some((item) => entry(item, walk))) return true;
      if (part.call >= 0 && (isMasking(tokens, part) || (meaning === 'request' && isOneLine(tokens, part))))
        return false;
      last = part.from - 2;
      continue;
    }
    return byPart(row, part, last, walk, meaning);
  }
}

/** `.replace(/./g, '*')`, `.gsub(/.+/, '[hidden]')` */
function isMasking(tokens: Tokens, { name, call }: ChainPart): boolean {
  const args = argumentsOf(tokens, call);
  const last = args.at(-1);
  if (args.length < 2 || !last || !isKind(tokens, last.from, kinds.string)) return false;
  return (
    /^(?:replace|gsub|sub)/i.test(textOf(tokens, name)) &&
    /[*•█]|x{3}|<|\[|hidden|redact|mask/i.test(bodyOf(tokens, last.from))
  );
}

/** `headers.get('X-Api-Key')`, `config.get('db', 'password')` */
function isAskedFor(tokens: Tokens, { name, call }: ChainPart, meaning: Meaning): boolean {
  if (!/^get$/i.test(textOf(tokens, name))) return false;
  return argumentsOf(tokens, call).some(
    ({ from, to }) => to - from === 1 && isKind(tokens, from, kinds.string) && meansBy(bodyOf(tokens, from), meaning),
  );
}

/** `.replace(/\n/g, '')`, `.Replace(Environment.NewLine, "")`: what comes out of it cannot start a line of its own. */
function isOneLine(tokens: Tokens, { name, call }: ChainPart): boolean {
  if (/^ReplaceLineEndings$/.test(textOf(tokens, name))) return true;
  if (!/^(?:replace|gsub|tr|delete|translate)/i.test(textOf(tokens, name))) return false;
  return /\\[nrsR]|NewLine|\\u000|line_?sep|\[\^|\\W|\\p\{C/i.test(sliceOf(tokens, call, tokens.partner[call]!));
}

interface ChainPart {
  /** Its first token. */
  readonly from: number;
  /** The token that is its name; -1 for a subscript or group. */
  readonly name: number;
  /** The bracket that opens its arguments; -1 where it is no call. */
  readonly call: number;
  /** The bracket that opens its subscript; -1 where it has none. */
  readonly subscript: number;
}

function lastPart(tokens: Tokens, from: number, last: number): ChainPart | undefined {
  if (last < from) return undefined;
  if (tokens.kind[last] === kinds.close) {
    const open = tokens.partner[last]!;
    if (open < from) return undefined;
    if (isToken(tokens, last, ']')) return { from: open, name: -1, call: -1, subscript: open };
    const name = open - 1;
    if (name >= from && isKind(tokens, name, kinds.word)) return { from: name, name, call: open, subscript: -1 };
    return { from: open, name: -1, call: open, subscript: -1 };
  }
  return { from: last, name: last, call: -1, subscript: -1 };
}

function byPart(row: Row, part: ChainPart, last: number, walk: Walk, meaning: Meaning): boolean {
  const { tokens } = walk;
  if (part.subscript >= 0) return bySubscript(row, part.subscript, walk);
  if (part.call >= 0) return byCall(row, part, walk);
  if (part.name < 0 || tokens.kind[part.name] !== kinds.word) return false;
  const name = textOf(tokens, part.name).replace(/^[$@%&]+/, '');
  if (meaning === 'request') {
    if (isRequest(sliceOf(tokens, row.from, last + 1))) return true;
    if (part.from > row.from) return byVariable(row, walk);
    return saidOf(row.from, walk) ?? byParameter(row.from, walk);
  }
  if (meaning === 'everything') {
    return isEverything(tokens, row.from, last + 1) || (part.from === row.from && byVariable(row, walk));
  }
  if (part.from === row.from) {
    const said = saidOf(row.from, walk);
    if (said !== undefined) return said;
    return meansBy(name, meaning) || byParameter(row.from, walk);
  }
  if (isWording(tokens, part.from - 2)) return false;
  return meansBy(name, meaning) || (isUnnamed(name) && byVariable(row, walk));
}

/** `messages.password`, `ErrorCodes.expiredToken`: what is said about it, or what it is called. */
function isWording(tokens: Tokens, i: number): boolean {
  if (!isKind(tokens, i, kinds.word)) return false;
  return /(?:codes|errors?|messages?|msgs|events?|types|names|labels?|strings?|routes|paths|i18n|enum|placeholders?|icons?|urls|endpoints?|styles?|locators?|selectors?)$/i.test(
    textOf(tokens, i),
  );
}

/** `data.data`, `result.value`: the name says nothing. */
function isUnnamed(name: string): boolean {
  return /^(?:data|value|result|response|body|payload|current|content|text|raw)$/.test(name);
}

function bySubscript(row: Row, open: number, walk: Walk): boolean {
  const { tokens, meaning } = walk;
  if (meaning === 'request') return isRequest(sliceOf(tokens, row.from, open)) || byVariable(row, walk);
  if (meaning === 'everything') return false;
  const inner = open + 1;
  // A piece of it: token[:4], token[-4:]
  if (find(tokens, inner, tokens.partner[open]!, ':') >= 0) return false;
  if (tokens.partner[open] === inner + 1 && isKind(tokens, inner, kinds.string)) {
    return meansBy(bodyOf(tokens, inner), meaning);
  }
  return open > row.from && expression({ from: row.from, to: open }, walk);
}

function byCall(row: Row, { from, name, call }: ChainPart, walk: Walk): boolean {
  const { tokens, meaning } = walk;
  const args = argumentsOf(tokens, call);
  if (name < 0) return args.some((item) => entry(item, walk));
  const callee = textOf(tokens, name);
  if (hiding.test(callee)) return false;
  if (meaning === 'request' && isRequest(sliceOf(tokens, row.from, call))) return true;
  if (meaning === 'everything' && isEverything(tokens, row.from, tokens.partner[call]! + 1)) return true;
  if (
    meaning === 'request' &&
    /^(?:marshal|json_encode|dumps|stringify|toJSONString|writeValueAsString)$/i.test(callee)
  ) {
    return false;
  }
  if (showing.test(callee)) {
    const receiver = from > row.from && isJoint(tokens, from - 1) ? { from: row.from, to: from - 1 } : undefined;
    return args.some((item) => entry(item, walk)) || (receiver !== undefined && expression(receiver, walk));
  }
  if (meaning === 'request' && taking.test(callee) && args.some((item) => entry(item, walk))) return true;
  if (meaning === 'request' || meaning === 'everything') return byReturned(callee, args, walk);
  // headers.get("authorization"), os.getenv("DB_PASSWORD"), config("api.key")
  if (getting.test(callee) && args.length && isKind(tokens, args[0]!.from, kinds.string)) {
    if (meansBy(bodyOf(tokens, args[0]!.from), meaning)) return true;
  }
  const gives =
    /^(?:get|fetch|load|read|retrieve|create|generate|make|new|issue|sign|mint|build|request|acquire|refresh|current|decrypt|find|obtain|extract|encode)_?(.+)$/i.exec(
      callee,
    );
  if (gives) {
    if (meansBy(lowerFirst(gives[1]!), meaning)) return true;
  } else if (
    isSigner(tokens, row, callee, name) &&
    (meaning === 'credential' || meaning === 'token' || meaning === 'session')
  )
    return true;
  return byReturned(callee, args, walk);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** jwt.sign(…) makes a token. */
function isSigner(tokens: Tokens, row: Row, callee: string, name: number): boolean {
  if (!/^(?:sign|encode|signAsync|signed_?string)$/i.test(callee)) return false;
  return /jwt|jose|token/i.test(sliceOf(tokens, row.from, name));
}

/** What a function of this file returns: the expression after `return`, or after the arrow. */
function byReturned(callee: string, args: readonly Row[], walk: Walk): boolean {
  if (walk.steps <= 0 || args.length > 4) return false;
  const { root } = walk;
  const made = functionNamed(root, callee);
  if (!made) return false;
  const next = { ...walk, tokens: root, at: undefined, steps: walk.steps - 1 };
  return once(walk, `return ${made.body.from}`, () => {
    for (let i = made.body.from; i < made.body.to; i++) {
      if (!isToken(root, i, 'return') || functionAround(root, i) !== made) continue;
      if (expression({ from: i + 1, to: expressionEnd(root, i + 1, made.body.to) }, next)) return true;
    }
    return false;
  });
}

/** What the file says of a variable: that it was given such a value, that it was given another one; undefined: nothing. */
function saidOf(i: number, walk: Walk): boolean | undefined {
  const { root, tokens, meaning } = walk;
  const name = textOf(tokens, i);
  const at = walk.at ?? i;
  const given = assignmentBefore(root, name, at);
  if (!given || walk.steps <= 0) return undefined;
  const next: Walk = { ...walk, tokens: root, at: undefined, steps: walk.steps - 1 };
  if (given.key !== undefined && meansBy(given.key, meaning)) return true;
  if (given.key !== undefined) return meaning === 'request' ? expression(given.value, next) : undefined;
  if (once(walk, `value ${given.value.from}`, () => expression(given.value, next))) return true;
  // password = redact(password), hasToken = !!token: not one, whatever its name says.
  return isHidden(root, name, given.value) ? false : undefined;
}

/** Whether the file gives the variable that a chain starts with such a value. */
function byVariable(row: Row, walk: Walk): boolean {
  const { tokens } = walk;
  return isKind(tokens, row.from, kinds.word) && saidOf(row.from, walk) === true;
}

function isHidden(tokens: Tokens, name: string, value: Row): boolean {
  const i = unwrapped(tokens, value);
  if (value.to - i === 1 && isKind(tokens, i, kinds.string)) return isCalled(name, bodyOf(tokens, i));
  if (split(tokens, { from: i, to: value.to }).about) return true;
  const end = chainEnd(tokens, i, value.to);
  if (end > i && isToken(tokens, end - 1, ')')) {
    const open = tokens.partner[end - 1]!;
    return isKind(tokens, open - 1, kinds.word) && hiding.test(textOf(tokens, open - 1));
  }
  return false;
}

/** `const expiredToken = 'expired_token'`: a code or a name of something, no secret. */
function isCalled(name: string, text: string): boolean {
  const words = wordsOf(name);
  return words.length > 1 && words.join('') === wordsOf(text).join('') && !/\d/.test(text);
}

/** A parameter: what most calls of its function in this file hand over. */
function byParameter(i: number, walk: Walk): boolean {
  const { root, tokens } = walk;
  if (walk.steps <= 0) return false;
  const name = textOf(tokens, i);
  const made = functionAround(root, walk.at ?? i);
  if (!made?.name) return false;
  const index = made.parameters.findIndex((row) => isNamed(root, row, name));
  if (index < 0) return false;
  const { from, to } = made.parameters[index]!;
  if (walk.meaning === 'request' && handedIn.test(sliceOf(root, from, to))) return true;
  const next = { ...walk, tokens: root, at: undefined, steps: walk.steps - 2 };
  const calls = callsOf(root, made);
  return once(walk, `parameter ${from}`, () => {
    const holding = calls.filter((open) => {
      const argument = argumentsOf(root, open)[index];
      return argument !== undefined && entry(argument, next);
    });
    // A function that is given all sorts of things is not about this one.
    return holding.length > 0 && holding.length * 2 >= calls.length;
  });
}

/**
 * What is asked again and again, answered once a text: whether what stands at a place holds such a value. Who asks while
 * the answer is being looked for, because the way leads in a circle, gets a no.
 */
function once({ root, meaning }: Walk, place: string, look: () => boolean): boolean {
  const all = answers.get(root) ?? new Map<string, boolean>();
  answers.set(root, all);
  const key = `${place} ${meaning}`;
  const known = all.get(key);
  if (known !== undefined) return known;
  all.set(key, false);
  const found = look();
  all.set(key, found);
  return found;
}

const answers = new WeakMap<Tokens, Map<string, boolean>>();

/** What a framework fills in from the request. */
const handedIn =
  /@(?:RequestParam|PathVariable|RequestBody|RequestHeader|QueryParam|PathParam|FormParam|HeaderParam|CookieParam|CookieValue|ModelAttribute|Query|Body|Param|Headers)\b|\[From(?:Query|Body|Route|Form|Header)\b|=\s*(?:Query|Path|Body|Form|Header|Cookie)\(/;

function isNamed(tokens: Tokens, row: Row, name: string): boolean {
  for (let i = row.from; i < row.to; i++) {
    if (isToken(tokens, i, '=')) return false;
    if (isToken(tokens, i, name)) return true;
  }
  return false;
}
