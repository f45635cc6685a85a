import type { OnigurumaAst } from 'oniguruma-parser/parser';

/** The parts of a regular expression as Oniguruma's parser reads it, by the names that we use. */
export type Alternatives = OnigurumaAst['body'];
export type Element = Alternatives[number]['body'][number];
export type Quantifier = Extract<Element, { type: 'Quantifier' }>;
export type Group = Extract<Element, { type: 'Group' }>;
export type CharacterSet = Extract<Element, { type: 'CharacterSet' }>;
export type CharacterClass = Extract<Element, { type: 'CharacterClass' }>;

/** What stands for one character of the text. */
export type Single = Extract<Element, { type: 'Character' | 'CharacterSet' | 'CharacterClass' }>;

export function isSingle(element: Element): element is Single {
  return element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass';
}
