import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, fileUri, findings, findingsWhen, openNew } from '../editor.ts';
import { handsTied, screen } from '../keys.ts';

const credential = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dcK3'].join('_');
const text = `import Stripe from 'stripe';\nexport const stripe = new Stripe('${credential}');\n`;

describe('the extension', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await openNew('src/billing.ts', text);
    await findingsWhen(editor.document.uri, (found) => found.length === 1);
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(fileUri('src/billing.ts')));

  it('leads from a finding to the page of its rule, which needs no network', async () => {
    const [finding] = findings(editor.document.uri);
    assert.ok(typeof finding!.code === 'object');
    const { target, value } = finding!.code;
    const page = await vscode.workspace.openTextDocument(target);
    assert.ok(page.getText().includes(String(value)), page.getText());
    await vscode.commands.executeCommand('vscode.open', target);
    assert.deepEqual(await previewShown(), target.toString());
  });

  it('leads there from where people click', async function () {
    if (handsTied()) this.skip();
    for (const [show, link] of [
      ['editor.action.marker.next', '.marker-widget:visible a.code-link'],
      ['workbench.actions.view.problems', '.markers-panel .monaco-link:visible'],
    ]) {
      await vscode.window.showTextDocument(editor.document);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await vscode.commands.executeCommand(show!);
      await screen.wait(link!);
      await screen.click(link!);
      assert.match(await previewShown(), /^handrail-rule:/);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('explains the finding at the caret, and says where a rule without a page comes from', async () => {
    const [finding] = findings(editor.document.uri);
    editor.selection = new vscode.Selection(finding!.range.start, finding!.range.start);
    await vscode.commands.executeCommand('handrail.openRule');
    assert.match(await previewShown(), /^handrail-rule:\/secrets\//);
    const unknown = await vscode.workspace.openTextDocument(vscode.Uri.parse('handrail-rule:/team/token.md'));
    assert.match(unknown.getText(), /^# team\/token\n.*handrail\.yaml/s);
  });

  it('shows the list of all rules', async () => {
    await vscode.commands.executeCommand('handrail.openRules');
    assert.equal(await previewShown(), 'handrail-rule:/README.md');
    const index = await vscode.workspace.openTextDocument(vscode.Uri.parse('handrail-rule:/README.md'));
    assert.match(index.getText(), /secrets\//);
  });

  it('tells in the language status what was found and how fast', async function () {
    if (handsTied()) this.skip();
    await screen.hover('#status\\.languageStatus');
    await screen.wait('.monaco-hover:visible >> text=/Handrail: 1 finding/');
    const said = (await screen.texts('.monaco-hover:visible')).join('\n');
    assert.match(said, /\d+ rules in [\d.]+ ms/);
  });

  it('starts the server again after a crash', async function () {
    if (process.platform !== 'linux') this.skip(); // Elsewhere there is no list of processes to read.
    const before = serverProcess();
    process.kill(before, 'SIGKILL');
    await findingsWhen(editor.document.uri, (found) => found.length === 0);
    await findingsWhen(editor.document.uri, (found) => found.length === 1);
    assert.notEqual(serverProcess(), before);
  });

  it('starts the server anew when asked', async () => {
    await vscode.commands.executeCommand('handrail.restart');
    await findingsWhen(editor.document.uri, (found) => found.length === 1);
  });

  it('opens an example with a finding in it', async () => {
    await vscode.commands.executeCommand('handrail.openExample');
    const example = vscode.window.activeTextEditor!.document;
    assert.ok(example.isUntitled);
    const [finding] = await findingsWhen(example.uri, (found) => found.length === 1);
    assert.match(example.getText(finding!.range), /^sk_live_/);
  });

  it('writes a handrail.yaml that changes nothing, and underlines a mistake in it', async () => {
    await vscode.commands.executeCommand('handrail.createConfig');
    const config = vscode.window.activeTextEditor!;
    assert.equal(config.document.uri.toString(), fileUri('handrail.yaml').toString());
    assert.deepEqual(findings(config.document.uri), []);
    try {
      await config.edit((edit) => edit.insert(new vscode.Position(0, 0), 'profil: all\n'));
      const [mistake] = await findingsWhen(config.document.uri, (found) => found.length > 0);
      assert.equal(mistake!.range.start.line, 0);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(fileUri('handrail.yaml'));
    }
  });
});

/** The address of the page that a Markdown preview shows; waits for one. */
async function previewShown(): Promise<string> {
  for (let wait = 0; wait < 10_000; wait += 50) {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputCustom && input.viewType === 'vscode.markdown.preview.editor') {
      return input.uri.toString();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No Markdown preview was opened.');
}

/** The id of the process that the language client of this extension host started. */
function serverProcess(): number {
  const found = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    const line = commandLine(name);
    return line.includes(`--clientProcessId=${process.pid}`) && line.some((part) => /handrail.*server\.js$/.test(part));
  });
  assert.equal(found.length, 1, `${found.length} servers are running`);
  return Number(found[0]);
}

/** Empty for a process that has ended meanwhile. */
function commandLine(process: string): string[] {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
