import { diffArrays } from 'diff';

/** Lines of two texts that stand in each other's place; what lies between two hunks is the same in both. 0-based, half-open. */
export interface Hunk {
  readonly before: Lines;
  readonly now: Lines;
}

export interface Lines {
  readonly from: number;
  readonly to: number;
}

/**
 * Where two texts differ, line by line, by Myers' algorithm (`diff`). Texts that have next to nothing in common come
 * out as one hunk.
 */
export function hunksBetween(before: string, now: string): Hunk[] {
  const a = linesOf(before);
  const b = linesOf(now);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  if (start + end === a.length && a.length === b.length) return [];
  const middle = { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) };
  const changes = diffArrays(middle.a, middle.b, { maxEditLength: mostEdits });
  if (!changes) return [{ before: { from: start, to: a.length - end }, now: { from: start, to: b.length - end } }];
  return joined(changes, start);
}

/** More lines than this, taken out and put in, are another text: looking for what is alike would take long. */
const mostEdits = 2000;

/** Neighbouring changes as one hunk each. */
function joined(changes: readonly { added: boolean; removed: boolean; count: number }[], start: number): Hunk[] {
  const hunks: Hunk[] = [];
  let from = { before: start, now: start };
  let to = from;
  const close = (): void => {
    if (to.before === from.before && to.now === from.now) return;
    hunks.push({ before: { from: from.before, to: to.before }, now: { from: from.now, to: to.now } });
  };
  for (const { added, removed, count } of changes) {
    if (added) to = { ...to, now: to.now + count };
    else if (removed) to = { ...to, before: to.before + count };
    else {
      close();
      to = { before: to.before + count, now: to.now + count };
      from = to;
    }
  }
  close();
  return hunks;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
