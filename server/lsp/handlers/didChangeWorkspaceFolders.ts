import type { WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import type { Context } from '../context.ts';
import { rulesChanged } from '../rulesChanged.ts';
import { loadSettings } from './didChangeConfiguration.ts';

/** Folders were added to the workspace, or taken away. */
export function didChangeWorkspaceFolders({ added, removed }: WorkspaceFoldersChangeEvent, context: Context): void {
  const { client, folders } = context.session.state();
  const gone = new Set([...added, ...removed].map(({ uri }) => uri));
  rulesChanged({ folders: [...folders.filter(({ uri }) => !gone.has(uri)), ...added] }, context);
  if (client.configuration) loadSettings(context);
}
