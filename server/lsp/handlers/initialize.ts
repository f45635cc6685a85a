import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import type { InitializationOptions } from '../../protocol.ts';
import { clientOf } from '../client.ts';
import type { Context } from '../context.ts';
import type { WorkspaceFolder } from '../place.ts';
import { readSettings } from '../settings.ts';
import { quickFix } from '../toLsp.ts';

/** Learns who the client is and says what the server can do. */
export function initialize(params: InitializeParams, { session, connection }: Context): InitializeResult {
  const client = clientOf(params.capabilities);
  const options: InitializationOptions = params.initializationOptions ?? {};
  const { settings, complaints } = readSettings(options.settings);
  for (const complaint of complaints) connection.console.warn(complaint);
  session.changeRules({
    client,
    settings,
    trusted: options.trusted ?? true,
    folders: foldersOf(params),
    ...(options.rulePages === undefined ? {} : { rulePages: options.rulePages }),
    ...(options.settings === undefined ? {} : { givenSettings: options.settings }),
  });
  return {
    serverInfo: { name: 'handrail' },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.codeActions ? { codeActionProvider: { codeActionKinds: [quickFix], resolveProvider: true } } : {}),
      // A client that can register it later is told then, when it is known whether the whole workspace is wanted.
      ...(client.pulls && !client.registersPulls ? { diagnosticProvider: diagnosticOptions(true) } : {}),
    },
  };
}

/** @param workspaceDiagnostics whether the client may ask about the whole workspace */
export function diagnosticOptions(workspaceDiagnostics: boolean) {
  return { identifier: 'handrail', interFileDependencies: false, workspaceDiagnostics };
}

/** The folders; some clients know only one. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders;
  return rootUri ? [{ uri: rootUri, name: rootUri.slice(rootUri.lastIndexOf('/') + 1) }] : [];
}
