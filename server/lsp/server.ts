import type { CancellationToken, Connection } from 'vscode-languageserver';
import { trustMethod } from '../protocol.ts';
import { announcer } from './announce.ts';
import type { Context } from './context.ts';
import { errorLog } from './guard.ts';
import { codeAction } from './handlers/codeAction.ts';
import { codeActionResolve } from './handlers/codeActionResolve.ts';
import { diagnostic } from './handlers/diagnostic.ts';
import { didChange } from './handlers/didChange.ts';
import { didChangeConfiguration } from './handlers/didChangeConfiguration.ts';
import { didChangeTrust } from './handlers/didChangeTrust.ts';
import { didChangeWatchedFiles } from './handlers/didChangeWatchedFiles.ts';
import { didClose } from './handlers/didClose.ts';
import { didOpen } from './handlers/didOpen.ts';
import { didSave } from './handlers/didSave.ts';
import { initialize } from './handlers/initialize.ts';
import { initialized } from './handlers/initialized.ts';
import { workspaceDiagnostic } from './handlers/workspaceDiagnostic.ts';
import { registrar } from './registrar.ts';
import type { Runtime } from './runtime.ts';
import { createSession } from './session.ts';
import { unseen } from './unseen.ts';

/**
 * Serves one client until the connection ends.
 * @param connection not listening yet
 */
export function startServer(connection: Connection, runtime: Runtime): void {
  const session = createSession(runtime);
  const { guard, answering } = errorLog(connection);
  const context: Context = {
    connection,
    runtime,
    session,
    guard,
    announcer: announcer(connection, runtime, session, guard),
    registrar: registrar(connection, session),
    unseen: unseen(),
  };
  /** For what changes the state. */
  const takes =
    <Params>(name: string, handle: (params: Params, context: Context) => void) =>
    (params: Params) =>
      guard(name, () => handle(params, context));
  /** For what is answered from a snapshot. */
  const answers =
    <Params, Result>(
      name: string,
      handle: (params: Params, token: CancellationToken, context: Context) => Promise<Result>,
    ) =>
    (params: Params, token: CancellationToken) =>
      answering(name, () => handle(params, token, context));

  connection.onInitialize((params) => initialize(params, context));
  connection.onInitialized(() => guard('initialized', () => initialized(context)));
  connection.onDidOpenTextDocument(takes('textDocument/didOpen', didOpen));
  connection.onDidChangeTextDocument(takes('textDocument/didChange', didChange));
  connection.onDidSaveTextDocument(takes('textDocument/didSave', didSave));
  connection.onDidCloseTextDocument(takes('textDocument/didClose', didClose));
  connection.onDidChangeConfiguration(takes('workspace/didChangeConfiguration', didChangeConfiguration));
  connection.onDidChangeWatchedFiles(takes('workspace/didChangeWatchedFiles', didChangeWatchedFiles));
  connection.onNotification(trustMethod, takes(trustMethod, didChangeTrust));
  connection.languages.diagnostics.on(answers('textDocument/diagnostic', diagnostic));
  connection.languages.diagnostics.onWorkspace((params, token, progress, partial) =>
    answering('workspace/diagnostic', () => workspaceDiagnostic(params, token, progress, partial, context)),
  );
  connection.onCodeAction(answers('textDocument/codeAction', codeAction));
  connection.onCodeActionResolve(answers('codeAction/resolve', codeActionResolve));
  connection.listen();
}
