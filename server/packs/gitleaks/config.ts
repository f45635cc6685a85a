/** A gitleaks configuration as its TOML says it (gitleaks v8 `config/config.go`), with what betterleaks adds. */
export interface GitleaksConfig {
  readonly extend?: {
    readonly useDefault?: boolean;
    readonly path?: string;
    readonly disabledRules?: readonly string[];
  };
  readonly allowlist?: GitleaksAllowlist;
  readonly allowlists?: readonly GitleaksAllowlist[];
  readonly rules?: readonly GitleaksRule[];
  /** betterleaks: expressions that drop files and findings. */
  readonly prefilter?: string;
  readonly filter?: string;
}

export interface GitleaksRule {
  readonly id: string;
  readonly description?: string;
  readonly regex?: string;
  readonly secretGroup?: number;
  readonly entropy?: number;
  readonly path?: string;
  readonly keywords?: readonly string[];
  readonly allowlist?: GitleaksAllowlist;
  readonly allowlists?: readonly GitleaksAllowlist[];
  readonly required?: readonly { readonly id: string; readonly withinLines?: number }[];
  readonly skipReport?: boolean;
  /** betterleaks: an expression that drops findings, and one that asks the issuer. */
  readonly filter?: string;
  readonly validate?: unknown;
}

export interface GitleaksAllowlist {
  readonly condition?: string;
  readonly commits?: readonly string[];
  readonly paths?: readonly string[];
  readonly regexTarget?: string;
  readonly regexes?: readonly string[];
  readonly stopwords?: readonly string[];
  readonly targetRules?: readonly string[];
}
