import type { Alternatives, Element, Quantifier } from './element.ts';

/**
 * Whether JavaScript, reading the same regular expression, matches the same texts as RE2, and captures the same in every
 * group. They part ways over quantifiers only.
 */
export function agree(alternatives: Alternatives): boolean {
  return alternatives.every(({ body }) => body.every(agreeOn));
}

function agreeOn(element: Element): boolean {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return agree(element.body);
    case 'Quantifier':
      return agreeOnQuantifier(element) && agreeOn(element.body);
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'Assertion':
      return true;
    default:
      return false;
  }
}

/**
 * JavaScript gives up a round that matched nothing, RE2 does not; and JavaScript forgets at each round what the groups
 * inside held.
 */
function agreeOnQuantifier({ body, min, max }: Quantifier): boolean {
  const inside = groupsIn(body);
  if (max > 1 && inside.some && !inside.always) return false;
  if (min === max) return !(inside.some && emptiness(body) !== 'never' && max > 1);
  const empty = emptiness(body);
  return empty === 'never' || (empty === 'last' && !inside.some);
}

/** Whether there are groups that capture, and whether all of them take part in every match. */
function groupsIn(element: Element): { readonly some: boolean; readonly always: boolean } {
  switch (element.type) {
    case 'CapturingGroup':
      return { some: true, always: inAlternatives(element.body).always };
    case 'Group':
      return inAlternatives(element.body);
    case 'Quantifier': {
      const inside = groupsIn(element.body);
      return { some: inside.some, always: !inside.some || (inside.always && element.min > 0) };
    }
    default:
      return { some: false, always: true };
  }
}

function inAlternatives(alternatives: Alternatives): { readonly some: boolean; readonly always: boolean } {
  const inside = alternatives.flatMap(({ body }) => body.map(groupsIn));
  const some = inside.some((one) => one.some);
  return { some, always: !some || (alternatives.length === 1 && inside.every((one) => one.always)) };
}

/** Whether it can match nothing: never, only as its last choice, or sooner. */
function emptiness(element: Element): 'never' | 'last' | 'sooner' {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return emptinessOf(element.body);
    case 'Quantifier': {
      const inside = emptiness(element.body);
      if (element.min > 0) return inside;
      return element.kind === 'greedy' && inside !== 'sooner' ? 'last' : 'sooner';
    }
    case 'Assertion':
      return 'last';
    default:
      return 'never';
  }
}

/** Whether some alternative can match nothing: never, only as the last choice of all, or sooner. */
export function emptinessOf(alternatives: Alternatives): 'never' | 'last' | 'sooner' {
  const each = alternatives.map(({ body }) => {
    const elements = body.map(emptiness);
    if (elements.includes('never')) return 'never';
    return elements.every((one) => one === 'last') ? 'last' : 'sooner';
  });
  if (each.every((one) => one === 'never')) return 'never';
  return each.at(-1) === 'last' && each.slice(0, -1).every((one) => one === 'never') ? 'last' : 'sooner';
}
