import { Disposable, LanguageStatusSeverity, l10n, languages, window, workspace } from 'vscode';
import type { StatusParams } from '../server/protocol.ts';
import { documents } from './documents.ts';
import type { Server } from './server.ts';
import { type StatusText, statusText } from './statusText.ts';

/** The language status of the active document (behind the braces in the status bar): what was found, and how fast. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('handrail', [...documents]);
  item.name = 'Handrail';
  item.command = { command: 'handrail.showMenu', title: l10n.t('More…') };
  const statuses = new Map<string, StatusParams>();

  const update = (): void => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const { text, detail, severity, busy } = statusText(server.state(), statuses.get(uri ?? ''), l10n.t);
    item.text = `Handrail: ${text}`;
    item.detail = detail;
    item.severity = severities[severity];
    item.busy = busy;
  };
  update();
  return Disposable.from(
    item,
    server.onDidChangeState((state) => {
      // Another process knows nothing of what this one said.
      if (state !== 'running') statuses.clear();
      update();
    }),
    server.onDidCheck((status) => {
      statuses.set(status.uri, status);
      update();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => statuses.delete(uri.toString())),
    window.onDidChangeActiveTextEditor(update),
  );
}

const severities: Record<StatusText['severity'], LanguageStatusSeverity> = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};
