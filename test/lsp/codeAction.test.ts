import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  type Range,
} from 'vscode-languageserver-protocol/node';
import type { CodeActionData } from '../../server/protocol.ts';
import { endAll, likeNeovim, likeVsCode, startClient, type TestClient, token, tokenRule, uriOf } from './harness.ts';

const path = '/app/src/pay.ts';

describe('textDocument/codeAction and codeAction/resolve', () => {
  afterEach(endAll);

  it('offers fixes without their edits, and without the secret', async () => {
    const { client, actions } = await offered(`const t = "${token()}";\n`);
    const [first] = actions;
    const diagnostic = (await client.items(path))[0]!;
    const { fingerprint } = diagnostic.data;
    const data: CodeActionData = {
      uri: uriOf(path),
      version: 1,
      rule: 'secrets/github-pat',
      fingerprint,
      fix: 'env-lookup',
    };
    assert.deepEqual(first, {
      title: 'Replace by the environment variable GITHUB_TOKEN',
      kind: 'quickfix',
      diagnostics: [diagnostic],
      isPreferred: true,
      data,
    });
    assert.ok(!JSON.stringify(actions).includes(token()));
  });

  it('makes the edit when a fix is chosen', async () => {
    const { client, actions } = await offered(`const t = "${token()}";\n`);
    const { edit } = await client.resolve(actions[0]!);
    const mended = client.applied(path, edit!);
    assert.match(mended, /const t = \w+\("GITHUB_TOKEN"\);\n$/);
    assert.ok(!mended.includes(token()));
    assert.deepEqual(
      edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument),
      [{ uri: uriOf(path), version: 1 }],
    );
  });

  it('makes it for the text as it is by then', async () => {
    const { client, actions } = await offered(`const t = "${token()}";\n`);
    await client.change(path, { range: range(0, 0, 0, 0), text: 'import a from "a";\n\n' });
    const { edit } = await client.resolve(actions[0]!);
    assert.match(client.applied(path, edit!), /const t = \w+\("GITHUB_TOKEN"\);\n$/);
    const [change] = edit?.documentChanges ?? [];
    assert.equal(change && 'textDocument' in change && change.textDocument.version, 2);
  });

  it('says so when there is nothing to mend any more', async () => {
    const { client, actions } = await offered(`const t = "${token()}";\n`);
    await client.change(path, { text: `const t = "${token(2)}";\n` });
    await assert.rejects(client.resolve(actions[0]!), {
      code: -32803,
      message: 'The text has changed since this fix was offered, and the finding is gone.',
    });
    await client.change(path, { text: `const t = "${token()}";\n` });
    const stranger = { ...actions[0]!, data: { ...(actions[0]!.data as CodeActionData), fix: 'no-such-fix' } };
    await assert.rejects(client.resolve(stranger), {
      code: -32803,
      message: 'The text has changed since this fix was offered, and it does not fit any more.',
    });
    await client.close(path);
    await assert.rejects(client.resolve(actions[0]!), { code: -32803, message: 'The document is not open any more.' });
  });

  it('allows the finding here, as the last choice and never the preferred one', async () => {
    const { client, actions } = await offered(`const t = "${token()}";\n`);
    const last = actions.at(-1)!;
    assert.equal(last.isPreferred, undefined);
    const { edit } = await client.resolve(last);
    await client.change(path, { text: client.applied(path, edit!) });
    assert.deepEqual(await client.items(path), []);
  });

  it('prefers exactly one, whatever is selected', async () => {
    const { client } = await offered(`f("${token(1)}", "${token(2)}");\n`);
    const actions = await ask(client, { range: range(0, 0, 1, 0) });
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    assert.deepEqual(
      [new Set(actions.map(({ data }) => (data as CodeActionData).fingerprint)).size, preferred.length],
      [2, 1],
    );
  });

  it('is about the findings that the range touches, at their very edges too', async () => {
    const { client } = await offered(`f("${token()}");\n`);
    const count = async (asked: Range) => (await ask(client, { range: asked })).length > 0;
    assert.deepEqual(
      [
        await count(range(0, 2, 0, 2)),
        await count(range(0, 3, 0, 3)),
        await count(range(0, 43, 0, 43)),
        await count(range(0, 44, 0, 44)),
      ],
      [false, true, true, false],
    );
  });

  it('is about quick fixes only, on documents that are open', async () => {
    const { client } = await offered(`const t = "${token()}";\n`);
    const everything = range(0, 0, 1, 0);
    const only = (...kinds: string[]) => ask(client, { range: everything, context: { diagnostics: [], only: kinds } });
    assert.ok((await only('quickfix')).length);
    assert.ok((await only('refactor', '')).length);
    assert.deepEqual(await only('refactor', 'source.organizeImports'), []);
    assert.deepEqual(await ask(client, { range: everything, textDocument: { uri: uriOf('/app/closed.ts') } }), []);
  });

  it('says why a fix cannot be made, to clients that can show it', async () => {
    const text = `// the token is "${token()}"\n`;
    const { actions } = await offered(text);
    const [first] = actions;
    assert.deepEqual(first?.disabled, { reason: 'It stands in a comment: delete it there.' });
    assert.equal(first?.data, undefined);
    const { actions: others } = await offered(text, likeNeovim);
    assert.ok(others.every(({ title }) => title !== first?.title));
  });

  it('makes the edits at once for clients that do not ask for them later', async () => {
    const capabilities = {
      workspace: {},
      textDocument: {
        ...likeVsCode.textDocument,
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    };
    const { client, actions } = await offered(`const t = "${token()}";\n`, capabilities);
    assert.equal(actions[0]?.data, undefined);
    assert.ok(!client.applied(path, actions[0]!.edit!).includes(token()));
    assert.equal(actions[0]?.edit?.documentChanges, undefined);
  });

  it('logs an error of our own once, with its place, and goes on', async () => {
    const { client } = await offered(`const t = "${token()}";\n`);
    const broken = { title: 'Without data' };
    await assert.rejects(client.resolve(broken), { code: -32603 });
    await assert.rejects(client.resolve(broken), { code: -32603 });
    assert.equal((await client.items(path)).length, 1);
    assert.equal(client.log.length, 1);
    assert.match(client.log[0]!, /^codeAction\/resolve: TypeError: .*\n +at codeActionResolve /);
  });

  it('does not check a large document on every move of the caret', async () => {
    const settings = new Map([['', { maxFileSize: 0.00001 }]]);
    const client = await startClient({ settings, builtin: [tokenRule()] });
    await client.open(path, `const t = "${token()}";\n`, 'typescript');
    const [diagnostic] = await client.items(path);
    assert.deepEqual(await ask(client, { range: range(0, 0, 1, 0) }), []);
    assert.ok((await client.actions(path, diagnostic!)).length);
  });
});

async function offered(
  text: string,
  capabilities = likeVsCode,
): Promise<{ client: TestClient; actions: CodeAction[] }> {
  const client = await startClient({ capabilities });
  await client.open(path, text, 'typescript');
  return { client, actions: await ask(client, { range: range(0, 0, 1, 0) }) };
}

async function ask({ connection }: TestClient, params: Partial<CodeActionParams> & { range: Range }) {
  const whole = { textDocument: { uri: uriOf(path) }, context: { diagnostics: [] }, ...params };
  return ((await connection.sendRequest(CodeActionRequest.type, whole)) ?? []) as CodeAction[];
}

function range(startLine: number, start: number, endLine: number, end: number): Range {
  return { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
}
