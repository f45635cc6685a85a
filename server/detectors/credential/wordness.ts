import { surprises } from './wordness.table.ts';

/**
 * How unlike words the letters of a text are: the mean surprise (-ln p) of a letter after the two before it, where
 * p comes from English and from the names of packages. Words lie near 2.4 (98 % below 3.4); random letters near 4.6
 * (95 % above 3.4). Digits and signs separate words; case is folded, and a change to upper case starts a new word.
 * @returns 0 for a text without letters
 */
export function strangeness(text: string): number {
  let sum = 0;
  let letters = 0;
  for (const [word] of text.matchAll(/[A-Z]?[a-z]+|[A-Z]+/g)) {
    let first = 0;
    let second = 0;
    for (let i = 0; i <= word.length; i++) {
      const third = i === word.length ? 27 : (word.charCodeAt(i) | 32) - 96;
      sum += (surprises.charCodeAt((first * 28 + second) * 28 + third) - 40) / 8;
      first = second;
      second = third;
    }
    letters += word.length + 1;
  }
  return letters ? sum / letters : 0;
}

/** Above this, letters are no words. */
export const strange = 3.3;
