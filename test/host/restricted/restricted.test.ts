import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileUri, findings, findingsWhen, open } from '../editor.ts';

describe('in Restricted Mode', () => {
  it('the built-in rules still find credentials', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const { document } = await open('src/payments.ts');
    await findingsWhen(document.uri, (found) => found.length > 0);
  });

  it('the workspace cannot switch them off', async () => {
    await vscode.workspace.fs.writeFile(fileUri('handrail.yaml'), Buffer.from('rules:\n  secrets/*: off\n'));
    await vscode.workspace.getConfiguration('handrail').update('enable', false, vscode.ConfigurationTarget.Workspace);
    const { document } = await open('src/server.ts');
    await findingsWhen(document.uri, (found) => found.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // What switches them off would do so now.
    assert.ok(findings(document.uri).length > 0);
  });
});
