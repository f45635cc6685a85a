import type { Dependency } from '../dependency.ts';
import { requirement } from './requirements.ts';

/** The requirements in a `setup.py`, as far as they are written down in it. */
export function setupPy(text: string): readonly Dependency[] {
  let done = -1;
  return [
    ...text.matchAll(/\b(?:install_requires|tests_require|setup_requires|extras_require)\s{0,20}=\s{0,20}[[{(]/g),
  ].flatMap((match) => {
    const start = match.index + match[0].length;
    // One that stands inside of another was read with it.
    if (start <= done) return [];
    done = end(text, start);
    const list = text.slice(start, done);
    return [...list.matchAll(/"([^"\n]{1,300})"|'([^'\n]{1,300})'|#[^\n]*/g)].flatMap((item) => {
      const written = item[1] ?? item[2];
      // The keys are the names of the extras.
      const isKey = /^\s*:/.test(list.slice(item.index + item[0].length, item.index + item[0].length + 20));
      return written === undefined || isKey ? [] : (requirement(written, start + item.index + 1) ?? []);
    });
  });
}

/** Where the bracket that is open at `start` is closed. */
function end(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < Math.min(text.length, start + 10_000); at++) {
    if ('[{('.includes(text[at]!)) depth++;
    else if (']})'.includes(text[at]!) && --depth === 0) return at;
  }
  return Math.min(text.length, start + 10_000);
}

/** The requirements in a `setup.cfg`. */
export function setupCfg(text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  let section = '';
  let inList = false;
  let start = 0;
  for (const line of text.split('\n')) {
    const key = /^([\w.-]+)[ \t]*=[ \t]*/.exec(line);
    if (/^\[/.test(line)) {
      section = line.trim();
      inList = false;
    } else if (key) {
      inList =
        (section === '[options]' && /^(?:install|tests|setup)_requires$/.test(key[1]!)) ||
        section === '[options.extras_require]';
      const one = inList && requirement(line.slice(key[0].length), start + key[0].length);
      if (one) found.push(one);
    } else if (inList && /^[ \t]+\S/.test(line)) {
      const one = requirement(line, start);
      if (one) found.push(one);
    }
    start += line.length + 1;
  }
  return found;
}
