/** Why a fix cannot be made at a place: words for the person who asks for it. */
export interface Refusal {
  readonly refusal: string;
}

export function refuse(refusal: string): Refusal {
  return { refusal };
}

export function isRefusal(value: object): value is Refusal {
  return 'refusal' in value;
}

/** Reasons that several languages share. */
export const reasons = {
  unreadable: 'The file cannot be read as code: a bracket or quote is not closed.',
  comment: 'It stands in a comment: delete it there.',
  noString: 'It does not stand in a string.',
  pieces: 'It is put together from several parts.',
  escape: 'It begins or ends inside an escape sequence.',
  statement: 'The text stands by itself here and is not used as a value.',
  noExpression: 'No expression can stand here.',
  browser: 'This file runs in the browser, where nothing can be kept secret.',
  typed: 'It stands in a type, which holds no values at run time.',
} as const;
