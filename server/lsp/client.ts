import type { ClientCapabilities } from 'vscode-languageserver';

/** What the client can do, as far as it matters here. */
export interface Client {
  /** Asks for diagnostics itself; others are sent them. */
  readonly pulls: boolean;
  readonly registersPulls: boolean;
  /** Asks again when told that answers have changed. */
  readonly refreshes: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly data: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** Watches outside the workspace folders too. */
  readonly relativePatterns: boolean;
  readonly workspaceFolders: boolean;
  /** Takes code actions, not only commands. */
  readonly codeActions: boolean;
  /** Asks for the edit of a code action when a person has chosen it. */
  readonly resolvesEdits: boolean;
  readonly disabledActions: boolean;
  readonly preferredActions: boolean;
  readonly versionedEdits: boolean;
  readonly createsFiles: boolean;
  /** Shows edits of several files before they are made. */
  readonly confirmsEdits: boolean;
}

/** Reads the capabilities of the `initialize` request. */
export function clientOf({ textDocument, workspace }: ClientCapabilities): Client {
  const { diagnostic, publishDiagnostics, codeAction } = textDocument ?? {};
  const edits = workspace?.workspaceEdit;
  // Until protocol 3.18 what a diagnostic may hold stood under `publishDiagnostics` for pulled ones too.
  const shown = (name: 'relatedInformation' | 'codeDescriptionSupport' | 'dataSupport') =>
    diagnostic?.[name] ?? publishDiagnostics?.[name] ?? false;
  return {
    pulls: diagnostic !== undefined,
    registersPulls: diagnostic?.dynamicRegistration ?? false,
    refreshes: workspace?.diagnostics?.refreshSupport ?? false,
    relatedInformation: shown('relatedInformation'),
    codeDescription: shown('codeDescriptionSupport'),
    data: shown('dataSupport'),
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    codeActions: codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: (codeAction?.dataSupport && codeAction.resolveSupport?.properties.includes('edit')) ?? false,
    disabledActions: codeAction?.disabledSupport ?? false,
    preferredActions: codeAction?.isPreferredSupport ?? false,
    versionedEdits: edits?.documentChanges ?? false,
    createsFiles: edits?.resourceOperations?.includes('create') ?? false,
    confirmsEdits: (codeAction?.honorsChangeAnnotations && edits?.changeAnnotationSupport !== undefined) ?? false,
  };
}
