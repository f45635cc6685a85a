import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';

/**
 * The crates of `use name::…` and `extern crate name`. What the file declares itself (`mod name;`) and what another
 * `use` of it brings in are no crates.
 */
export function rustImports({ text }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  let own: ReadonlySet<string> | undefined;
  let done = -1;
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = hits.ends[i]!;
    if (hit <= done) continue;
    const start = text.lastIndexOf('\n', hit - 1) + 1;
    const newline = text.indexOf('\n', hit);
    done = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(done, start + 200));
    const match =
      /^(\s*(?:pub(?:\([^)]{0,40}\))? +)?(?:use +(?:::)?|extern +crate +))([a-z_][a-z\d_]*)(?=::|;| as )/.exec(line);
    if (!match || ownCrates.has(match[2]!)) continue;
    const at = start + match[1]!.length;
    own ??= declaredIn(text);
    if (own.has(match[2]!)) continue;
    found.push({
      ecosystem: 'cargo',
      name: match[2]!,
      span: { start: at, end: at + match[2]!.length },
      wants: 'unclear',
    });
  }
  return found;
}

const ownCrates: ReadonlySet<string> = new Set([
  'std',
  'core',
  'alloc',
  'crate',
  'self',
  'super',
  'proc_macro',
  'test',
]);

function declaredIn(text: string): ReadonlySet<string> {
  const names = [
    ...text.matchAll(/\bmod +([a-z_][a-z\d_]*)|\bas +([a-z_][a-z\d_]*)|[{,:] *([a-z_][a-z\d_]*) *(?=[,};])/g),
  ];
  return new Set(names.map((match) => (match[1] ?? match[2] ?? match[3])!));
}
