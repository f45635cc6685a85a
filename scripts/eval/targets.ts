/** What has to be reached on one corpus of labelled cases. Ratios between 0 and 1. */
export interface Target {
  readonly corpus: string;
  /** The configuration of another tool that is loaded as a pack; absent: our rules alone. */
  readonly extended?: 'gitleaks' | 'betterleaks';
  /** Of the rows with a secret, at least so many are flagged where it stands. */
  readonly recall?: number;
  /** Of the flagged ones, in at least so many the finding covers the secret and little more. */
  readonly span?: number;
  /** Of the rows without a secret, at most so many are flagged. */
  readonly alarms?: number;
  /** Of all flagged rows, at least so many have a secret. */
  readonly precision?: number;
}

const alarms = 0.02;

export const targets: readonly Target[] = [
  { corpus: 'secrets-gitleaks', recall: 0.92, span: 0.9, alarms },
  { corpus: 'secrets-gitleaks-generated', recall: 0.92, span: 0.9, alarms },
  { corpus: 'secrets-gitleaks', extended: 'gitleaks', recall: 0.99, span: 0.9, alarms },
  { corpus: 'secrets-gitleaks-generated', extended: 'gitleaks', recall: 0.99, span: 0.9, alarms },
  { corpus: 'secrets-gitleaks', extended: 'betterleaks', recall: 0.99, span: 0.9, alarms },
  { corpus: 'secrets-gitleaks-generated', extended: 'betterleaks', recall: 0.99, span: 0.9, alarms },
  { corpus: 'secrets-secretlint', recall: 0.95, span: 0.9, alarms },
  { corpus: 'secrets-noseyparker', recall: 0.92, span: 0.9, alarms },
  { corpus: 'secrets-kingfisher', recall: 0.92, span: 0.9, alarms },
  { corpus: 'secrets-detect-secrets', recall: 0.8, span: 0.9, alarms },
  { corpus: 'secrets-creddata-lines', recall: 0.7, precision: 0.9, alarms },
  { corpus: 'secrets-lookalikes', alarms },
];

/** What has to be reached on the labelled cases of the families of code that handles tokens badly. */
export const codeTargets = {
  families: ['token-storage', 'token-lifecycle', 'logging', 'defaults', 'residue', 'deps'],
  /** By tier: what matters most, what comes next; nothing is asked of the rest. */
  tiers: {
    1: { recall: 0.85, exact: 0.8 },
    2: { recall: 0.75, exact: undefined },
    3: { recall: undefined, exact: undefined },
  },
  alarms: 0.02,
  /** Of rows that are clean for everything. */
  cleanAlarms: 0.01,
} as const;

/** Findings in ordinary code that are bearable, for a million lines. */
export const perMillionLines = { secrets: 20, code: 40 } as const;
