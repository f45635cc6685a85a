import type { Level, Profile } from './engine/rule.ts';
import type { AllowComments } from './engine/suppress.ts';

/**
 * What the editor's side and the server say to each other on top of the Language Server Protocol. The one file both
 * sides share; it imports no library of either.
 */

/** The section under which the settings stand in an editor. */
export const settingsSection = 'handrail';

/**
 * What a person sets in the editor, for a workspace folder or for all of them. A folder's `handrail.yaml` has the last
 * word wherever it speaks too, so that the editor shows what the command line and the pull request will show.
 */
export interface Settings {
  /** Whether anything is checked at all. */
  readonly enable: boolean;
  /** Which rules are on in folders whose `handrail.yaml` does not say. */
  readonly profile: Profile;
  /** Rule ids or globs (`secrets/*`) with what to show them as. A later entry wins over an earlier one. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Whose comments allow a finding: `own`, Handrail's, or `all`, for credentials those for other tools as well. */
  readonly allowComments: AllowComments;
  /** `openFiles`: what is open in the editor. `workspace`: every file of the workspace folders that is not ignored. */
  readonly scope: 'openFiles' | 'workspace';
  /**
   * In megabytes (millions of characters). An open document that is larger is checked when it is opened and saved, not
   * while somebody types in it; a file of the workspace that is larger and not open is not checked.
   */
  readonly maxFileSize: number;
}

/** What holds where nobody set anything. `package.json` of the extension must offer the same. */
export const defaultSettings: Settings = {
  enable: true,
  profile: 'recommended',
  rules: {},
  allowComments: 'all',
  scope: 'openFiles',
  maxFileSize: 5,
};

/** `initializationOptions` of the `initialize` request. All of it may be left out. */
export interface InitializationOptions {
  /**
   * Whether the person trusts the workspace; default true, for editors that do not ask. While it is false only the
   * built-in rules run, and no `handrail.yaml` and no pack of the workspace is read.
   */
  readonly trusted?: boolean;
  /**
   * Where a diagnostic's code leads: a URI in which `{rule}` is replaced by the percent-encoded id of the rule, for
   * instance `command:handrail.openRule?%5B%22{rule}%22%5D`. Default: the `file:` URI of the packaged Markdown page.
   */
  readonly rulePages?: string;
  /** For clients without `workspace/configuration`; `workspace/didChangeConfiguration` replaces it. */
  readonly settings?: Partial<Settings>;
}

/** Client to server, a notification with {@link TrustParams}: the person has granted (or taken away) trust. */
export const trustMethod = 'handrail/trust';

export interface TrustParams {
  readonly trusted: boolean;
}

/** Server to client, a notification with {@link StatusParams}: how it stands with one open document. */
export const statusMethod = 'handrail/status';

/**
 * Sent after every check of an open document. Holds no text of the document.
 * - `ready`: checked with all rules of its folder
 * - `limited`: checked with the built-in rules only, because the workspace is not trusted
 * - `off`: not checked; `message` says whether by the settings or because the file is ignored
 * - `error`: checked as far as possible; `message` says what is broken (`handrail.yaml`, a pack, a rule that failed)
 */
export interface StatusParams {
  readonly uri: string;
  readonly version: number;
  readonly state: 'ready' | 'limited' | 'off' | 'error';
  /** One line for a person. */
  readonly message?: string;
  /** Findings by what they are shown as, without the allowed ones. */
  readonly counts: Readonly<Record<Exclude<Level, 'off'>, number>>;
  /** Findings that a comment in the text allows. */
  readonly allowed: number;
  /** How long the check took. */
  readonly milliseconds: number;
  /** How many rules are on in the document's folder. */
  readonly rules: number;
  /** Rules that threw on this document and were left out. */
  readonly failures: readonly { readonly rule: string; readonly message: string }[];
}

/** `Diagnostic.data` of a finding. */
export interface DiagnosticData {
  /** Stays the same when lines move. */
  readonly fingerprint: string;
}

/** `CodeAction.data` of a fix whose edit is not made yet. */
export interface CodeActionData {
  readonly uri: string;
  /** The version of the document that the action was offered for. */
  readonly version: number;
  readonly rule: string;
  readonly fingerprint: string;
  readonly fix: string;
}
