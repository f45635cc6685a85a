import { grouped } from '../grouped.ts';
import type { Outcome } from '../outcome.ts';

/** One line on what a scan came to: `2 errors and 1 warning in 2 files (1 allowed). 310 files checked, 4 binary.` */
export function summary({ findings, counts, notices }: Outcome): string {
  const open = findings.filter(({ finding }) => !finding.suppression);
  const allowed = findings.length - open.length;
  const byLevel = levels.flatMap((level) => {
    const number = open.filter(({ finding }) => finding.level === level).length;
    return number ? [count(number, level)] : [];
  });
  const files = new Set(open.map(({ path }) => path)).size;
  const found = open.length ? `${listed(byLevel)} in ${count(files, 'file')}` : 'Nothing found';
  const rest = [
    `${count(counts.checked, 'file')} checked`,
    ...(counts.binary ? [`${grouped(counts.binary)} binary`] : []),
    ...(counts.large ? [`${grouped(counts.large)} too large`] : []),
    ...(counts.unreadable ? [`${grouped(counts.unreadable)} not readable`] : []),
  ];
  const failed = notices.filter(({ level }) => level === 'error').length;
  const incomplete = failed ? ` Incomplete: ${count(failed, 'problem')}, see above.` : '';
  return `${found}${allowed ? ` (${grouped(allowed)} allowed)` : ''}. ${rest.join(', ')}.${incomplete}`;
}

const levels = ['error', 'warning', 'info', 'hint'] as const;

function count(many: number, thing: string): string {
  return `${grouped(many)} ${thing}${many === 1 || thing === 'info' ? '' : 's'}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
