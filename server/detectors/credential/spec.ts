import type { NameKind } from './name.ts';

/** The `detect` part of a rule that finds a literal value under a name that means a secret. */
export interface CredentialSpec {
  readonly kind: 'credential';
  /** Which names count. */
  readonly names: readonly NameKind[];
  /**
   * `literal`: the value itself is written down. `fallback`: it is the default of a look-up
   * (`process.env.JWT_SECRET || "dev"`, `os.getenv("DB_PASSWORD", "changeme")`, `${TOKEN:-abc}`).
   */
  readonly position: 'literal' | 'fallback';
}
