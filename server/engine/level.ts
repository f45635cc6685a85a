import type { Confidence, Level, Severity } from './rule.ts';

/**
 * What a finding is shown as when nobody set its rule: `error` only where the harm is high and the rule is sure,
 * and one step down for every doubt, so that a red squiggle is always worth it.
 */
export function defaultLevel(severity: Severity, confidence: Confidence): Exclude<Level, 'off'> {
  return table[severity][confidence];
}

const table: Record<Severity, Record<Confidence, Exclude<Level, 'off'>>> = {
  critical: { high: 'error', medium: 'warning', low: 'info' },
  high: { high: 'error', medium: 'warning', low: 'info' },
  medium: { high: 'warning', medium: 'warning', low: 'info' },
  low: { high: 'info', medium: 'info', low: 'hint' },
};
