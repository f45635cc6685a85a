import type { DocumentPath, Step } from '../detectors/document/spec.ts';

/** A path taken apart, or what is wrong with it. */
export type ParsedPath = { readonly path: DocumentPath } | { readonly complaint: string };

/**
 * Takes the path of a rule apart: `resource.aws_*.{a,b}[*].'c.d'`. What the steps mean is said in
 * `server/detectors/document/document.ts`.
 */
export function parseDocumentPath(text: string): ParsedPath {
  const path: Step[] = [];
  let at = 0;
  const wrong = (what: string): ParsedPath => ({ complaint: `${what} at character ${at + 1} of the path "${text}"` });
  while (at < text.length) {
    if (text[at] === '.') {
      if (!path.length || at + 1 === text.length || text[at + 1] === '.') return wrong('A name is missing');
      at++;
    } else if (path.length && text[at] !== '[') return wrong('A dot is missing');
    if (text[at] === '[') {
      const item = /^\[(\*|\d{1,6})\]/.exec(text.slice(at));
      if (!item) return wrong('Write [*] or the number of an item, counted from 0: it is wrong');
      path.push(item[1] === '*' ? { to: 'items' } : { to: 'item', index: Number(item[1]) });
      at += item[0].length;
      continue;
    }
    const word = wordAt(text, at);
    if (!word) return wrong('There is an open quote or brace, or no name,');
    const step = stepOf(word.text, word.quoted);
    if (!step) return wrong('Between braces stand names with commas between them, and no dots: that is wrong');
    path.push(step);
    at = word.end;
  }
  return path.length ? { path } : { complaint: 'The path is empty. Write names joined by dots' };
}

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly end: number;
}

/** A name up to the next dot or bracket; in quotes, both belong to it. */
function wordAt(text: string, start: number): Word | undefined {
  const quote = text[start];
  if (quote === "'" || quote === '"') {
    const end = text.indexOf(quote, start + 1);
    return end > start + 1 ? { text: text.slice(start + 1, end), quoted: true, end: end + 1 } : undefined;
  }
  let end = start;
  let open = false;
  for (; end < text.length; end++) {
    const sign = text[end]!;
    if (open && (sign === "'" || sign === '"')) {
      // A quoted alternative: dots and commas belong to it.
      end = text.indexOf(sign, end + 1);
      if (end < 0) return undefined;
    } else if (sign === '{' && !open) open = true;
    else if (sign === '}' && open) open = false;
    else if (sign === '{' || sign === '}' || /[\s'"\]]/.test(sign)) return undefined;
    else if (!open && (sign === '.' || sign === '[')) break;
  }
  return open || end === start ? undefined : { text: text.slice(start, end), quoted: false, end };
}

function stepOf(word: string, quoted: boolean): Step | undefined {
  if (!quoted) {
    if (word === '*') return { to: 'children' };
    if (word === '**') return { to: 'everything' };
    if (word === '^') return { to: 'parent' };
    if (word === '$') return { to: 'root' };
  }
  const names = quoted ? [word] : alternatives(word);
  if (!names?.every(Boolean)) return undefined;
  const globs = names.filter((name) => name.includes('*')).map(globRegex);
  return {
    to: 'names',
    names: names.filter((name) => !name.includes('*')),
    ...(globs.length ? { globs } : {}),
  };
}

/** `a_{b,'c.d'}` is `a_b` and `a_c.d`; undefined where an alternative without quotes has a dot in it. */
function alternatives(word: string): string[] | undefined {
  const start = word.indexOf('{');
  if (start < 0) return [word];
  const end = closingBrace(word, start);
  const rest = alternatives(word.slice(end + 1));
  const pieces = word.slice(start + 1, end).match(/'[^']*'|"[^"]*"|[^,]+|(?<=,|^)(?=,|$)/g) ?? [''];
  const names = pieces.map((piece) => piece.trim()).filter((piece) => piece !== ',');
  if (!rest || names.some((name) => !isQuoted(name) && name.includes('.'))) return undefined;
  return names.flatMap((name) => {
    const bare = isQuoted(name) ? name.slice(1, -1) : name;
    return bare ? rest.map((after) => `${word.slice(0, start)}${bare}${after}`) : [''];
  });
}

function isQuoted(name: string): boolean {
  return /^(['"]).*\1$/.test(name);
}

/** Where the brace closes that opens at `start`, whatever stands in quotes between. */
function closingBrace(word: string, start: number): number {
  for (let at = start; at < word.length; at++) {
    const sign = word[at]!;
    if (sign === "'" || sign === '"') at = word.indexOf(sign, at + 1);
    else if (sign === '}') return at;
  }
  return word.length;
}

function globRegex(name: string): string {
  const parts = name.split(/\*+/).map((part) => part.replace(/[\\^$.|?+()[\]{}/]/g, '\\$&'));
  return `^${parts.join('.*')}$`;
}
