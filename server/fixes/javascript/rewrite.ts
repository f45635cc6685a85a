import { apart } from '../apart.ts';
import type { TextEdit } from '../fix.ts';
import { fill } from '../lookup.ts';
import { distinctive, otherOccurrences } from '../occurrences.ts';
import { byFirstToken, inOrder, type Place } from '../place.ts';
import { isRefusal, type Refusal, reasons, refuse } from '../refusal.ts';
import type { Request, Rewrite } from '../rewrite.ts';
import { opening, textOf } from '../tokens.ts';
import { variableName } from '../variableName.ts';
import { declarationOf, isBoundOnce, usesName } from './declaration.ts';
import { type EnvironmentUse, environmentUse } from './environmentUse.ts';
import { hintsAt } from './hints.ts';
import { environmentLoads, leadingEnd } from './leading.ts';
import { lex } from './lex.ts';
import { isWhole, type Literal, literalAt } from './literal.ts';
import { helperIn, preludeEdits, quoted } from './prelude.ts';
import { refer } from './refer.ts';
import { roleRefusal } from './role.ts';
import { runsInBrowser } from './runsInBrowser.ts';
import type { JsTokens } from './tokens.ts';

/**
 * Puts a look-up in the place of a secret in JavaScript or TypeScript. The look-up is made once, when the program
 * starts: it is the value of a constant of the top level, either of the one that held the secret or of a new one after
 * the imports, whose name then stands wherever the secret stood.
 */
export function rewriteJavaScript(request: Request): Rewrite | Refusal {
  const { source, span } = request;
  if (/\.d\.[cm]?ts$/.test(source.path)) return refuse('A declaration file holds no values.');
  const tokens = lex(source.text, source.language.startsWith('typescript'), source.language !== 'typescript');
  if (!tokens) return refuse(reasons.unreadable);
  const literal = literalAt(tokens, span);
  if (isRefusal(literal)) return literal;
  const refused = roleRefusal(tokens, literal);
  if (refused) return refused;
  if (runsInBrowser(source, tokens)) return refuse(reasons.browser);
  if (declaresProcess(tokens)) return refuse('The file calls something of its own `process`.');
  const use = environmentUse(tokens, literal);
  return use && isRefusal(use) ? use : plan(request, tokens, literal, use);
}

/** `process` that is not Node's. */
function declaresProcess(tokens: JsTokens): boolean {
  return tokens.list.some(
    ({ parent }, at) =>
      parent < 0 &&
      textOf(tokens, at) === 'process' &&
      /^(?:const|let|var|function|class)$/.test(textOf(tokens, at - 1)),
  );
}

function plan(
  request: Request,
  tokens: JsTokens,
  literal: Literal,
  use: EnvironmentUse | undefined,
): Rewrite | Refusal {
  const { lookup, rule } = request;
  const name = use?.name ?? nameFor(tokens, literal, rule);
  // The value of `process.env.X || 'a${secret}b'` is not the secret alone, so it says nothing about other places.
  const shared = use && !isWhole(tokens, literal) ? { literals: [], uses: [] } : elsewhere(request, tokens, name);
  const main = use ? usePlace(tokens, use) : literalPlace(tokens, [literal]);
  const loads = environmentLoads(tokens, main.first);
  if (loads.late) return refuse('The file reads its .env only below this place, or inside a function.');

  const places = inOrder([
    ...(use ? [main] : []),
    ...literalPlaces(tokens, use ? shared.literals : [literal, ...shared.literals]),
    ...shared.uses.map((other) => usePlace(tokens, other)),
  ]);
  const reached = places.filter(({ first }) => first > loads.end);

  const helper = helperIn(tokens, lookup.helper?.names ?? []);
  const values = { NAME: name, "'NAME'": quoted(tokens, name), HELPER: helper.name };
  const value = fill(lookup.value, values);
  const last = Math.max(loads.end, leadingEnd(tokens, reached[0]!.first, helper.name));
  const alone = reached.length === 1;
  const start = (constant?: string) =>
    preludeEdits(tokens, last, {
      ...(constant ? { constant: `const ${constant} = ${value}` } : {}),
      ...(lookup.helper && !helper.exists ? { helper: fill(lookup.helper.text, values) } : {}),
      joinsAfter: helper.name,
    });
  const result = (edits: readonly TextEdit[]) => ({ name, places: reached.length, edits });

  if (alone && use?.statement) {
    return result([...start(), ...usePlace(tokens, use.statement).put(fill(lookup.check, values))]);
  }
  const [first, ...others] = reached;
  const own = first!.whole ? declarationOf(tokens, first!.first, first!.last) : undefined;
  const shares = own?.keyword === 'const' && isBoundOnce(tokens, own.name) && !mayCall(tokens, last + 1, first!.first);
  if (own && (alone || shares)) {
    return result([...start(), ...first!.put(value), ...others.flatMap(({ put }) => put(own.name))]);
  }
  const known = isConstant(tokens, name, value, first!.first);
  const constant = known ? name : freeName(tokens, name);
  return result([...start(known ? undefined : constant), ...reached.flatMap(({ put }) => put(constant))]);
}

