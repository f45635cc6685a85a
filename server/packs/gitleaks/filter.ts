import type { WrittenAllowlist } from './gitleaks.ts';

/** What an expression comes to that drops findings. */
export interface FilterParts {
  /** Secrets with this entropy or less are dropped. */
  readonly entropy?: number;
  readonly allowlists: readonly WrittenAllowlist[];
  /** Why parts of the expression could not be read; they are then not applied. */
  readonly unknown: readonly string[];
}

/**
 * Reads the plain part of betterleaks' filter expressions: alternatives (`||`) of bounds on the entropy and of lists
 * of patterns or words for the secret, the match, the line and the path.
 * @param expression for instance `entropy(finding["secret"]) <= 3.5 || matchesAny(finding["secret"], ["EXAMPLE$"])`
 */
export function filterParts(expression: string | undefined): FilterParts {
  const allowlists: WrittenAllowlist[] = [];
  const unknown: string[] = [];
  let entropy: number | undefined;
  for (const term of alternatives(expression ?? '')) {
    const bound = entropyBound(term);
    const list = bound === undefined ? listOf(term) : undefined;
    if (bound !== undefined) entropy = Math.max(entropy ?? 0, bound);
    else if (list) allowlists.push(list);
    else unknown.push(`a part of its filter has no counterpart (${term.replace(/\s+/g, ' ').slice(0, 60)})`);
  }
  return { ...(entropy === undefined ? {} : { entropy }), allowlists, unknown };
}

/** The terms between `||`, outside of strings and parentheses; parentheses around a whole are taken off. */
function alternatives(expression: string): string[] {
  const text = unwrapped(expression.trim());
  if (!text) return [];
  const terms: string[] = [];
  let start = 0;
  for (const { at, depth, length } of operators(text)) {
    if (depth > 0) continue;
    terms.push(text.slice(start, at));
    start = at + length;
  }
  terms.push(text.slice(start));
  return terms.length === 1 ? [text] : terms.flatMap(alternatives);
}

/** Every `||` with its depth of parentheses, strings and comments passed over. */
function* operators(text: string): Generator<{ at: number; depth: number; length: number }> {
  let depth = 0;
  for (const token of text.matchAll(/`[^`]*`|"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\|\||[()[\]]/g)) {
    if (/^[([]$/.test(token[0])) depth++;
    else if (/^[)\]]$/.test(token[0])) depth--;
    else if (token[0] === '||') yield { at: token.index, depth, length: 2 };
  }
}

function unwrapped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (const token of text.matchAll(/`[^`]*`|"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (token[0] === '(') depth++;
    else if (token[0] === ')' && --depth === 0)
      return token.index === text.length - 1 ? unwrapped(text.slice(1, -1).trim()) : text;
  }
  return text;
}

function entropyBound(term: string): number | undefined {
  const match = /^(?:filter\.)?entropy\(finding\["secret"\]\)\s*(<=?)\s*([\d.]+)$/.exec(term.trim());
  if (!match) return undefined;
  // Our bound is "must have more than"; a hair less lets equal ones pass.
  return match[1] === '<=' ? Number(match[2]) : Number(match[2]) - 1e-9;
}

const listCall =
  /^(?:filter\.)?(?<call>matchesAny|containsAny)\(\s*(?:finding\["(?<target>secret|match|line)"\]|(?<path>get\(attributes,\s*"path",\s*""\)|\(?attributes\["path"\](?:\s*\?\?\s*""\))?))\s*,\s*\[(?<items>[\s\S]*)\]\s*\)$/;

function listOf(term: string): WrittenAllowlist | undefined {
  const groups = listCall.exec(term.trim())?.groups;
  if (!groups) return undefined;
  const items = [...groups.items!.matchAll(/`([^`]*)`|"((?:[^"\\]|\\.)*)"/g)].map(
    ([, raw, quoted]) => raw ?? (JSON.parse(`"${quoted}"`) as string),
  );
  const target = (groups.target ?? 'secret') as WrittenAllowlist['regexTarget'];
  const words = groups.call === 'containsAny';
  const patterns = words ? items.map((item) => item.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : items;
  return {
    condition: 'or',
    paths: groups.path ? patterns : [],
    regexes: groups.path ? [] : patterns,
    regexTarget: target,
    stopwords: [],
  };
}
