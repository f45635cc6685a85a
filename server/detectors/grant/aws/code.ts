import type { DocumentNode, MapNode } from '../../document/node.ts';
import { groupAround, itemsOf, signOf, stepBack, stepOver } from '../../structure/expression.ts';
import { bodyOf, isKind, isToken, kinds, spanOf, type Tokens, textOf } from '../../structure/tokens.ts';
import type { Grant, Policy } from '../grant.ts';
import { constantsOfCode, mapOf, nodeOf } from '../read/code.ts';
import { embeddedJson, mayHoldPolicy } from '../read/embedded.ts';
import type { Resolve } from '../read/parts.ts';
import { attachment, awsPolicies } from './documents.ts';
import { isStatement, type StatementContext, statementGrant } from './statement.ts';

/**
 * The policies of AWS in a program: statements as the CDK and Pulumi make them, policies as object literals or as JSON in
 * strings, and managed policies by name.
 */
export function awsPoliciesOfCode(tokens: Tokens): Policy[] {
  const policies: Policy[] = [];
  const resolve = constantsOfCode(tokens);
  const seen = new Set<number>();
  const add = (open: number, read: () => MapNode, context: StatementContext): void => {
    if (seen.has(open) || !mayBeStatement(tokens, open)) return;
    const map = read();
    if (!isStatement(map)) return;
    const grant = statementGrant(map, context);
    if (grant.effect === 'unknown') return;
    // What stands in it belongs to it: PolicyStatement(PolicyStatementProps { … }) is one.
    for (let i = open; i < stepOver(tokens, open); i++) if (tokens.kind[i] === kinds.open) seen.add(i);
    policies.push({ grants: [grant], span: map.span });
  };
  let textsRead = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i];
    if (kind === kinds.string) {
      if (tokens.start[i]! < textsRead) continue;
      textsRead = Math.max(textsRead, readText(tokens, i, resolve, policies));
    }
    if (kind !== kinds.word && kind !== kinds.string) continue;
    const word = bodyOf(tokens, i);
    if (word.length > 60) continue;
    if (isEffect(word) && isKey(tokens, i)) {
      const { open } = groupAround(tokens, i);
      if (open < 0) continue;
      const group = statementsAround(tokens, open);
      if (group) addGroup(tokens, group, resolve, seen, policies);
      else add(open, () => mapOf(tokens, open), { resolve, allows: true });
    } else if (kind === kinds.word && statementMaker.test(word)) {
      made(tokens, i, (open, read) => add(open, read, { resolve, allows: true }));
    } else if (kind === kinds.word && /^statements?$/i.test(word) && isKey(tokens, i)) {
      const list = i + 2;
      if (isToken(tokens, list, '[')) addGroup(tokens, list, resolve, seen, policies, true);
    } else if (kind === kinds.word && managedMaker.test(word)) {
      const grant = managedOf(tokens, i);
      if (grant) policies.push({ grants: [grant], span: grant.span });
    }
  }
  return policies;
}

/** Whether the words of a statement stand in the brackets: a look that does not read what stands deeper. */
function mayBeStatement(tokens: Tokens, open: number, inner = false): boolean {
  if (tokens.kind[open] !== kinds.open) return true;
  const end = Math.min(tokens.partner[open]!, tokens.count);
  let words = 0;
  for (let i = open + 1; i < end; i = stepOver(tokens, i)) {
    const kind = tokens.kind[i];
    // What is given to a maker of statements may stand in brackets of its own.
    if (!inner && kind === kinds.open && i <= open + 6 && mayBeStatement(tokens, i, true)) return true;
    if ((kind === kinds.word || kind === kinds.string) && statementKey.test(bodyOf(tokens, i)) && ++words > 1)
      return true;
  }
  return false;
}

const statementKey = /^(?:effect|not_?actions?|actions?|not_?resources?|resources?|not_?principals?|principals?)$/i;

const statementMaker = /^(?:New)?PolicyStatement(?:Props|Args|_?Builder)?$|^GetPolicyDocumentStatement(?:Args)?$/;
const managedMaker =
  /^(?:from_?aws_?managed_?policy_?name|ManagedPolicy_FromAwsManagedPolicyName|ManagedPolic(?:y|ies))$/i;

function isEffect(word: string): boolean {
  return word === 'Effect' || word === 'effect' || word === 'EFFECT';
}

/** Whether what stands here is the name of an entry or argument. */
function isKey(tokens: Tokens, i: number): boolean {
  const next = i + 1;
  if (!isKind(tokens, next, kinds.sign)) return false;
  const sign = signOf(tokens, next);
  return sign === ':' || sign === '=' || sign === '=>';
}

/** The list that the statement in these brackets is an item of. */
function statementsAround(tokens: Tokens, open: number): number | undefined {
  const { open: list } = groupAround(tokens, open);
  return list >= 0 && isToken(tokens, list, '[') ? list : undefined;
}

