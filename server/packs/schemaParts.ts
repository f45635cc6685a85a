import * as v from 'valibot';

/**
 * A text that says something. Blanks at its ends stay: in a regular expression they mean something. U+FEFF is a blank for
 * JavaScript alone.
 */
export const words = v.pipe(v.string(), v.regex(/\S|\uFEFF/, 'Write something here, or leave the key out.'));

/** A text of one line. */
export const line = v.pipe(words, v.regex(/^[^\r\n]*$/, 'Write this in one line.'));

export function described<const S extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  schema: S,
  text: string,
) {
  return v.pipe(schema, v.description(text));
}

export function oneOf<const T extends readonly string[]>(list: T) {
  return v.picklist(list, `Write one of ${list.join(', ')}.`);
}

export function listOf<const S extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(item: S) {
  return v.array(item, 'Write a list here: [a, b], or one "- item" a line.');
}
