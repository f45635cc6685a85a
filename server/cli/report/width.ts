/** How many columns a text takes on a terminal: wide scripts and emoji two, marks on other characters none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += none.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

const none = /[\p{Mn}\p{Me}\p{Cf}]/u;
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