/** All statements of a list are one policy. */
function addGroup(
  tokens: Tokens,
  list: number,
  resolve: Resolve,
  seen: Set<number>,
  policies: Policy[],
  allows = true,
): void {
  if (seen.has(list)) return;
  seen.add(list);
  const grants: Grant[] = [];
  for (const item of itemsOf(tokens, { from: list + 1, to: Math.min(tokens.partner[list]!, tokens.count) })) {
    const node = nodeOf(tokens, item);
    if (node.kind !== 'map' || !isStatement(node)) continue;
    for (let i = item.from; i < item.to; i++) if (tokens.kind[i] === kinds.open) seen.add(i);
    const grant = statementGrant(node, { resolve, allows });
    if (grant.effect !== 'unknown') grants.push(grant);
  }
  if (grants.length) policies.push({ grants, span: spanOf(tokens, { from: list, to: stepOver(tokens, list) }) });
}

/** The map that a maker of statements is given: `new PolicyStatement({ … })`, `PolicyStatement(actions=[…])`, a builder. */
function made(tokens: Tokens, i: number, add: (open: number, read: () => MapNode) => void): void {
  let open = i + 1;
  if (isToken(tokens, open, '.') && /^(?:Builder|builder)$/.test(textOf(tokens, open + 1))) {
    let to = open;
    while (
      to < tokens.count &&
      tokens.kind[to] !== kinds.close &&
      !isToken(tokens, to, ',') &&
      !isToken(tokens, to, ';')
    ) {
      to = stepOver(tokens, to);
    }
    const node = nodeOf(tokens, { from: i, to });
    if (node.kind === 'map') add(i, () => node);
    return;
  }
  if (isToken(tokens, open, '<')) while (open < i + 8 && !isKind(tokens, open, kinds.open)) open++;
  if (isToken(tokens, open, '(') || isToken(tokens, open, '{')) add(open, () => mapOf(tokens, open));
}

/** `ManagedPolicy.fromAwsManagedPolicyName('X')`, `aws.iam.ManagedPolicy.X`. */
function managedOf(tokens: Tokens, i: number): Grant | undefined {
  const next = i + 1;
  if (isToken(tokens, next, '(')) {
    const [first] = itemsOf(tokens, { from: next + 1, to: Math.min(tokens.partner[next]!, tokens.count) });
    const node: DocumentNode | undefined = first && nodeOf(tokens, first);
    if (node?.kind !== 'scalar' || !node.literal || typeof node.value !== 'string') return undefined;
    return attachment(node.value.slice(node.value.lastIndexOf('/') + 1), node.span, true);
  }
  if (!/^ManagedPolic/.test(textOf(tokens, i)) || !isToken(tokens, next, '.')) return undefined;
  const name = next + 1;
  if (!isKind(tokens, name, kinds.word) || isToken(tokens, name + 1, '(')) return undefined;
  return attachment(textOf(tokens, name), spanOf(tokens, { from: name, to: name + 1 }), true);
}

/**
 * Reads a policy in a string, or in strings put together, and managed policies by their ARN.
 * @returns up to which offset the text is read
 */
function readText(tokens: Tokens, i: number, resolve: Resolve, policies: Policy[]): number {
  const body = bodyOf(tokens, i);
  if (body.startsWith('arn:aws') && body.length < 200) {
    const isAboutBoundary = /boundary/i.test(tokens.text.slice(Math.max(0, tokens.start[i]! - 60), tokens.start[i]));
    const grant = isAboutBoundary ? undefined : attachment(body, spanOf(tokens, { from: i, to: i + 1 }), false);
    if (grant) policies.push({ grants: [grant], span: grant.span });
    return 0;
  }
  if (!body.includes('{')) return 0;
  let to = i + 1;
  // "…" + "…", and strings behind each other
  while (to < tokens.count) {
    if (isKind(tokens, to, kinds.string)) to++;
    else if (isKind(tokens, to, kinds.sign) && signOf(tokens, to) === '+') to = stepOver(tokens, to + 1);
    else break;
  }
  const span = spanOf(tokens, { from: i, to });
  if (!mayHoldPolicy(tokens.text.slice(span.start, span.end))) return 0;
  const isOne = to === i + 1;
  const from = isOne ? span : { start: tokens.start[stepBack(tokens, i + 1)]!, end: span.end };
  const node = isOne ? embeddedJson(tokens.text, from) : embeddedJson(withoutSeams(tokens, i, to), from);
  if (!node || node.kind === 'scalar') return 0;
  policies.push(...awsPolicies(node, { text: tokens.text, resolve, usedBy: () => undefined }, false));
  return span.end;
}

/** The text, with blanks in the place of what parts the strings of a row: all offsets stay. */
function withoutSeams(tokens: Tokens, from: number, to: number): string {
  const { text } = tokens;
  const start = tokens.start[from]!;
  const end = tokens.end[Math.min(to, tokens.count) - 1]!;
  let row = '';
  let at = start;
  for (let i = from; i < to; i++) {
    if (!isKind(tokens, i, kinds.string)) continue;
    const bodyFrom = tokens.start[i]! + tokens.opening[i]!;
    const bodyTo = tokens.end[i]! - tokens.closing[i]!;
    row += ' '.repeat(Math.max(0, bodyFrom - at)) + text.slice(bodyFrom, bodyTo);
    at = bodyTo;
  }
  return text.slice(0, start) + row + ' '.repeat(Math.max(0, end - at)) + text.slice(end);
}
