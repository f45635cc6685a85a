import assert from 'node:assert/strict';
import { transform } from 'esbuild';
import * as vscode from 'vscode';
import { suggestions } from '../assistant/suggestions.ts';
import { closeAll, findingsWhen, openNew, textWhen } from '../editor.ts';
import { handsTied, keys, screen } from '../keys.ts';
import { pictures } from '../pictures.ts';
import { say } from '../say.ts';

describe('a credential that an assistant brings', () => {
  const suggestion = suggestions[0]!;
  let editor: vscode.TextEditor;

  before(async function () {
    if (handsTied()) {
      say(`    skipped: ${handsTied()}`);
      this.skip();
    }
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    editor = await openNew(
      'src/report.ts',
      '/** Reports a broken kettle to the team. */\nexport async function report(title: string) {\n  ',
    );
    await insertBelow(editor, '\n}');
  });

  after(closeAll);

  it('is underlined, exactly and within a second of the Tab key', async () => {
    await keys.type(suggestion.after);
    await screen.wait('.ghost-text-decoration, .ghost-text');
    await keys.press('Tab');
    await textWhen(editor.document, (text) => text.includes(suggestion.credential));
    const accepted = performance.now();
    const [finding] = await findingsWhen(editor.document.uri, (found) => found.length === 1, 1_000);
    say(`      (underlined ${Math.round(performance.now() - accepted)} ms after the text)`);
    assert.equal(editor.document.getText(finding!.range), suggestion.credential);
    await screen.wait('.squiggly-error, .squiggly-warning');
    await pictures('squiggle', []);
  });

  it('is explained where the pointer rests, without being repeated', async () => {
    await vscode.commands.executeCommand('editor.action.marker.next');
    await keys.press('Escape');
    await keys.press('ControlOrMeta+k');
    await keys.press('ControlOrMeta+i');
    await screen.wait('.monaco-hover:visible');
    const said = (await screen.texts('.monaco-hover:visible')).join('\n');
    assert.match(said, /handrail/);
    assert.ok(!said.includes(suggestion.credential), 'the hover repeats the credential');
    await pictures('hover', ['.monaco-hover:visible']);
    await keys.press('Escape');
  });

  it('is replaced by an environment variable with F8 and Ctrl+.', async () => {
    await vscode.commands.executeCommand('cursorTop');
    await keys.press('F8');
    await screen.wait('.marker-widget:visible');
    await keys.press('Escape');
    await keys.press('ControlOrMeta+.');
    await screen.wait('.action-widget:visible');
    await pictures('lightbulb', ['.action-widget:visible']);
    await choose(/environment variable/i);
    const fixed = await textWhen(editor.document, (text) => !text.includes(suggestion.credential));
    assert.match(fixed, /process\.env/);
    await transform(fixed, { loader: 'ts' }); // Throws where the code does not parse.
    await findingsWhen(editor.document.uri, (found) => found.length === 0);
  });

  it('comes back with undo, and its underline too', async () => {
    await keys.press('ControlOrMeta+z');
    await textWhen(editor.document, (text) => text.includes(suggestion.credential));
    await findingsWhen(editor.document.uri, (found) => found.length === 1);
  });
});

async function insertBelow(editor: vscode.TextEditor, text: string): Promise<void> {
  const caret = editor.selection.active;
  await editor.edit((edit) => edit.insert(caret, text));
  editor.selection = new vscode.Selection(caret, caret);
}

/** Takes an entry of the open menu with the keyboard alone. */
async function choose(title: RegExp): Promise<void> {
  const entries = await screen.texts('.action-widget .monaco-list-row.action');
  const wanted = entries.findIndex((entry) => title.test(entry));
  assert.notEqual(wanted, -1, `no ${title} among: ${entries.join(' | ')}`);
  for (let tries = 0; tries < entries.length + 2; tries++) {
    const focused = await screen.texts('.action-widget .monaco-list-row.action.focused');
    if (focused.some((entry) => title.test(entry))) return keys.press('Enter');
    await keys.press('ArrowDown');
  }
  throw new Error(`The menu's entry ${title} could not be reached with the arrow keys.`);
}
