import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { settingsSection } from '../../protocol.ts';
import type { Context } from '../context.ts';
import { loadSettings } from './didChangeConfiguration.ts';
import { didChangeWorkspaceFolders } from './didChangeWorkspaceFolders.ts';

/** The client listens now: asks for its settings and registers what depends on them. */
export function initialized(context: Context): void {
  const { connection, session, guard, registrar, announcer } = context;
  const { client } = session.state();
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((event) => {
      guard('workspace/didChangeWorkspaceFolders', () => didChangeWorkspaceFolders(event, context));
    });
  }
  if (client.configuration) loadSettings(context);
  if (client.registersConfiguration) {
    guard('registration', async () => {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
    });
  }
  guard('registration', registrar.update);
  announcer.problemsChanged();
}
