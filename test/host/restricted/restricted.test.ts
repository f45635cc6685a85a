import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findingsWhen, open } from '../editor.ts';

describe('in Restricted Mode', () => {
  it('the built-in rules still find credentials', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const { document } = await open('src/server.ts');
    await findingsWhen(document.uri, (found) => found.length > 0);
  });
});
