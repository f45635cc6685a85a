import { closeAll, findingsWhen, open } from '../editor.ts';
import { handsTied, screen } from '../keys.ts';
import { say } from '../say.ts';

describe('the language status', () => {
  before(function () {
    if (!handsTied()) return;
    say(`    skipped: ${handsTied()}`);
    this.skip();
  });

  after(closeAll);

  it('says how Handrail stands with the open file', async () => {
    const { document } = await open('src/payments.ts');
    await findingsWhen(document.uri, (found) => found.length > 0);
    await screen.hover('[id="status.languageStatus"]');
    await screen.wait('.hover-language-status:has-text("Handrail")');
  });
});
