import type { Detector } from '../../server/engine/detector.ts';
import type { Confidence, Rule } from '../../server/engine/rule.ts';

/** Finds every occurrence of a word, as it is written. The simplest detector there can be, for tests of the engine. */
export interface WordDetect {
  readonly kind: 'word';
  readonly word: string;
  readonly facts?: Readonly<Record<string, string>>;
  readonly confidence?: Confidence;
  /** Throws this after the first match. */
  readonly throws?: string;
}

const wordDetector: Detector<WordDetect> = {
  kind: 'word',
  prepare: ({ detect }) =>
    function* ({ text }) {
      const { word, facts, confidence, throws } = detect;
      for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
        const span = { start, end: start + word.length };
        yield { span, ...(facts ? { facts } : {}), ...(confidence ? { confidence } : {}) };
        if (throws) throw new Error(throws);
      }
    },
};

/** The detectors to hand to `ruleset`. */
export const wordDetectors = [wordDetector as Detector];

/** A rule `secrets/<word>` that finds the word and has it for its keyword; anything can be set differently. */
export function wordRule(word: string, change: Partial<Rule> & { readonly word?: Partial<WordDetect> } = {}): Rule {
  const { word: detect, ...rest } = change;
  return {
    id: `secrets/${word.toLowerCase()}`,
    title: word,
    family: 'secrets',
    severity: 'high',
    confidence: 'high',
    profile: 'recommended',
    keywords: [word.toLowerCase()],
    detect: { kind: 'word', word, ...detect } as WordDetect,
    message: `${word} is here.`,
    fixes: [],
    references: {},
    ...rest,
  };
}
