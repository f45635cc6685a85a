import { positionAt } from './lineMap.ts';
import type { Source } from './source.ts';
import type { Allowance } from './suppress.ts';

/**
 * The comments with which other tools are told to pass over a secret; they count for the `secrets` family here, so
 * that nobody has to write the same thing twice. As those tools document them:
 * `gitleaks:allow`, `betterleaks:allow`, `trufflehog:ignore`, `kingfisher:ignore` (their line);
 * `pragma: allowlist secret` (its line) and `pragma: allowlist nextline secret` of detect-secrets;
 * `secretlint-disable-line`, `secretlint-disable-next-line`, and `secretlint-disable` up to `secretlint-enable`.
 */
export function foreignAllowances(source: Source): Allowance[] {
  const { text, lines } = source;
  const out: Allowance[] = [];
  for (const match of text.matchAll(directive)) {
    const line = positionAt(lines, match.index).line;
    const span = { start: match.index, end: match.index + match[0].length };
    const [first, last] = linesOf(match[0].toLowerCase(), line, text.slice(span.end));
    out.push({ span, first, last, rules: ['secrets/*'] });
  }
  return out;
}

const directive =
  /\b(?:(?:gitleaks|betterleaks):allow|(?:trufflehog|kingfisher):ignore|pragma: ?allowlist (?:nextline )?secret|secretlint-disable(?:-next-line|-line)?)\b/gi;

function linesOf(words: string, line: number, rest: string): [first: number, last: number] {
  if (/next-?line/.test(words)) return [line + 1, line + 1];
  if (words !== 'secretlint-disable') return [line, line];
  const end = rest.indexOf('secretlint-enable');
  return [line, end < 0 ? Number.POSITIVE_INFINITY : line + rest.slice(0, end).split('\n').length - 1];
}
