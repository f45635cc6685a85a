import type { Span } from './span.ts';

/** A text that stands encoded in another one. */
export interface Decoded {
  readonly text: string;
  /** Where a span of the decoded text stands in the other. */
  readonly toFile: (span: Span) => Span;
}

/**
 * The text that JSON strings stand for, one after the other. Colours of a terminal (`\u001b[31m`) are left out of it,
 * because they part what belongs together.
 * @param file the text that the strings stand in
 * @param strings their spans, in order, without the quotation marks
 * @param between what to put between two of them
 */
export function decoded(file: string, strings: readonly Span[], between = ''): Decoded {
  // The text is made of pieces; each begins at an offset of the text and one of the file, where it is as long, or an
  // escape. Three lists of numbers take a fraction of the room of a list of objects.
  const pieces: string[] = [];
  const starts: number[] = [];
  const places: number[] = [];
  const widths: number[] = [];
  let length = 0;
  const add = (piece: string, place: number, width: number) => {
    if (piece === '') return;
    pieces.push(piece);
    starts.push(length);
    places.push(place);
    widths.push(width);
    length += piece.length;
  };
  for (const [index, { start, end }] of strings.entries()) {
    if (index) add(between, start, 0);
    const written = file.slice(start, end);
    for (let at = 0; at < written.length; ) {
      const slash = written.indexOf('\\', at);
      const plain = slash < 0 ? written.length : slash;
      add(written.slice(at, plain), start + at, plain - at);
      at = plain;
      if (slash < 0) break;
      const { text, width } = unescaped(written, slash);
      if (text !== '') add(text, start + slash, width);
      at += width;
    }
  }

  /** The number of the piece that the code unit at an offset is of. */
  function pieceAt(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function startOf(offset: number): number {
    const piece = pieceAt(offset);
    return places[piece]! + Math.min(offset - starts[piece]!, widths[piece]!);
  }

  function endOf(offset: number): number {
    const piece = pieceAt(offset - 1);
    const whole = offset - starts[piece]! === pieces[piece]!.length;
    return whole ? places[piece]! + widths[piece]! : places[piece]! + offset - starts[piece]!;
  }

  const first = strings[0]?.start ?? 0;
  return {
    text: pieces.join(''),
    toFile: ({ start, end }) => {
      if (!pieces.length) return { start: first, end: first };
      const from = start < length ? startOf(start) : endOf(start);
      return { start: from, end: end > start ? endOf(end) : from };
    },
  };
}

/** What the escape at a backslash stands for, and how long it is. One that JSON does not know stands for itself. */
function unescaped(written: string, slash: number): { readonly text: string; readonly width: number } {
  const letter = written[slash + 1] ?? '';
  if (letter !== 'u') return { text: letters.get(letter) ?? letter, width: 1 + letter.length };
  const code = /^[\dA-Fa-f]{4}$/.exec(written.slice(slash + 2, slash + 6))?.[0];
  if (code === undefined) return { text: letter, width: 2 };
  const text = String.fromCharCode(Number.parseInt(code, 16));
  const color = text === '\x1b' ? /^\[[\d;]{0,30}m/.exec(written.slice(slash + 6, slash + 40))?.[0] : undefined;
  return color === undefined ? { text, width: 6 } : { text: '', width: 6 + color.length };
}

const letters = new Map(Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }));