function usePlace(tokens: JsTokens, { first, last }: Pick<Place, 'first' | 'last'>): Place {
  const span = { start: tokens.list[first]!.start, end: tokens.list[last]!.end };
  return { first, last, whole: true, put: (expression) => [{ span, text: apart(tokens.text, span, expression) }] };
}

/** One place for each literal, however many secrets it holds. */
function literalPlaces(tokens: JsTokens, literals: readonly Literal[]): Place[] {
  return byFirstToken(literals).map((group) => literalPlace(tokens, group));
}

function literalPlace(tokens: JsTokens, literals: readonly Literal[]): Place {
  const { first, last } = literals[0]!;
  return {
    first,
    last,
    whole: isWhole(tokens, literals[0]!),
    put: (expression) => refer(tokens, literals, expression),
  };
}

/** The other literals of the file that hold the secret and can be rewritten, and those that stand in for the variable. */
function elsewhere({ source, span }: Request, tokens: JsTokens, name: string): Elsewhere {
  const long = span.end - span.start >= distinctive;
  const literals: Literal[] = [];
  const uses: EnvironmentUse[] = [];
  for (const other of otherOccurrences(source, span)) {
    const literal = literalAt(tokens, other);
    if (isRefusal(literal) || roleRefusal(tokens, literal)) continue;
    const whole = isWhole(tokens, literal);
    const use = environmentUse(tokens, literal);
    if (!use && (long || whole)) literals.push(literal);
    else if (use && !isRefusal(use) && whole && use.name === name) uses.push(use);
  }
  return { literals, uses };
}

interface Elsewhere {
  readonly literals: readonly Literal[];
  readonly uses: readonly EnvironmentUse[];
}

function nameFor(tokens: JsTokens, literal: Literal, rule: string): string {
  const { content, secret, first } = literal;
  const hints = hintsAt(tokens, opening(tokens, first));
  const prefix = tokens.text.slice(content.start, secret.start);
  const used = environmentNames(tokens);
  return variableName({ rule, hints, prefix }, (name) => used.has(name));
}

/** The variables that the file speaks of: `env.X`, `env['X']`, `requireEnv('X')`. */
function environmentNames(tokens: JsTokens): Set<string> {
  return new Set(
    tokens.list.flatMap(({ kind }, at) => {
      const before = textOf(tokens, at - 1);
      if (kind === 'name')
        return /^\??\.$/.test(before) && textOf(tokens, at - 2) === 'env' ? [textOf(tokens, at)] : [];
      return kind === 'string' && (before === '(' || before === '[') ? [textOf(tokens, at).slice(1, -1)] : [];
    }),
  );
}

/** Whether a constant of the top level, before the token `limit`, has that name and value already. */
function isConstant(tokens: JsTokens, name: string, value: string, limit: number): boolean {
  return tokens.list.slice(0, limit).some(({ parent }, at) => {
    const declared = parent < 0 && textOf(tokens, at - 1) === 'const' && textOf(tokens, at + 1) === '=';
    return declared && textOf(tokens, at) === name && tokens.text.startsWith(value, tokens.list[at + 2]?.start);
  });
}

/** Whether the statements between the tokens could call a function of the file before what comes next has its value. */
function mayCall(tokens: JsTokens, from: number, to: number): boolean {
  return tokens.list.slice(from, to).some(({ kind }, offset) => {
    if (kind !== 'open' || textOf(tokens, from + offset) !== '(') return false;
    for (let at = from + offset; at >= 0; at = tokens.list[at]!.parent) {
      if (tokens.list[at]!.brace === 'block') return false;
    }
    return textOf(tokens, from + offset - 2) !== 'function';
  });
}

/** A name for the constant that means nothing else in the file. */
function freeName(tokens: JsTokens, name: string): string {
  const camel = name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  for (let number = 2, candidate = name; ; number++) {
    if (!usesName(tokens, candidate)) return candidate;
    candidate = number === 2 ? camel : `${name}_${number - 1}`;
  }
}
