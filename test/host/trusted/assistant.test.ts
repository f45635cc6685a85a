import assert from 'node:assert/strict';
import { transform } from 'esbuild';
import * as vscode from 'vscode';
import { type Suggestion, suggestions } from '../assistant/suggestions.ts';
import { closeAll, findingsWhen, open, openNew, textWhen } from '../editor.ts';
import { handsTied, keys, screen } from '../keys.ts';
import { choose, openMenuAtNextFinding } from '../menu.ts';
import { pictures } from '../pictures.ts';
import { say } from '../say.ts';

describe('a credential that an assistant brings', () => {
  const suggestion = suggestions[0]!;
  let editor: vscode.TextEditor;

  before(async function () {
    if (handsTied()) return skip(this);
    await bothAwake();
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    editor = await openNew(
      'src/report.ts',
      '/** Reports a broken kettle to the team. */\nexport async function report(title: string) {\n  ',
      '\n}',
    );
  });

  after(closeAll);

  it('is underlined, exactly and within a second of the Tab key', async () => {
    const pressed = await accept(suggestion);
    const [finding] = await findingsWhen(editor.document.uri, (found) => found.length === 1);
    const waited = Math.round(performance.now() - pressed);
    say(`      (underlined ${waited} ms after the key)`);
    assert.ok(waited < 1_000);
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
    await openMenuAtNextFinding();
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

describe('a credential that an assistant brings into Python', () => {
  const suggestion = suggestions[1]!;

  before(async function () {
    if (handsTied()) return skip(this);
    await bothAwake();
  });
  after(closeAll);

  it('is underlined, and replaced by an environment variable', async () => {
    const { document } = await openNew('worker/alarm.py', '"""Tells the team that the kettle is empty."""\n\n');
    await accept(suggestion);
    const [finding] = await findingsWhen(document.uri, (found) => found.length === 1);
    assert.equal(document.getText(finding!.range), suggestion.credential);
    await openMenuAtNextFinding();
    await choose(/environment variable/i);
    const fixed = await textWhen(document, (text) => !text.includes(suggestion.credential));
    assert.match(fixed, /^import os$/m);
    assert.match(fixed, /^SLACK_TOKEN = os\.environ\["\w+"\]$/m);
    await findingsWhen(document.uri, (found) => found.length === 0);
  });
});

function skip(test: Mocha.Context): void {
  say(`    skipped: ${handsTied()}`);
  test.skip();
}

/** A person begins to type when the window is there; on a slow machine the extensions may still be on their way. */
async function bothAwake(): Promise<void> {
  await vscode.extensions.getExtension('handrail-tests.assistant')!.activate();
  const { document } = await open('src/payments.ts');
  await findingsWhen(document.uri, (found) => found.length > 0);
}

/** Types the beginning, waits for the ghost text and presses Tab; the time at which it did. */
async function accept({ after }: Suggestion): Promise<number> {
  await keys.type(after);
  await screen.wait('.ghost-text-decoration, .ghost-text');
  const pressed = performance.now();
  await keys.press('Tab');
  return pressed;
}
