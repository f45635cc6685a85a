import { commands, Disposable, type LogOutputChannel, l10n, type QuickPickItem, window } from 'vscode';
import { openExample } from './example.ts';
import { createFolderFile } from './folderFile.ts';
import type { Server } from './server.ts';

/** The commands that belong to nothing else. */
export function registerCommands(server: Server, output: LogOutputChannel): Disposable {
  return Disposable.from(
    commands.registerCommand('handrail.restart', server.restart),
    commands.registerCommand('handrail.showOutput', () => output.show()),
    commands.registerCommand('handrail.createConfig', createFolderFile),
    commands.registerCommand('handrail.openExample', openExample),
    commands.registerCommand('handrail.showMenu', showMenu),
  );
}

interface Entry extends QuickPickItem {
  readonly command: string;
}

/** What the language status leads to. */
async function showMenu(): Promise<void> {
  const entries: Entry[] = [
    { label: `$(output) ${l10n.t('Show Log')}`, command: 'handrail.showOutput' },
    { label: `$(book) ${l10n.t('Show All Rules')}`, command: 'handrail.openRules' },
    { label: `$(settings-gear) ${l10n.t('Open Settings')}`, command: 'handrail.openSettings' },
    { label: `$(debug-restart) ${l10n.t('Restart Server')}`, command: 'handrail.restart' },
  ];
  const chosen = await window.showQuickPick(entries, { placeHolder: 'Handrail' });
  if (chosen) await commands.executeCommand(chosen.command);
}
