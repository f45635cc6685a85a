import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A file of labelled cases. */
export interface Corpus {
  readonly name: string;
  readonly path: string;
}

/** A labelled case, as the header of `eval.mjs` explains it: what is read of it here. */
export interface Row {
  readonly text: string;
  readonly filename: string;
  readonly label: 'positive' | 'negative';
  /** `*`: clean for everything, or for what `covers` lists. */
  readonly family: string;
  readonly check?: string;
  readonly covers?: readonly string[];
  /** 1-based lines where a finding is expected. */
  readonly lines?: readonly number[];
  /** Further files, by name. */
  readonly context?: Readonly<Record<string, string>>;
}

/** The corpora of a folder whose names begin so. */
export function corporaOf(folder: string, prefix: string): Corpus[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ name: name.replace(/\.jsonl(\.gz)?$/, ''), path: join(folder, name) }));
}

export function rowsOf({ path }: Corpus): Row[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line) as Row);
}
