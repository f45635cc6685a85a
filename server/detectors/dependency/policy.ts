/** What a team says of packages in its `handrail.yaml`. */
export interface PackagePolicy {
  /** Names that are never spoken of; `*` stands for any text. */
  readonly allow: readonly string[];
  /** The licences that packages may have, as SPDX names them; `*` stands for any text. Absent: any. */
  readonly licences?: readonly string[];
}

export const anyPackage: PackagePolicy = { allow: [] };

/** A test for names by patterns in which `*` stands for any text; either case is the same. */
export function nameTest(patterns: readonly string[]): (name: string) => boolean {
  const pieces = patterns.map((pattern) => pattern.toLowerCase().split('*'));
  return (name) => pieces.some((parts) => fits(name.toLowerCase(), parts));
}

/** Whether the pieces between the stars follow each other; the first and the last stand at the ends. */
function fits(name: string, parts: readonly string[]): boolean {
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (parts.length === 1) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/**
 * Whether a licence as packages write it (an SPDX expression: `MIT`, `(MIT OR Apache-2.0)`) is among those that a list
 * names: of alternatives one, of what holds together all.
 */
export function isLicensed(expression: string, isAllowed: (name: string) => boolean): boolean {
  const tokens = expression.slice(0, longest).match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let found = both();
    while (/^or$|^\/$/i.test(tokens[at] ?? '')) {
      at++;
      const next = both();
      found ||= next;
    }
    return found;
  };
  const both = (): boolean => {
    let found = single();
    while (/^and$/i.test(tokens[at] ?? '')) {
      at++;
      const next = single();
      found &&= next;
    }
    return found;
  };
  const single = (): boolean => {
    const token = tokens[at++];
    if (token === '(') {
      const found = either();
      at++;
      return found;
    }
    const words = [token ?? ''];
    while (at < tokens.length && !/^(?:[()/]|or|and)$/i.test(tokens[at]!)) words.push(tokens[at++]!);
    const name = words.join(' ');
    // An exception adds to what the licence allows.
    return isAllowed(name) || isAllowed(name.replace(/ with .*$/i, ''));
  };
  return either() && at >= tokens.length;
}

/** In characters; nobody writes a longer expression by hand. */
const longest = 1000;
