import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { JavaScriptRegex } from '../../server/packs/regex/toJavaScript.ts';

/**
 * Stretches of text that almost match a regular expression, each after as many detours as it can be made to take: one
 * character fills every repetition that has room for it, to its bound or to `most`, and in the end something is wrong.
 */
export function nearMisses(regex: JavaScriptRegex): string[] {
  const { alternatives } = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(regex.source, 0, regex.source.length, {
    unicode: regex.flags.includes('u'),
  });
  const texts = [...fillers].flatMap((filler) =>
    [0, 1].map((option) => chosen(alternatives, { filler, option, flags: regex.flags }).slice(0, -1)),
  );
  return [...new Set(texts)].map((text) => `${text}\u0001`);
}

const fillers = 'aA0_- \t\n."\':=/+,;@&(<*\\';
const most = 200;

interface Draw {
  readonly filler: string;
  /** Which alternative is taken where there are several. */
  readonly option: number;
  readonly flags: string;
}

function chosen(alternatives: readonly AST.Alternative[], draw: Draw): string {
  const { elements } = alternatives[draw.option % alternatives.length]!;
  return elements.map((element) => textOf(element, draw)).join('');
}

function textOf(element: AST.Element, draw: Draw): string {
  switch (element.type) {
    case 'Assertion':
    case 'Backreference':
      return '';
    case 'Group':
    case 'CapturingGroup':
      return chosen(element.alternatives, draw);
    case 'Quantifier': {
      const once = textOf(element.element, draw);
      const times = once.includes(draw.filler) ? Math.min(element.max, Math.max(element.min, most)) : element.min;
      return once.repeat(times);
    }
    default:
      return characterOf(element, draw);
  }
}

function characterOf({ raw }: AST.Element, { filler, flags }: Draw): string {
  const matches = new RegExp(`^${raw}$`, flags);
  return [filler, ...printable].find((character) => matches.test(character)) ?? '';
}

const printable = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
