import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';
import { goImports } from './go.ts';
import { javascriptImports } from './javascript.ts';
import { pythonImports } from './python.ts';
import { rubyImports } from './ruby.ts';
import { rustImports } from './rust.ts';

/** The packages that a program imports; each import is one, in the order of the text. */
export function imports(source: Source, hits: KeywordHits): readonly Dependency[] {
  return readers[source.language]?.(source, hits) ?? [];
}

const readers: Readonly<Record<string, (source: Source, hits: KeywordHits) => readonly Dependency[]>> = {
  javascript: javascriptImports,
  javascriptreact: javascriptImports,
  typescript: javascriptImports,
  typescriptreact: javascriptImports,
  vue: javascriptImports,
  svelte: javascriptImports,
  astro: javascriptImports,
  python: pythonImports,
  go: goImports,
  rust: rustImports,
  ruby: rubyImports,
};
