import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, findingsWhen, open } from '../editor.ts';

describe('settings, without a restart', () => {
  let document: vscode.TextDocument;

  before(async () => {
    ({ document } = await open('src/payments.ts'));
    await findingsWhen(document.uri, (found) => found.length > 0);
  });

  after(async () => {
    await set('enable', undefined);
    await set('rules', undefined);
    await closeAll();
  });

  it('handrail.enable takes all underlines away, and brings them back', async () => {
    await set('enable', false);
    await findingsWhen(document.uri, (found) => found.length === 0);
    await set('enable', undefined);
    await findingsWhen(document.uri, (found) => found.length > 0);
  });

  it('handrail.rules says how a rule is shown', async () => {
    await set('rules', { 'secrets/*': 'hint' });
    const found = await findingsWhen(document.uri, (found) =>
      found.some(({ severity }) => severity === vscode.DiagnosticSeverity.Hint),
    );
    assert.ok(found.every(({ severity }) => severity === vscode.DiagnosticSeverity.Hint));
    await set('rules', { 'secrets/*': 'off' });
    await findingsWhen(document.uri, (found) => found.length === 0);
  });
});

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('handrail').update(name, value, vscode.ConfigurationTarget.Workspace);
}
