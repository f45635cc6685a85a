import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';
import { wordEnd } from './wordEnd.ts';

/**
 * The packages of `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')` and `require('x')`. Paths,
 * aliases that no package can have as its name, and addresses are left out. The hits are of these three words.
 */
export function javascriptImports({ text }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = wordEnd(text, hits.ends[i]!);
    specifier.lastIndex = hit;
    const match = specifier.exec(text);
    if (!match) continue;
    const { name: word, start: wordStart } = wordBefore(text, hit);
    const quoted = match[2]!;
    const name = packageOf(quoted);
    if (name === undefined || !isImport(text, word, wordStart, match[0])) continue;
    const start = hit + match[0].length - 1 - quoted.length;
    const optional = word === 'require' && isTried(text, wordStart);
    found.push({
      ecosystem: 'npm',
      name,
      span: { start, end: start + quoted.length },
      wants: 'unclear',
      ...(optional ? { optional } : {}),
    });
  }
  return found;
}

const specifier = /[ \t\r\n]{0,8}\(?[ \t\r\n]{0,8}(["'`])([^"'`\s$\\]{1,214})\1/y;

/** The package that a specifier asks for: `@scope/name/file` is `@scope/name`; undefined where it names none. */
function packageOf(specifier: string): string | undefined {
  return /^(?:@[a-z\d][a-z\d._-]*\/)?[a-z\d][a-z\d._-]*(?=\/|$)/.exec(specifier)?.[0];
}

function wordBefore(text: string, end: number): { readonly name: string; readonly start: number } {
  let start = end;
  while (start > 0 && end - start < 10 && /[\w$]/.test(text[start - 1]!)) start--;
  return { name: text.slice(start, end), start };
}

/** Whether the keyword and what follows stand in code as an import. */
function isImport(text: string, word: string, start: number, rest: string): boolean {
  const before = text.slice(Math.max(0, start - 400), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  // A line that is so long was not written by hand, and one that begins so is a comment.
  if (line.length > 300 || /^\s*(?:\/[/*]|\*|#|<!--)|(?:^|\s)\/\/ /.test(line)) return false;
  switch (word) {
    case 'require':
      return rest.includes('(') && !/[.'"`]$/.test(line);
    case 'import':
      return rest.includes('(') ? !/['"`.]$/.test(line) : /^\s*(?:<script[^>]*>\s*)?$|;\s*$/.test(line);
    case 'from':
      return !rest.includes('(') && statement.test(before);
    default:
      return false;
  }
}

/** `import a, { b } `, with nothing between that would end it. */
const statement = /(?:^|[\n;>])[ \t]*(?:import|export)\b[^'"`;()=]{1,390}$/;

/** Whether the lines before open a `try`: what is not there is then done without. */
function isTried(text: string, at: number): boolean {
  return /\btry\s*\{[^{}]{0,200}$/.test(text.slice(Math.max(0, at - 220), at));
}
