import { RegExpSyntaxError } from '@eslint-community/regexpp';
import type { Regex } from '../../detectors/pattern/spec.ts';
import { manySteps } from './manySteps.ts';
import { runaway } from './runaway.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
import { translate } from './translate.ts';

/** A regular expression ready for its engine. */
export interface ReadyRegex {
  readonly regex: Regex;
  /** How many groups capture. */
  readonly groups: number;
  /** The same as JavaScript writes it, for analysis; absent where JavaScript cannot say it. */
  readonly js?: JavaScriptRegex;
}

/** A regular expression ready for its engine, or what is wrong with it. */
export type CompiledRegex = ReadyRegex | { readonly complaint: string };

/**
 * Chooses the engine of a regular expression: JavaScript's own where it means exactly the same there and is shown to be
 * harmless, else the linear-time one. What only JavaScript can run and is not harmless is refused.
 * @param trusted whether its author means well, as that of a built-in rule: then bounded repetitions may multiply.
 *   Repetitions without a bound may not.
 */
export function compileRegex(source: string, trusted = false): CompiledRegex {
  try {
    const { dialect, groups, js } = translate(source);
    const danger = js && (runaway(js) ?? (trusted ? undefined : manySteps(js)));
    if (js && !danger) return { regex: { engine: 'js', ...js }, groups, js };
    if (dialect === 're2') return { regex: { engine: 're2', source }, groups, ...(js ? { js } : {}) };
    return {
      complaint: `It can take very long: ${danger}. Bound the repetitions, or leave look-around and back references out, so that the linear-time engine can run it.`,
    };
  } catch (error) {
    if (error instanceof RegExpSyntaxError) return { complaint: error.message };
    throw error;
  }
}
