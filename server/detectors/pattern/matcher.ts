import type { Span } from '../../engine/span.ts';
import type { Regex } from './spec.ts';

/** A regular expression of either engine. */
export interface Matcher {
  /** The first match at or after `from`, or undefined. A `from` between the halves of a pair means after the pair. */
  exec(text: string, from: number): RegexMatch | undefined;
  test(text: string): boolean;
}

export interface RegexMatch {
  readonly span: Span;
  /** The spans of groups 1, 2, …; undefined where the group took no part. */
  readonly groups: readonly (Span | undefined)[];
}

/** Makes a matcher of a linear-time engine from RE2 syntax. Handed in, since the engine is large and rarely needed. */
export type LinearEngine = (source: string) => Matcher;

/** @throws Error where the regular expression needs the linear-time engine and none was handed in */
export function matcher(regex: Regex, linear: LinearEngine | undefined): Matcher {
  if (regex.engine === 'js') return jsMatcher(new RegExp(regex.source, `${regex.flags}dg`));
  if (!linear) throw new Error('This regular expression needs the linear-time engine, which is not loaded.');
  return linear(regex.source);
}

function jsMatcher(regex: RegExp): Matcher {
  return {
    exec(text, from) {
      regex.lastIndex = characterStart(text, from);
      const match = regex.exec(text);
      if (!match) return undefined;
      const [whole, ...groups] = match.indices!;
      return { span: toSpan(whole!), groups: groups.map((group) => group && toSpan(group)) };
    },
    test(text) {
      regex.lastIndex = 0;
      return regex.test(text);
    },
  };
}

/** `at`, or one further where that is inside of a surrogate pair: with the flag `u`, V8 would step back before the pair. */
export function characterStart(text: string, at: number): number {
  const inside =
    at > 0 && isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) && isBetween(text.charCodeAt(at), 0xdc00, 0xdfff);
  return inside ? at + 1 : at;
}

function isBetween(unit: number, first: number, last: number): boolean {
  return first <= unit && unit <= last;
}

function toSpan([start, end]: readonly [number, number]): Span {
  return { start, end };
}
