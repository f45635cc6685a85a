import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';

/** The top-level modules of `import a.b, c` and `from a.b import c`, relative ones left out. The hits are of these words. */
export function pythonImports({ text }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  let done = -1;
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = hits.ends[i]!;
    if (hit <= done) continue;
    const start = text.lastIndexOf('\n', hit - 1) + 1;
    const newline = text.indexOf('\n', hit);
    const end = newline < 0 ? text.length : newline;
    done = end;
    // Most words `import` stand in such lines, and the look at one letter is all that the others cost.
    const first = firstLetter(text, start);
    if (first !== 'i' && first !== 'f') continue;
    const line = text.slice(start, Math.min(end, start + 500));
    const modules = modulesOf(line);
    if (!modules.length) continue;
    const indented = first !== text[start];
    for (const { name, at } of modules) {
      const span = { start: start + at, end: start + at + name.length };
      found.push({
        ecosystem: 'pypi',
        name,
        span,
        wants: 'unclear',
        // Asked for where nobody knows the module, which is seldom.
        get optional() {
          return indented && isTried(text, start);
        },
      });
    }
  }
  return found;
}

function firstLetter(text: string, start: number): string | undefined {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at];
}

interface Module {
  readonly name: string;
  readonly at: number;
}

function modulesOf(line: string): readonly Module[] {
  const from = /^[ \t]*from[ \t]+([A-Za-z_]\w*)[\w.]*[ \t]+import[ \t(*]/.exec(line);
  if (from) return [{ name: from[1]!, at: line.indexOf(from[1]!, line.indexOf('from') + 4) }];
  const list = /^([ \t]*import[ \t]+)([A-Za-z_][\w., \t]*?)[ \t]*(?:#.*|;.*)?\r?$/.exec(line);
  if (!list) return [];
  const modules: Module[] = [];
  let at = list[1]!.length;
  for (const part of list[2]!.split(',')) {
    const one = /^[ \t]*([A-Za-z_]\w*)(?:\.\w+)*(?:[ \t]+as[ \t]+\w+)?[ \t]*$/.exec(part);
    // Words that go on in another way are prose.
    if (!one) return [];
    modules.push({ name: one[1]!, at: at + part.indexOf(one[1]!) });
    at += part.length + 1;
  }
  return modules;
}

/** Whether it stands right in a `try`, in an `except`, or under a condition: what is not there is then done without. */
function isTried(text: string, at: number): boolean {
  const before = text
    .slice(Math.max(0, at - 400), at)
    .split('\n')
    .slice(-6)
    .join('\n');
  return /(?:^|\n)[ \t]*(?:try|except[^\n:]{0,80}|else|finally|if TYPE_CHECKING)[ \t]*:[^\n]*\n(?:[ \t]+(?:from|import)[^\n]*\n|[ \t]*(?:#[^\n]*)?\n){0,6}$/.test(
    before,
  );
}
