import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, findingsWhen, open } from '../editor.ts';
import { handsTied, keys, screen } from '../keys.ts';
import { say } from '../say.ts';

describe('the page of a rule', () => {
  before(function () {
    if (!handsTied()) return;
    say(`    skipped: ${handsTied()}`);
    this.skip();
  });

  after(closeAll);

  it('opens from the link in the hover', async () => {
    const editor = await open('src/payments.ts');
    const [finding] = await findingsWhen(editor.document.uri, (found) => found.length > 0);
    const rule = ruleOf(finding!);
    editor.selection = new vscode.Selection(finding!.range.start, finding!.range.start);
    editor.revealRange(finding!.range);
    await keys.press('ControlOrMeta+k');
    await keys.press('ControlOrMeta+i');
    await screen.wait('.monaco-hover:visible');
    await screen.click(`.monaco-hover:visible a:has-text("${rule}")`);
    const name = rule.split('/').at(-1)!;
    await screen.wait(`.tab.active:has-text("${name}")`);
    assert.notEqual(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'payments.ts');
  });
});

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
