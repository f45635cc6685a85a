import { characterStart, type LinearEngine, type Matcher } from '../detectors/pattern/matcher.ts';
import type { PatternSpec, Regex } from '../detectors/pattern/spec.ts';
import type { Rule } from '../engine/rule.ts';

/** Whether some rule holds a regular expression that only the linear-time engine runs. */
export function needsLinear(rules: readonly Rule[]): boolean {
  return rules.some((rule) => isPattern(rule) && regexesOf(rule.detect).some(({ engine }) => engine === 're2'));
}

/** Loads the engine whose time is linear in the text whatever the regular expression: a port of RE2 to JavaScript. */
export async function linearEngine(): Promise<LinearEngine> {
  const { RE2JS } = await import('re2js');
  return (source): Matcher => {
    const regex = RE2JS.compile(source);
    return {
      exec(text, from) {
        // Offsets are UTF-16 code units: the text is handed over as a string, not as bytes.
        const matcher = regex.matcher(text);
        if (!matcher.find(characterStart(text, from))) return undefined;
        const span = (group: number) => ({ start: matcher.start(group), end: matcher.end(group) });
        const groups = Array.from({ length: matcher.groupCount() }, (_, index) => span(index + 1));
        return { span: span(0), groups: groups.map((group) => (group.start < 0 ? undefined : group)) };
      },
      test: (text) => regex.test(text),
    };
  };
}

function isPattern(rule: Rule): rule is Rule<PatternSpec> {
  return rule.detect.kind === 'pattern';
}

function regexesOf({ regex, path, allowlists }: PatternSpec): Regex[] {
  const lists = allowlists.flatMap((list) => [...list.paths, ...list.regexes]);
  return [...(regex ? [regex] : []), ...(path ? [path] : []), ...lists];
}
