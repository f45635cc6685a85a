import { l10n, Uri, window, workspace } from 'vscode';
import { folderFileTemplate } from './folderFileTemplate.ts';

/** Opens the `handrail.yaml` of a workspace folder; where there is none, one that says nothing but explains itself. */
export async function createFolderFile(): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const file = Uri.joinPath(folder, 'handrail.yaml');
  if (!(await exists(file))) await workspace.fs.writeFile(file, new TextEncoder().encode(folderFileTemplate));
  await window.showTextDocument(file);
}

async function chooseFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0]?.uri;
  const chosen = await window.showWorkspaceFolderPick({ placeHolder: l10n.t('The folder that handrail.yaml is for') });
  return chosen?.uri;
}

async function exists(file: Uri): Promise<boolean> {
  return workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
