import assert from 'node:assert/strict';
import { type WorkspaceDiagnosticParams, WorkspaceDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { endAll, likeNeovim, startClient, type TestClient, token, tokenRule, uriOf } from './harness.ts';

const file = '/app/a.ipynb';
const cell = (number: number) => `vscode-notebook-cell:${file}#W${number}sZmlsZQ%3D%3D`;

/** A notebook as it lies on disk. */
const saved = (...sources: readonly string[]) =>
  JSON.stringify({ cells: sources.map((source) => ({ cell_type: 'code', source })), metadata: {} }, undefined, 1);

describe('the cells of a notebook', () => {
  afterEach(endAll);

  it('are documents with findings and fixes of their own', async () => {
    const client = await startClient();
    const text = `key = "${token()}"\n`;
    await client.open(cell(0), '# Title', 'markdown');
    await client.open(cell(1), text, 'python');
    assert.deepEqual(await client.items(cell(0)), []);
    assert.equal(await client.marks(cell(1)), `${text}       ${'^'.repeat(40)} secrets/github-pat\n`);

    const [diagnostic] = await client.items(cell(1));
    assert.deepEqual(
      diagnostic?.relatedInformation?.map(({ location }) => location.uri),
      [cell(1)],
    );
    const actions = await client.actions(cell(1), diagnostic!);
    const edited = await Promise.all(
      actions.map(async (action) => client.applied(cell(1), (await client.resolve(action)).edit!)),
    );
    assert.deepEqual(edited, [
      'import os\n\nkey = os.environ["GITHUB_TOKEN"]\n',
      `# handrail: allow secrets/github-pat -- reason\n${text}`,
    ]);
  });

  it('change as somebody types, and are sent their findings where the client does not ask', async () => {
    const client = await startClient({ capabilities: likeNeovim });
    await client.open(cell(0), 'key = ""\n', 'python');
    await client.until(() => client.published.has(cell(0)));
    const range = { start: { line: 0, character: 7 }, end: { line: 0, character: 7 } };
    await client.change(cell(0), { range, text: token() });
    await client.until(() => client.published.get(cell(0))?.diagnostics.length === 1);
    await client.close(cell(0));
    await client.until(() => client.published.get(cell(0))?.diagnostics.length === 0);
  });

  it('stand where their notebook stands: its folder decides', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'ignore: [old]\nrules: { secrets/github-pat: hint }\n'],
      ['/app/old/a.ipynb', saved('')],
    ]);
    const client = await startClient({ files, builtin: [tokenRule({ files: ['^a\\.ipynb$'] })] });
    await client.open(cell(0), token(), 'python');
    await client.open('vscode-notebook-cell:/app/old/a.ipynb#W0', token(), 'python');
    assert.deepEqual(
      (await client.items(cell(0))).map(({ severity }) => severity),
      [4],
    );
    assert.deepEqual(await client.items('vscode-notebook-cell:/app/old/a.ipynb#W0'), []);
    assert.equal(client.statuses.at(-1)?.message, 'Ignored by handrail.yaml.');
  });

  it('speak for the notebook while they are open', async () => {
    const files = new Map([[file, saved('', `key = "${token()}"`)]]);
    const client = await startClient({ files });
    const first = await report(client);
    const [only] = first;
    assert.deepEqual(
      first.map(({ uri }) => uri),
      [uriOf(file)],
    );
    assert.equal(only?.kind === 'full' && only.items[0]?.message, 'A GitHub token stands in the text. (cell 2)');
    const previous = [{ uri: uriOf(file), value: only!.resultId! }];

    await client.open(cell(1), `key = "${token()}"`, 'python');
    assert.deepEqual(await report(client, previous), [{ kind: 'full', uri: uriOf(file), version: null, items: [] }]);
    assert.deepEqual(await report(client), []);
    await client.close(cell(1));
    assert.equal((await report(client)).length, 1);
  });

  it('take back at once what was said of the notebook', async () => {
    const client = await startClient({ files: new Map([[file, saved(token())]]) });
    const items: object[] = [];
    client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'parts', (part) => {
      items.push(...part.items);
    });
    const ask = (previousResultIds: Previous) =>
      client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
        previousResultIds,
        partialResultToken: 'parts',
      });
    await ask([]);
    assert.equal(items.splice(0).length, 1);
    const next = ask([{ uri: uriOf(file), value: 'before' }]);
    await client.open(cell(0), token(), 'python');
    await next;
    assert.deepEqual(items, [{ kind: 'full', uri: uriOf(file), version: null, items: [] }]);
  });
});

describe('a notebook that is open as text', () => {
  afterEach(endAll);

  it('has its findings at the text of the file', async () => {
    const client = await startClient();
    const text = `{"cells": [{"cell_type": "code", "source": ["\\u00e9 = \\"${token()}\\""]}]}\n`;
    await client.open(file, text, 'json');
    const before = ' '.repeat(text.indexOf(token()));
    assert.equal(await client.marks(file), `${text}${before}${'^'.repeat(40)} secrets/github-pat\n`);
    const [diagnostic] = await client.items(file);
    assert.deepEqual(
      (await client.actions(file, diagnostic!)).map(({ disabled }) => disabled?.reason),
      ['JSON has no comments; set the rule in handrail.yaml.'],
    );
  });
});

type Previous = WorkspaceDiagnosticParams['previousResultIds'];

async function report(client: TestClient, previousResultIds: Previous = []) {
  const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
  return items;
}
