import { lineSpan, positionAt } from '../engine/lineMap.ts';
import type { Source } from '../engine/source.ts';
import type { Span } from '../engine/span.ts';
import type { Fix, FixContext, TextEdit } from './fix.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/**
 * Deletes what was pasted along with an answer: its line where that holds nothing else, the reference alone where it
 * stands among other text.
 */
export function deleteResidue({ source, finding: { span } }: FixContext): readonly Fix[] {
  const edit = reference(source, span) ?? wholeLine(source, span);
  if (isRefusal(edit)) return [{ id, title: 'Delete it', safe: false, disabled: edit.refusal, plan: noEdits }];
  const title = edit.text === '' && holdsBreak(source, edit.span) ? 'Delete the line' : 'Delete the reference';
  return [{ id, title, safe: false, plan: () => ({ edits: [{ edits: [edit] }] }) }];
}

const id = 'delete-residue';

function noEdits() {
  return { edits: [] };
}

function holdsBreak({ text }: Source, { start, end }: Span): boolean {
  return /[\r\n]/.test(text.slice(start, end)) || start === 0 || end === text.length;
}

/** The edit for a mark that only a chat can resolve, inside of a line; undefined where the finding is something else. */
function reference({ text }: Source, { start, end }: Span): TextEdit | Refusal | undefined {
  const mark = text.slice(start, end);
  if (mark.startsWith('sandbox:')) return refuse('Say where the file really is.');
  if (/^[?&]utm_source=/.test(mark)) {
    const more = text[end] === '&' ? 1 : 0;
    // What follows a question mark takes its place; what follows an ampersand brings its own.
    return mark[0] === '?' ? edited(start + more, end + more) : edited(start, end);
  }
  if (!inLine.test(mark)) return undefined;
  const blank = start > 0 && /[ \t]/.test(text[start - 1]!) && !/[^\s.,;:)]/.test(text[end] ?? '') ? 1 : 0;
  return edited(start - blank, end);
}

const inLine = /oaicite|turn0|†|^\[cite|grok/;

function edited(start: number, end: number): TextEdit {
  return { span: { start, end }, text: '' };
}

/** The line with its break, where it is a comment or a fence that is over at its end. */
function wholeLine({ text, lines }: Source, span: Span): TextEdit | Refusal {
  const { line } = positionAt(lines, span.start);
  const { start, end } = lineSpan(lines, text, line);
  const content = text.slice(start, end).replace(/^\uFEFF/, '');
  if (span.end > end || !isWhole(content, text.slice(span.start, span.end))) {
    return refuse('More than this stands on the line: delete it there.');
  }
  const from = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  // At the top of a file the blank lines below go, too.
  const rest = /^(?:\r\n?|\n)/.exec(text.slice(end))?.[0].length ?? 0;
  const blank = line === 0 ? /^\s*?(?=[^\S\r\n]*\S|$)/.exec(text.slice(end))![0].length : rest;
  return edited(from, end + Math.max(rest, blank));
}

/** Whether nothing but the finding, and the marks of a comment that begins and ends here, stands on the line. */
function isWhole(content: string, found: string): boolean {
  const trimmed = content.trim();
  if (/\w/.test(content.replace(found, ''))) return false;
  const closing = closings.find(([opening]) => trimmed.startsWith(opening))?.[1];
  if (closing !== undefined) return trimmed.indexOf(closing) === trimmed.length - closing.length;
  return !/^(?:"{3}|'{3})|\*\/|-->/.test(trimmed);
}

/** How a comment that begins on the line must end on it, so that it goes as a whole. */
const closings: readonly (readonly [string, string])[] = [
  ['{/*', '*/}'],
  ['/*', '*/'],
  ['<!--', '-->'],
];
