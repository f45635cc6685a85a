import type { Source } from '../../../engine/source.ts';

/**
 * Whether a place seems to stand in a text over several lines: in backticks, or in three quotes of Python. Told by
 * counting, so a lone backtick in a comment misleads it; good for a doubt, not for silence.
 */
export function seemsQuoted({ text, language }: Source, at: number): boolean {
  return (language === 'python' ? pythonMarks : marks).some((mark) => isBetween(text, at, mark));
}

const marks = ['`'];
const pythonMarks = ['"""', "'''"];

function isBetween(text: string, at: number, mark: string): boolean {
  let inside = false;
  let place = text.indexOf(mark);
  for (; place >= 0 && place < at; place = text.indexOf(mark, place + mark.length)) {
    if (text[place - 1] !== '\\') inside = !inside;
  }
  return inside && place >= 0;
}
