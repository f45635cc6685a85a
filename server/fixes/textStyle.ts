/** How a text is laid out, so that what is put into it looks the same. */
export interface TextStyle {
  readonly newline: '\n' | '\r\n' | '\r';
  /** One step of indentation. */
  readonly indent: string;
}

/** Reads the layout off the text's first lines; `\n` and `indent` where it shows none. */
export function textStyle(text: string, indent: string): TextStyle {
  const newline = /\r\n?|\n/.exec(text.slice(0, 10_000))?.[0] as TextStyle['newline'] | undefined;
  return { newline: newline ?? '\n', indent: firstIndent(text) ?? indent };
}

/** Whether a line in the text is blank: two line breaks with nothing but blanks between them. */
export function hasBlankLine(text: string): boolean {
  return /(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/.test(text);
}

/** Whether what follows the end of a line at `at` is a blank line, or nothing. */
export function isBlankBelow(text: string, at: number): boolean {
  return /^\s*$/.test(text.slice(at)) || hasBlankLine(/^\s*/.exec(text.slice(at))![0]);
}

/** The indentation of the first line that has one and goes on from a line without. */
function firstIndent(text: string): string | undefined {
  return /(?:^|[\r\n])[^\s*/#][^\r\n]*[{([:][ \t]*\r?\n(\t+| {2,8})(?=[^\s*])/.exec(text.slice(0, 10_000))?.[1];
}

/** Lays out a text of ours, written with `\n` and steps of `step` blanks. */
export function laidOut(text: string, step: number, { newline, indent }: TextStyle): string {
  const lines = text.split('\n').map((line) => {
    const blanks = line.length - line.trimStart().length;
    return indent.repeat(blanks / step) + line.slice(blanks);
  });
  return lines.join(newline);
}
