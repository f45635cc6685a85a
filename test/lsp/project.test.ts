import assert from 'node:assert/strict';
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver-protocol/node';
import { builtinFiles } from '../../scripts/compileRules.ts';
import { compilePack } from '../../server/packs/compile.ts';
import { endAll, startClient, uriOf } from './harness.ts';

const { rules: builtin } = compilePack(
  builtinFiles().filter(({ path }) => path === 'rules/deps/packages.yaml'),
  true,
);

describe('the packages of the project', () => {
  afterEach(endAll);

  it('are known by its manifest, and anew once that has changed', async () => {
    const files = new Map([['/app/package.json', '{ "dependencies": {} }']]);
    const client = await startClient({ files, builtin });
    await client.open('/app/src/a.ts', "import { magic } from 'vector-magic-pro';\n");
    assert.deepEqual(
      (await client.items('/app/src/a.ts')).map(({ code }) => code),
      ['deps/hallucinated-package'],
    );

    files.set('/app/package.json', '{ "dependencies": { "vector-magic-pro": "^1.0.0" } }');
    const before = client.refreshes();
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('/app/package.json'), type: FileChangeType.Changed }],
    });
    await client.until(() => client.refreshes() > before);
    assert.deepEqual(await client.items('/app/src/a.ts'), []);
  });

  it('are not guessed at where there is no project, but for slips of the pen', async () => {
    const client = await startClient({ builtin });
    await client.open('/app/src/a.ts', "import a from 'vector-magic-pro';\nimport b from 'expresss';\n");
    assert.deepEqual(
      (await client.items('/app/src/a.ts')).map(({ range }) => range.start.line),
      [1],
    );
  });
});
