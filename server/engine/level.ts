import type { Confidence, Level, Severity } from './rule.ts';

/**
 * What a finding is shown as when nobody set its rule: `error` only where the harm is high and the rule is sure,
 * and one step down for every doubt, so that a red squiggle is always worth it.
 * @param illustrative in tests, examples and documentation everything is shown one step lower
 */
export function defaultLevel(severity: Severity, confidence: Confidence, illustrative = false): Exclude<Level, 'off'> {
  const level = table[severity][confidence];
  return illustrative ? lower[level] : level;
}

const lower = { error: 'warning', warning: 'info', info: 'hint', hint: 'hint' } as const;

const table: Record<Severity, Record<Confidence, Exclude<Level, 'off'>>> = {
  critical: { high: 'error', medium: 'warning', low: 'info' },
  high: { high: 'error', medium: 'warning', low: 'info' },
  medium: { high: 'warning', medium: 'warning', low: 'info' },
  low: { high: 'info', medium: 'info', low: 'hint' },
};
