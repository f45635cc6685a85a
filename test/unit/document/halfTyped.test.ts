import assert from 'node:assert/strict';
import { builtinFiles } from '../../../scripts/compileRules.ts';
import { documentsOf } from '../../../server/detectors/document/documents.ts';
import type { DocumentNode } from '../../../server/detectors/document/node.ts';
import { source } from '../../../server/engine/source.ts';
import { declarations } from '../../../server/packs/declarations.ts';
import { assertSpans } from './tree.ts';

/** The examples of the rules about settings: files of every format, written by people. */
const files = builtinFiles()
  .flatMap((file) => {
    const { declared, ways } = declarations(file);
    return [...declared.map(({ declaration }) => declaration), ...ways.map(({ way }) => way)];
  })
  .filter(({ detect }) => detect.document)
  .flatMap(({ examples }) => [...examples.bad, ...examples.good])
  .flatMap((example) =>
    typeof example === 'string' || !example.file ? [] : [{ path: example.file, text: example.text }],
  );

describe('a file that is being typed', () => {
  it('is read at every step, and what is complete stays as it is', () => {
    assert.ok(files.length > 60, 'there are examples');
    for (const { path, text } of files) {
      const whole = settled(path, text);
      for (let end = 0; end < text.length; end += 7) {
        const prefix = text.slice(0, end);
        for (const document of documentsOf(source(path, prefix))) assertSpans(document, prefix);
        const lastLine = prefix.lastIndexOf('\n') + 1;
        const now = settled(path, prefix);
        const lost = [...whole].filter(([place, { to }]) => to < lastLine && !now.has(place));
        assert.deepEqual(lost, [], `${path}:\n${prefix}`);
      }
    }
  });
});

/** The settings of one line, by their names and places; `to` is where they end. */
function settled(path: string, text: string): Map<string, { to: number }> {
  const found = new Map<string, { to: number }>();
  const visit = (node: DocumentNode): void => {
    if (node.kind === 'list') node.items.forEach(visit);
    if (node.kind !== 'map') return;
    for (const { key, keySpan, value } of node.entries) {
      visit(value);
      const { start, end } = value.span;
      const oneLine = value.kind === 'scalar' && end > start && !text.slice(start, end).includes('\n');
      // A decorator of Bicep belongs to what comes after it.
      const waits = path.endsWith('.bicep') && key.startsWith('@');
      if (oneLine && !waits) found.set(`${key}@${keySpan.start}: ${String(value.value)}@${start}-${end}`, { to: end });
    }
  };
  documentsOf(source(path, text)).forEach(visit);
  return found;
}
