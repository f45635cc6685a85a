import assert from 'node:assert/strict';
import { closeAll, findingsWhen, open } from '../editor.ts';
import { handsTied, screen } from '../keys.ts';

describe('the language status in Restricted Mode', () => {
  after(closeAll);

  it('says that Handrail is limited', async function () {
    if (handsTied()) this.skip();
    const { document } = await open('src/server.ts');
    await findingsWhen(document.uri, (found) => found.length > 0);
    await screen.hover('#status\\.languageStatus');
    await screen.wait('.monaco-hover:visible >> text=/Handrail: .*\\(limited\\)/');
    assert.match((await screen.texts('.monaco-hover:visible')).join('\n'), /built-in rules only in Restricted Mode/);
  });
});
