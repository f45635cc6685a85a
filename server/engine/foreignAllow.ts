import { positionAt } from './lineMap.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';
import type { Allowance } from './suppress.ts';

/**
 * The comments with which other tools are told to pass over a secret; they count for the `secrets` family here, so
 * that nobody has to write the same thing twice. As those tools document them:
 * `gitleaks:allow`, `betterleaks:allow`, `trufflehog:ignore`, `kingfisher:ignore` (their line);
 * `pragma: allowlist secret` (its line) and `pragma: allowlist nextline secret` of detect-secrets;
 * `secretlint-disable-line`, `secretlint-disable-next-line`, and `secretlint-disable` up to `secretlint-enable`.
 */
export function foreignAllowances({ text, lines }: Source): Allowance[] {
  const out: Allowance[] = [];
  let disabled: { span: Span; first: number } | undefined;
  const close = (last: number) => {
    if (disabled) out.push({ ...disabled, last, rules });
    disabled = undefined;
  };
  for (const match of text.matchAll(directive)) {
    const words = match[0].toLowerCase();
    const line = positionAt(lines, match.index).line;
    const span = { start: match.index, end: match.index + words.length };
    if (words === 'secretlint-enable') close(line);
    else if (words === 'secretlint-disable') disabled ??= { span, first: line };
    else {
      const covered = /next-?line/.test(words) ? line + 1 : line;
      out.push({ span, first: covered, last: covered, rules });
    }
  }
  close(Number.POSITIVE_INFINITY);
  return out;
}

const rules = ['secrets/*'];

const directive =
  /\b(?:(?:gitleaks|betterleaks):allow|(?:trufflehog|kingfisher):ignore|pragma: ?allowlist (?:nextline )?secret|secretlint-(?:enable|disable(?:-next-line|-line)?))\b/gi;
