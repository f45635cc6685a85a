import type { Fix, FixContext, TextEdit } from '../fix.ts';

/** Writes the name of the much-used package that was meant; none where the finding names none. */
export function renamePackage({ source, finding }: FixContext): readonly Fix[] {
  const { NAME: name, MEANT: meant, ECOSYSTEM: ecosystem } = finding.facts ?? {};
  if (name === undefined || meant === undefined) return [];
  const written = source.text.slice(finding.span.start, finding.span.end);
  const at = written.indexOf(name);
  if (at < 0) return [];
  const start = finding.span.start + at;
  const edits = source.language === 'python' ? inPython(source.text, name, meant) : [replaced(start, name, meant)];
  if (!edits) return [];
  const places = edits.length > 1 ? ` (${edits.length} places)` : '';
  const title = `Replace by ${ecosystem === 'pypi' ? 'the package ' : ''}${meant}${places}`;
  // Not safe: only a person knows what was meant.
  return [{ id: 'rename-package', title, safe: false, plan: () => ({ edits: [{ edits }] }) }];
}

function replaced(start: number, name: string, text: string): TextEdit {
  return { span: { start, end: start + name.length }, text };
}

/**
 * A module's name is also what the program calls it by, so all of them change. Undefined where the package is installed
 * under a name that no module can have: what it is imported as is not known then.
 */
function inPython(text: string, name: string, meant: string): readonly TextEdit[] | undefined {
  if (!/^[a-z_]\w*$/i.test(meant)) return undefined;
  const places = text.matchAll(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'));
  return [...places].map(({ index }) => replaced(index, name, meant));
}
