import type { Rule } from '../engine/rule.ts';

/** The form of `dist/rules.json`; raised whenever compiled rules change their shape. */
const builtinVersion = 1;

/** What `dist/rules.json` holds: rules that `compile.ts` has made, ready to scan with. */
interface Builtin {
  readonly version: number;
  readonly rules: readonly Rule[];
}

/**
 * Reads the built-in rules that the build compiled. They come from the same build as this code, so only the version is
 * looked at: no schema, no YAML at start.
 * @param json the text of `dist/rules.json`
 * @throws Error where it is of another build
 */
export function parseBuiltin(json: string): readonly Rule[] {
  const { version, rules } = JSON.parse(json) as Builtin;
  if (version !== builtinVersion) {
    throw new Error(`rules.json has version ${version}, this program reads ${builtinVersion}. Build it again.`);
  }
  return rules;
}

/** The inverse of {@link parseBuiltin}. */
export function printBuiltin(rules: readonly Rule[]): string {
  const builtin: Builtin = { version: builtinVersion, rules };
  return `${JSON.stringify(builtin)}\n`;
}
