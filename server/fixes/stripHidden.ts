import type { Fix, FixContext, TextEdit } from './fix.ts';

/** Deletes the characters that nobody sees from where they were found. */
export function stripHidden({ source, finding: { span } }: FixContext): readonly Fix[] {
  const text = source.text.slice(span.start, span.end);
  // An override reaches over text that people do see, and what joins letters or emoji there is none of its business.
  const hidden = /^[\u202d\u202e]/.test(text) ? bidirectional : anyHidden;
  const edits = [...text.matchAll(hidden)].map(({ index, 0: { length } }): TextEdit => {
    const start = span.start + index;
    return { span: { start, end: start + length }, text: '' };
  });
  if (!edits.length) return [];
  // Not safe: in a string they count.
  return [{ id: 'strip-hidden', title: titleOf(edits.length), safe: false, plan: () => ({ edits: [{ edits }] }) }];
}

/** Controls of the Unicode Bidirectional Algorithm (Unicode Standard Annex 9), without the marks. */
const bidirectional = /[\u202a-\u202e\u2066-\u2069]+/g;

const anyHidden =
  /(?:[\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\ufe00-\ufe0f]|\udb40[\udc00-\udfff])+/g;

function titleOf(places: number): string {
  return `Delete the invisible characters${places > 1 ? ` (${places} places)` : ''}`;
}
