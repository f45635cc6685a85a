import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** One file of ordinary source, in memory. */
export interface CorpusFile {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** In UTF-8. */
  readonly bytes: number;
}

/** What people have in their trees, without the lock files and data that other tools skip by their size. */
const endings = /\.(?:[cm]?[jt]sx?|json|md|ya?ml|py|css|html)$/;
const largest = 1_000_000;

/**
 * Reads files under the folders, in a fixed order, until there are enough bytes.
 * @param root what the paths are relative to
 * @throws Error where the folders hold less
 */
export function readCorpus(root: string, folders: readonly string[], enough: number): CorpusFile[] {
  const files: CorpusFile[] = [];
  let total = 0;
  for (const folder of folders) {
    for (const path of filesUnder(join(root, folder))) {
      if (total >= enough) return files;
      const content = readFileSync(path);
      if (content.length > largest) continue;
      const text = content.toString('utf8');
      files.push({ path: relative(root, path).replaceAll(sep, '/'), text, bytes: content.length });
      total += content.length;
    }
  }
  if (total < enough) throw new Error(`There are only ${total} bytes of source under ${folders.join(', ')}.`);
  return files;
}

export function sizeOf(files: readonly CorpusFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Lines of ordinary length out of a corpus' TypeScript and JavaScript, as many as asked for. */
export function ordinaryLines(files: readonly CorpusFile[], count: number): string[] {
  const lines: string[] = [];
  for (const { path, text } of files) {
    if (!/\.[cm]?[jt]s$/.test(path) || path.endsWith('.min.js')) continue;
    for (const line of text.split('\n')) {
      if (line.length > 160) continue;
      lines.push(line);
      if (lines.length === count) return lines;
    }
  }
  throw new Error(`The corpus has only ${lines.length} lines.`);
}

function* filesUnder(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile() && endings.test(entry.name)) yield path;
  }
}
