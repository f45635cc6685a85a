import assert from 'node:assert/strict';
import type { Planted } from '../../../scripts/vscode/exampleWorkspace.ts';
import { closeAll, findings, findingsWhen, open } from '../editor.ts';

/** What the example app was given when this test was bundled. */
declare const planted: readonly Planted[];

describe('the example workspace, with the packaged extension', () => {
  after(closeAll);

  for (const file of new Set(planted.map((credential) => credential.file))) {
    it(`${file}: every credential is underlined`, async () => {
      const { document } = await open(file);
      const lines = planted.filter((credential) => credential.file === file).map(({ line }) => line);
      await findingsWhen(document.uri, (found) =>
        lines.every((line) => found.some(({ range }) => range.start.line < line && line <= range.end.line + 1)),
      );
    });
  }

  it('.env.example: placeholders are left alone', async () => {
    await findingsWhen((await open('src/payments.ts')).document.uri, (found) => found.length > 0); // The server is awake.
    const { document } = await open('.env.example');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(
      findings(document.uri).map(({ message }) => message),
      [],
    );
  });
});
