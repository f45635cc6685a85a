/** A line of TOML that sets a key, with the table it is in. */
export interface TomlLine {
  /** As it stands between the brackets: `tool.poetry.dependencies`; empty at the top. */
  readonly table: string;
  /** Without quotes; absent on a line that only goes on with an array. */
  readonly key?: string;
  readonly keyStart: number;
  /** What stands behind the equals sign, or the whole line of an array. */
  readonly value: string;
  readonly valueStart: number;
  /** The key whose array is open on this line. */
  readonly array?: string;
}

/**
 * The lines of a TOML file that may be half typed. Arrays are followed over their lines, texts over several lines are
 * not. Linear in the text.
 */
export function tomlLines(text: string): TomlLine[] {
  const out: TomlLine[] = [];
  let table = '';
  let array: string | undefined;
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const header = array === undefined && /^[ \t]*\[{1,2}([^\]\n]{1,300})\]/.exec(line);
    const pair =
      array === undefined && /^[ \t]*(?:"([^"]{1,200})"|'([^']{1,200})'|([\w.-]{1,200}))[ \t]*=[ \t]*/.exec(line);
    if (header) table = header[1]!.trim();
    else if (pair) {
      const key = (pair[1] ?? pair[2] ?? pair[3])!;
      const value = line.slice(pair[0].length);
      const isArray = value.startsWith('[');
      const item = { table, key, keyStart: start + pair[0].indexOf(key), value, valueStart: start + pair[0].length };
      out.push(isArray ? { ...item, array: key } : item);
      if (isArray && !isClosed(value)) array = key;
    } else if (array !== undefined) {
      out.push({ table, keyStart: start, value: line, valueStart: start, array });
      if (isClosed(line)) array = undefined;
    }
    start += raw.length + 1;
  }
  return out;
}

/** Whether the array ends on this line; brackets in texts do not count. */
function isClosed(line: string): boolean {
  return line.replace(/"[^"]*"|'[^']*'|#.*/g, '').includes(']');
}
