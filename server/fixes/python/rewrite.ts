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
import { importedAt } from './imported.ts';
import { environmentLoads, leadingEnd } from './leading.ts';
import { lex } from './lex.ts';
import { evaluated, type Line, lineOf, linesOf } from './lines.ts';
import { isWhole, type Literal, literalAt } from './literal.ts';
import { preludeEdits, quoted, statementText } from './prelude.ts';
import { refer } from './refer.ts';
import { roleRefusal } from './role.ts';
import type { PyTokens } from './tokens.ts';

/**
 * Puts a look-up in the place of a secret in Python. The look-up is made once, when the module is loaded: at the place
 * itself where that is evaluated then, else in a new constant below the imports.
 */
export function rewritePython(request: Request): Rewrite | Refusal {
  const { source, span } = request;
  if (source.path.endsWith('.pyi')) return refuse('A stub file holds no values.');
  const tokens = lex(source.text);
  if (!tokens) return refuse(reasons.unreadable);
  const lines = linesOf(tokens);
  const literal = literalAt(tokens, span);
  if (isRefusal(literal)) return literal;
  const refused = roleRefusal(tokens, lines, literal);
  if (refused) return refused;
  const use = environmentUse(tokens, lines, literal);
  return use && isRefusal(use) ? use : plan(request, { tokens, lines }, literal, use);
}

/** A module, read. */
interface Module {
  readonly tokens: PyTokens;
  readonly lines: readonly Line[];
}

function plan(request: Request, module: Module, literal: Literal, use: EnvironmentUse | undefined): Rewrite | Refusal {
  const { lookup, rule } = request;
  const { tokens, lines } = module;
  const name = use?.name ?? nameFor(tokens, literal, rule);
  // The value of `os.getenv("X", "a${secret}b")` is not the secret alone, so it says nothing about other places.
  const shared = use && !isWhole(tokens, literal) ? { literals: [], uses: [] } : elsewhere(request, module, name);
  const main = use ? usePlace(tokens, use) : literalPlace(tokens, [literal]);
  const loads = environmentLoads(tokens, lines, main.first);
  if (loads.late) return refuse('The file reads its .env only below this place, or inside a function.');

  const places = inOrder([
    ...(use ? [main] : []),
    ...literalPlaces(tokens, use ? shared.literals : [literal, ...shared.literals]),
    ...shared.uses.map((other) => usePlace(tokens, other)),
  ]);
  const reached = places.filter(({ first }) => lineOf(lines, first) > loads.end);
  const [first, ...others] = reached;
  const alone = others.length === 0;

  const limit = lineOf(lines, first!.first);
  const imported = lookup.import && importedAt(tokens, lines, lookup.import, limit);
  const values = { NAME: name, "'NAME'": quoted(tokens, name), IMPORTED: imported?.expression ?? '' };
  const value = fill(lookup.value, values);
  const begins = value.slice(0, value.indexOf(values["'NAME'"]));
  const last = Math.max(loads.end, leadingEnd(tokens, lines, limit, begins));
  const start = (constant?: string) =>
    preludeEdits(tokens, lines, last, {
      ...(imported?.statement ? { import: { statement: imported.statement, module: lookup.import!.module } } : {}),
      ...(constant ? { constant: `${constant} = ${value}` } : {}),
      lookup: begins,
    });
  const result = (edits: readonly TextEdit[]) => ({ name, places: reached.length, edits });

  const when = evaluated(tokens, lines, first!.first);
  if (alone && use?.statement && when === 'import') {
    const check = statementText(tokens, fill(lookup.check, values), tokens.list[use.statement.first]!.start);
    return result([...start(), ...usePlace(tokens, use.statement).put(check)]);
  }
  if (alone && first!.whole && when === 'import' && !inField(tokens, first!)) {
    return result([...start(), ...first!.put(value)]);
  }
  const own = first!.whole ? declarationOf(tokens, lines, first!.first, first!.last) : undefined;
  if (own && isBoundOnce(tokens, lines, own)) {
    return result([...start(), ...first!.put(value), ...others.flatMap(({ put }) => put(own))]);
  }
  const known = lines.some((line) => line.parent < 0 && lineText(tokens, line) === `${name} = ${value}`);
  const constant = known ? name : freeName(tokens, name);
  return result([...start(known ? undefined : constant), ...reached.flatMap(({ put }) => put(constant))]);
}

function usePlace(tokens: PyTokens, { first, last }: Pick<Place, 'first' | 'last'>): Place {
  const span = { start: tokens.list[first]!.start, end: tokens.list[last]!.end };
  return { first, last, whole: true, put: (expression) => [{ span, text: apart(tokens.text, span, expression) }] };
}

/** One place for each literal, however many secrets it holds. */
function literalPlaces(tokens: PyTokens, literals: readonly Literal[]): Place[] {
  return byFirstToken(literals).map((group) => literalPlace(tokens, group));
}

function literalPlace(tokens: PyTokens, literals: readonly Literal[]): Place {
  const { first, last } = literals[0]!;
  return {
    first,
    last,
    whole: isWhole(tokens, literals[0]!),
    put: (expression) => refer(tokens, literals, expression),
  };
}

/** The other literals of the file that hold the secret and can be rewritten, and those that stand in for the variable. */
function elsewhere({ source, span }: Request, { tokens, lines }: Module, name: string): Elsewhere {
  const long = span.end - span.start >= distinctive;
  const literals: Literal[] = [];
  const uses: EnvironmentUse[] = [];
  for (const other of otherOccurrences(source, span)) {
    const literal = literalAt(tokens, other);
    if (isRefusal(literal) || roleRefusal(tokens, lines, literal)) continue;
    const whole = isWhole(tokens, literal);
    const use = environmentUse(tokens, lines, literal);
    if (!use && (long || whole)) literals.push(literal);
    else if (use && !isRefusal(use) && whole && use.name === name) uses.push(use);
  }
  return { literals, uses };
}

interface Elsewhere {
  readonly literals: readonly Literal[];
  readonly uses: readonly EnvironmentUse[];
}

function nameFor(tokens: PyTokens, literal: Literal, rule: string): string {
  const { content, secret, first } = literal;
  const hints = hintsAt(tokens, opening(tokens, first));
  const prefix = tokens.text.slice(content.start, secret.start);
  const used = environmentNames(tokens);
  return variableName({ rule, hints, prefix }, (name) => used.has(name));
}

/** The variables that the file speaks of: `environ["X"]`, `getenv("X")`. */
function environmentNames(tokens: PyTokens): Set<string> {
  const names = tokens.list.map(({ kind }, at) =>
    kind === 'string' && /^[([]$/.test(textOf(tokens, at - 1)) ? textOf(tokens, at).slice(1, -1) : '',
  );
  return new Set(names);
}

/** A name for the constant that means nothing else in the file. */
function freeName(tokens: PyTokens, name: string): string {
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : number === 1 ? `_${name}` : `_${name}_${number}`;
    if (!usesName(tokens, candidate)) return candidate;
  }
}

/** Whether the place stands in a field of a formatted string, where older Pythons allow no quotes of the same kind. */
function inField({ list }: PyTokens, { first }: Place): boolean {
  for (let at = list[first]!.parent; at >= 0; at = list[at]!.parent) if (list[at]!.kind === 'fstring') return true;
  return false;
}

function lineText(tokens: PyTokens, { first, last }: Line): string {
  return tokens.text.slice(tokens.list[first]!.start, tokens.list[last]!.end);
}
