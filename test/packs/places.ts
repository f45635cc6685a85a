import { lineMap, offsetAt } from '../../server/engine/lineMap.ts';
import type { Problem } from '../../server/packs/problem.ts';
import type { Mark } from '../unit/marked.ts';

/** Problems as marks in the text they are about: `warning: …` for warnings, the message alone for errors. */
export function marksOf(text: string, problems: readonly Problem[]): Mark[] {
  const lines = lineMap(text);
  return problems.map(({ range, severity, message }) => ({
    span: { start: offsetAt(lines, text, range.start), end: offsetAt(lines, text, range.end) },
    label: severity === 'warning' ? `warning: ${message}` : message,
  }));
}
