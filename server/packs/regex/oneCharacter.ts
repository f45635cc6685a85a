import { RegExpParser, RegExpSyntaxError } from '@eslint-community/regexpp';

/** Whether a JavaScript regular expression (without flags) stands for exactly one character: a class, an escape, a letter. */
export function isOneCharacter(source: string): boolean {
  try {
    const { alternatives } = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source);
    return alternatives.every(({ elements }) => elements.length === 1 && kinds.has(elements[0]!.type));
  } catch (error) {
    if (error instanceof RegExpSyntaxError) return false;
    throw error;
  }
}

const kinds: ReadonlySet<string> = new Set(['Character', 'CharacterSet', 'CharacterClass']);
