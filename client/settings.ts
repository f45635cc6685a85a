import { ConfigurationTarget, commands, Disposable, workspace } from 'vscode';
import { type Settings, settingsSection } from '../server/protocol.ts';

/**
 * Commands that read or write settings. The server asks for the values itself (`workspace/configuration`), and VS Code
 * tells it when they change.
 */
export function registerSettings(): Disposable {
  return Disposable.from(
    commands.registerCommand('handrail.openSettings', () =>
      commands.executeCommand('workbench.action.openSettings', '@ext:handrail.handrail'),
    ),
    commands.registerCommand('handrail.checkWorkspace', () => setScope('workspace')),
    commands.registerCommand('handrail.checkOpenFiles', () => setScope('openFiles')),
  );
}

function setScope(scope: Settings['scope']): Thenable<void> {
  return workspace.getConfiguration(settingsSection).update('scope', scope, ConfigurationTarget.Workspace);
}
