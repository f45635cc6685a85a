/** How bad it is if the finding is real. Never merged with {@link Confidence}: "high, but unsure" is not "medium". */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** How sure the rule is that the finding is real. */
export type Confidence = 'low' | 'medium' | 'high';

/** What a team can set a rule to; also what an editor shows. */
export type Level = 'off' | 'hint' | 'info' | 'warning' | 'error';

/** `recommended`: quiet, only what is worth a squiggle. `all`: everything, for audits. */
export type Profile = 'recommended' | 'all';

/** One thing to find, as plain data. A detector, known by `detect.kind`, knows how to look for it. */
export interface Rule<Detect extends { readonly kind: string } = { readonly kind: string }> {
  /**
   * `<pack>/<name>`; the name says the bad pattern and reads well after "allow …". Several rules have the same one where
   * one mistake is found in several ways; then they differ in how they find it, and to people they are one.
   */
  readonly id: string;
  readonly title: string;
  /** The part of the id before the slash, for the built-in packs: `secrets`, `token-storage`, … */
  readonly family: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly profile: Profile;
  /** VS Code language ids; absent: every language. */
  readonly languages?: readonly string[];
  /** Regular expressions over the source's path, made from globs when the rule was compiled; absent: every file. */
  readonly files?: readonly string[];
  /** Lower-case words, one of which must occur in the text; empty: the rule runs on every text. */
  readonly keywords: readonly string[];
  readonly detect: Detect;
  /** What must stand near a match, for credentials that come in pairs. */
  readonly partners?: readonly Partner[];
  /**
   * What it finds is meant to be public, or opens nothing real: a publishable key, a sandbox token. It stands in the
   * place of whatever a less specific rule says of the same text, even where the rule itself is not on.
   */
  readonly harmless?: boolean;
  /** Its spans point at code. Otherwise they point at a value that nobody may see, which is masked wherever text is shown. */
  readonly finds?: 'code';
  /** Found only so that others can name it as their partner; never reported. */
  readonly silent?: boolean;
  /** One line; `{NAME}` is replaced by the fact of that name. */
  readonly message: string;
  readonly why?: string;
  readonly instead?: string;
  readonly issuer?: Issuer;
  /** Ids of fixes, best first. */
  readonly fixes: readonly string[];
  readonly references: References;
}

/** The other half of a pair, such as an account's id beside its secret. */
export interface Partner {
  /** The id of the rule that finds it. */
  readonly rule: string;
  /** How many lines it may be away, in either direction. */
  readonly lines: number;
  /** Without it there is no finding. */
  readonly required: boolean;
  /** False: a finding without it is as sure as with it. Otherwise it has low confidence. */
  readonly doubtful?: boolean;
}

/** Who hands the credential out, what it opens, and where it is revoked. */
export interface Issuer {
  readonly name: string;
  readonly opens?: string;
  readonly revoke?: string;
}

/** Where the weakness is described: CWE numbers, OWASP Non-Human Identities Top 10, NIST CSF 2.0, further pages. */
export interface References {
  readonly cwe?: readonly number[];
  readonly nhi?: readonly string[];
  readonly csf?: readonly string[];
  readonly links?: readonly string[];
}
