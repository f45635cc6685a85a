import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';
import { wordEnd } from './wordEnd.ts';

/** The packages of `import "host/path"` and `import ( … )` that name a host; all others come with Go or are local. */
export function goImports({ text }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = wordEnd(text, hits.ends[i]!);
    if (!/(?:^|\n)import$/.test(text.slice(Math.max(0, hit - 7), hit))) continue;
    const block = /^[ \t]*\(([^()]{0,20000})/.exec(text.slice(hit, hit + 20_100));
    const part = block ? block[0] : text.slice(hit, hit + 300).split('\n', 1)[0]!;
    for (const match of part.matchAll(
      /(?:^|\n|\()[ \t]*(?:[\w.]+[ \t]+)?"([a-z\d-]+(?:\.[a-z\d-]+)+\/[^"\s]{1,200})"/g,
    )) {
      const start = hit + match.index + match[0].length - 1 - match[1]!.length;
      found.push({
        ecosystem: 'go',
        name: match[1]!,
        span: { start, end: start + match[1]!.length },
        wants: 'unclear',
      });
    }
  }
  return found;
}
