import * as v from 'valibot';
import { closest } from './closest.ts';
import type { Path } from './yamlDocument.ts';

/** Something in a value that does not fit its schema. */
export interface Complaint {
  readonly path: Path;
  /** Whether the key at the end of the path is meant, and not the value. */
  readonly ofKey: boolean;
  /** One line that says what to do. */
  readonly message: string;
}

/** What came of looking at a value: `output` where nothing is wrong, else what is. */
export interface Validated<T> {
  readonly output?: T;
  readonly complaints: readonly Complaint[];
}

/** Any schema whose output is `T`. */
export type SchemaOf<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>;

/** Compares a value with a schema; all that is wrong is reported, each once. */
export function validate<T>(schema: SchemaOf<T>, value: unknown): Validated<T> {
  const unknown: Complaint[] = [];
  for (let current = value; ; ) {
    const { success, output, issues } = v.safeParse(schema, current);
    if (success) return unknown.length ? { complaints: unknown } : { output, complaints: [] };
    // valibot names one unknown key a map, so all of that map are taken out and the rest is looked at again.
    const maps = issues.filter(isUnknownKey).map((issue) => pathOf(issue).slice(0, -1));
    if (!maps.length) return { complaints: [...unknown, ...issues.map((issue) => explain(schema, issue))] };
    for (const path of maps) {
      const known = entriesAt(schema, path);
      current = changedAt(current, path, (map) => {
        const [sound, strange] = partition(Object.entries(map), ([key]) => Object.hasOwn(known, key));
        unknown.push(...strange.map(([key]) => unknownKey([...path, key], Object.keys(known))));
        return Object.fromEntries(sound);
      });
    }
  }
}

function unknownKey(path: Path, known: readonly string[]): Complaint {
  const name = String(path.at(-1));
  const near = closest(name, known);
  const hint = near ? `Did you mean "${near}"?` : `Known here: ${known.join(', ')}.`;
  return { path, ofKey: true, message: `There is no key "${name}" here. ${hint}` };
}

function partition<T>(list: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}

/** A copy of `value` in which the map at `path` is changed. */
function changedAt(value: unknown, [step, ...rest]: Path, change: (map: object) => object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === step ? changedAt(item, rest, change) : item));
  }
  return { ...value, [step]: changedAt(property(value, step), rest, change) };
}

/** A copy of `value` that lacks what stands at `path`: a key of a map, or an item of a list. */
export function without(value: unknown, [step, ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    if (!rest.length) return value.filter((_, index) => index !== step);
    return value.map((item: unknown, index) => (index === step ? without(item, rest) : item));
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  if (!rest.length) return Object.fromEntries(entries.filter(([key]) => key !== step));
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? without(item, rest) : item]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function pathOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function explain(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): Complaint {
  const path = pathOf(issue);
  const name = String(path.at(-1) ?? '');
  if (issue.type === 'strict_object' && issue.path?.at(-1)?.origin === 'key') {
    const missing = entriesAt(schema, path.slice(0, -1))[name];
    const about = missing && v.getDescription(missing);
    return { path, ofKey: false, message: `"${name}" is missing. Add it${about ? `: ${about}` : '.'}` };
  }
  return { path, ofKey: false, message: issue.message.startsWith('Invalid ') ? wanted(issue) : issue.message };
}

/** valibot's own words are for programmers. */
function wanted({ expected, message }: v.BaseIssue<unknown>): string {
  return (expected !== null && kinds[expected]) || `${message}.`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'Write a text here; put it in quotes if it looks like a number.',
  number: 'Write a number here.',
  integer: 'Write a whole number here.',
  boolean: 'Write true or false here.',
  Object: 'Write keys with values here.',
  Array: 'Write a list here: [a, b], or one "- item" a line.',
};

/** The keys that a map at `path` may have. */
function entriesAt(schema: v.GenericSchema, path: Path): Record<string, v.GenericSchema> {
  let at: unknown = schema;
  for (const step of path) at = inner(unwrapped(at), step);
  const entries = property(unwrapped(at), 'entries');
  return isRecord(entries) ? (entries as Record<string, v.GenericSchema>) : {};
}

/** Without `optional` around it. */
function unwrapped(schema: unknown): unknown {
  const wrapped = property(schema, 'wrapped');
  return wrapped === undefined ? schema : unwrapped(wrapped);
}

function inner(schema: unknown, step: string | number): unknown {
  if (typeof step === 'number') return property(schema, 'item');
  return property(property(schema, 'entries'), step) ?? property(schema, 'value');
}

function property(of: unknown, key: string | number): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, key)
    ? (of as Record<string | number, unknown>)[key]
    : undefined;
}
