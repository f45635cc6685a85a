import * as vscode from 'vscode';

/** A file of the workspace the tests run in. */
export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

/** Writes a file into the workspace and opens it with the caret between the two parts of its text. */
export async function openNew(path: string, before: string, after = ''): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(fileUri(path), Buffer.from(before + after));
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  const caret = document.positionAt(before.length);
  // Given here and not set afterwards: the first key could otherwise come before the caret.
  return vscode.window.showTextDocument(document, { selection: new vscode.Range(caret, caret) });
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** What Handrail has to say about a file right now. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'handrail');
}

/** Waits until what Handrail says about a file is as it should be; the error tells what it said instead. */
export async function findingsWhen(
  uri: vscode.Uri,
  asExpected: (found: vscode.Diagnostic[]) => boolean,
  timeout = 10_000,
): Promise<vscode.Diagnostic[]> {
  await eventually(
    () => asExpected(findings(uri)),
    vscode.languages.onDidChangeDiagnostics,
    timeout,
    () => findings(uri).map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`),
  );
  return findings(uri);
}

/** Waits until the document's text is as it should be. */
export async function textWhen(document: vscode.TextDocument, asExpected: (text: string) => boolean): Promise<string> {
  await eventually(
    () => asExpected(document.getText()),
    vscode.workspace.onDidChangeTextDocument,
    10_000,
    () => document.getText(),
  );
  return document.getText();
}

function eventually(
  condition: () => boolean,
  event: vscode.Event<unknown>,
  timeout: number,
  state: () => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const subscription = event(() => {
      if (condition()) finish();
    });
    const timer = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`Not within ${timeout} ms; instead: ${JSON.stringify(state(), undefined, 1)}`));
    }, timeout);
    if (condition()) finish();
  });
}
