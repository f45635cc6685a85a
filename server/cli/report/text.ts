import { createColors } from 'picocolors';
import { shownPath } from '../../disk/relativePath.ts';
import type { Finding } from '../../engine/finding.ts';
import type { Located, Outcome } from '../outcome.ts';
import { printable } from '../printable.ts';
import { width } from './width.ts';

/**
 * For a person: findings by file, each with its masked line and a marker under the place. Findings that a comment
 * allows are left out (the summary counts them).
 */
export function* textReport({ findings, cwd }: Outcome, color: boolean): Generator<string> {
  const paint = painter(color);
  let file: string | undefined;
  for (const located of findings) {
    if (located.finding.suppression) continue;
    const gap = file === undefined || file === located.path ? '' : '\n';
    file = located.path;
    yield `${gap}${heading(located, cwd, paint)}\n${excerpt(located, paint)}`;
  }
}

function heading({ path, startLine, startColumn, finding }: Located, cwd: string, paint: Painter): string {
  const part = finding.place === undefined ? '' : ` (${finding.place})`;
  const place = `${paint.bold(printable(shownPath(cwd, path)))}:${startLine}:${startColumn}${part}`;
  return `${place}  ${paint[finding.level](finding.level)}  ${printable(finding.message)}  ${paint.dim(finding.rule)}`;
}

/** Nothing where the finding has no text to show, as with one that is about the file's name. */
function excerpt({ finding, marker }: Located, paint: Painter): string {
  if (finding.excerpt === '') return '';
  const text = printable(finding.excerpt);
  const before = ' '.repeat(width(text.slice(0, marker.start)));
  const under = '^'.repeat(Math.max(1, width(text.slice(marker.start, marker.start + marker.length))));
  return `    ${text}\n    ${before}${paint[finding.level](under)}\n`;
}

type Painter = ReturnType<typeof painter>;

function painter(color: boolean) {
  const { bold, dim, red, yellow, blue, cyan } = createColors(color);
  return { bold, dim, error: red, warning: yellow, info: blue, hint: cyan } satisfies Record<
    Finding['level'] | 'bold' | 'dim',
    unknown
  >;
}
