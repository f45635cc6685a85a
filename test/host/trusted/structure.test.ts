import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { closeAll, findingsWhen, open, openNew, textWhen } from '../editor.ts';
import { handsTied, keys } from '../keys.ts';
import { choose, openMenuAtNextFinding } from '../menu.ts';
import { pictures } from '../pictures.ts';
import { say } from '../say.ts';

describe('code that is less strict than it should be', () => {
  let editor: vscode.TextEditor;

  before(async function () {
    if (handsTied()) {
      say(`    skipped: ${handsTied()}`);
      this.skip();
    }
    const { document } = await open('src/payments.ts');
    await findingsWhen(document.uri, (found) => found.length > 0);
    editor = await openNew(
      'src/kettles.ts',
      "import https from 'node:https';\n\n/** Talks to the kettles in the kitchen. */\nexport const agent = new https.Agent({ keepAlive: true,",
      ' });\n',
    );
  });

  after(closeAll);

  it('is underlined while it is typed, half typed or not', async () => {
    await keys.type(' rejectUnauthorized: false');
    const [finding] = await findingsWhen(editor.document.uri, (found) => found.length === 1);
    assert.match(editor.document.getText(finding!.range), /rejectUnauthorized/);
    await pictures('structure', []);
  });

  it('is mended with the keyboard, by the rewrite that its rule declares', async () => {
    await openMenuAtNextFinding();
    await choose(/certificate/i);
    const fixed = await textWhen(editor.document, (text) => !text.includes('rejectUnauthorized: false'));
    assert.match(fixed, /new https\.Agent\(\{ keepAlive: true/);
    await findingsWhen(editor.document.uri, (found) => found.length === 0);
  });

  it('comes back with undo', async () => {
    await keys.press('ControlOrMeta+z');
    await textWhen(editor.document, (text) => text.includes('rejectUnauthorized: false'));
    await findingsWhen(editor.document.uri, (found) => found.length === 1);
  });
});
