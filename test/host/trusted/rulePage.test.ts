import type * as vscode from 'vscode';
import { closeAll, findingsWhen, open } from '../editor.ts';
import { handsTied, screen } from '../keys.ts';
import { say } from '../say.ts';

describe('the page of a rule', () => {
  before(function () {
    if (!handsTied()) return;
    say(`    skipped: ${handsTied()}`);
    this.skip();
  });

  after(closeAll);

  it('opens from the link in the hover', async () => {
    const { document } = await open('src/payments.ts');
    const [finding] = await findingsWhen(document.uri, (found) => found.length > 0);
    const rule = ruleOf(finding!);
    const start = document.getText(finding!.range).slice(0, 8);
    await screen.hover(`.view-line span:not(:has(span)):has-text("${start}")`);
    await screen.click(`.monaco-hover:visible a:has-text("${rule}")`);
    await screen.wait(`.tab.active:has-text("${rule.split('/').at(-1)}")`);
  });
});

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
