import { expressionEnd, groupAround, isJoint, isKeyword, itemsOf, type Row, targetOf } from './expression.ts';
import { functionAround } from './functions.ts';
import { isAssignment } from './match.ts';
import { isKind, isToken, kinds, type Tokens, textOf } from './tokens.ts';

/** An assignment: the value, and the key where the value was taken apart (`const { accessToken: t } = data`). */
export interface Assignment {
  readonly value: Row;
  readonly key?: string;
}

/** The assignment to a variable that stands last before a token, in the blocks around it; else the first one in the file. */
export function assignmentBefore(tokens: Tokens, name: string, at: number): Assignment | undefined {
  if (isKind(tokens, at, kinds.word) && isKeyword(tokens, at)) return undefined;
  const all = assignmentsOf(tokens).get(name);
  if (!all) return undefined;
  for (let i = lastBefore(all, at), steps = 0; i >= 0 && steps < farthest; i--, steps++) {
    const one = all[i]!;
    if (one.value.to <= at && one.scope.from <= at && at < one.scope.to) return one;
  }
  return all.slice(0, farthest).find(({ scope }) => scope.from === 0);
}

/** How many assignments to one name are looked at: the nearest ones. In minified code one name is used for everything. */
const farthest = 40;

/** The number of the last assignment that stands before a token; -1 where there is none. */
function lastBefore(all: readonly StoredAssignment[], at: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface StoredAssignment extends Assignment {
  readonly at: number;
  readonly scope: Row;
}

const assignments = new WeakMap<Tokens, ReadonlyMap<string, readonly StoredAssignment[]>>();

function assignmentsOf(tokens: Tokens): ReadonlyMap<string, readonly StoredAssignment[]> {
  const before = assignments.get(tokens);
  if (before) return before;
  const found = new Map<string, StoredAssignment[]>();
  const add = (name: string, one: StoredAssignment): void => {
    const list = found.get(name);
    if (list) list.push(one);
    else found.set(name, [one]);
  };
  for (let i = 0; i < tokens.count; i++) {
    if (!isAssignment(tokens, i)) continue;
    const target = targetOf(tokens, i);
    if (target < 0) continue;
    const value = { from: i + 1, to: expressionEnd(tokens, i + 1) };
    if (value.from >= value.to) continue;
    const scope = scopeOf(tokens, target);
    if (tokens.kind[target] === kinds.close) {
      for (const { name, key } of destructured(tokens, target)) add(name, { value, key, at: i, scope });
    } else if (tokens.kind[target] === kinds.word && !isJoint(tokens, target - 1)) {
      add(textOf(tokens, target), { value, at: i, scope });
      // token, err := login()
      for (
        let j = target - 1;
        isToken(tokens, j, ',') && isKind(tokens, j - 1, kinds.word) && !isJoint(tokens, j - 2);
        j -= 2
      ) {
        // f(token, key=value) gives only the key a value.
        if (tokens.first[j] || isToken(tokens, groupAround(tokens, j).open, '(')) break;
        add(textOf(tokens, j - 1), { value, at: i, scope });
      }
    }
  }
  assignments.set(tokens, found);
  return found;
}

/** The block in which a name is known: that of the function around it, or the whole text. */
function scopeOf(tokens: Tokens, i: number): Row {
  const around = functionAround(tokens, i);
  return around ? around.body : { from: 0, to: tokens.count };
}

/** `{ accessToken: t, user: { id }, ...rest }`, `[token, setToken]` */
function destructured(tokens: Tokens, close: number): { name: string; key: string }[] {
  const open = tokens.partner[close]!;
  if (open < 0 || isToken(tokens, close, ')')) return [];
  return itemsOf(tokens, { from: open + 1, to: close }).flatMap((item) => {
    const key = item.from;
    if (!isKind(tokens, key, kinds.word)) return [];
    const sign = isToken(tokens, key + 1, ':');
    const name = key + 2;
    if (sign && isKind(tokens, name, kinds.open))
      return destructured(tokens, Math.min(tokens.partner[name]!, tokens.count - 1));
    const local = sign && isKind(tokens, name, kinds.word) ? name : key;
    return [{ name: textOf(tokens, local), key: textOf(tokens, key) }];
  });
}
