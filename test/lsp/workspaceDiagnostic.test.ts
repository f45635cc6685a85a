import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  WorkDoneProgress,
  type WorkspaceDiagnosticParams,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { endAll, startClient, type TestClient, token, uriOf } from './harness.ts';

describe('workspace/diagnostic', () => {
  afterEach(endAll);

  it('reports on every file with findings, open ones as they stand in the editor', async () => {
    const files = new Map([
      ['/app/a.ts', token(1)],
      ['/app/b/b.ts', `\n  ${token(2)}`],
      ['/app/clean.ts', 'clean'],
      ['/app/picture.png', `\0${token(3)}`],
      ['/app/open.ts', 'clean'],
    ]);
    const client = await startClient({ files });
    await client.open('/app/open.ts', token(4));
    const items = await report(client);
    assert.deepEqual(items.map(inShort), [
      'full /app/a.ts null 0:0',
      'full /app/b/b.ts null 1:2',
      'full /app/open.ts 1 0:0',
    ]);
  });

  it('answers "unchanged" for what the client knows, and takes back what is gone', async () => {
    const files = new Map([
      ['/app/a.ts', token(1)],
      ['/app/b.ts', token(2)],
      ['/app/c.ts', token(3)],
    ]);
    const client = await startClient({ files });
    const first = await report(client);
    const previous = first.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    assert.deepEqual(
      (await report(client, previous)).map(({ kind }) => kind),
      ['unchanged', 'unchanged', 'unchanged'],
    );

    files.set('/app/a.ts', `// ${token(1)}`);
    files.set('/app/b.ts', 'clean');
    files.delete('/app/c.ts');
    assert.deepEqual((await report(client, previous)).map(inShort), [
      'full /app/a.ts null 0:3',
      'full /app/b.ts null',
      'full /app/c.ts null',
    ]);
  });

  it('leaves out what handrail.yaml leaves out, and folders that are switched off', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'ignore: [vendor]\n'],
      ['/app/vendor/a.ts', token(1)],
      ['/app/a.ts', token(2)],
      ['/off/a.ts', token(3)],
    ]);
    const settings = new Map([[uriOf('/off'), { enable: false }]]);
    const client = await startClient({ files, settings, folders: ['/app', '/off'] });
    assert.deepEqual((await report(client)).map(inShort), ['full /app/a.ts null 0:0']);
  });

  it('is about the folders whose settings ask for it', async () => {
    const files = new Map([
      ['/one/a.ts', token(1)],
      ['/two/a.ts', token(2)],
    ]);
    const settings = new Map([[uriOf('/two'), { scope: 'workspace' as const }]]);
    const client = await startClient({ files, settings, folders: ['/one', '/two'] });
    assert.deepEqual((await report(client)).map(inShort), ['full /two/a.ts null 0:0']);
  });

  it('reports once on a file of a folder that stands in another one', async () => {
    const files = new Map([['/app/inner/a.ts', token(1)]]);
    const client = await startClient({ files, folders: ['/app', '/app/inner'] });
    assert.deepEqual((await report(client)).map(inShort), ['full /app/inner/a.ts null 0:0']);
  });

  it('says which files it did not read', async () => {
    const files = new Map([['/app/large.ts', `${token(1)}${' '.repeat(100)}`]]);
    const client = await startClient({ files, settings: new Map([['', { maxFileSize: 0.0001 }]]) });
    assert.deepEqual(await report(client), []);
    assert.deepEqual(client.log, ['Not checked, because larger than handrail.maxFileSize: 1 (/app/large.ts)']);
  });

  it('takes back what it said of a file that has grown too large', async () => {
    const files = new Map([['/app/a.ts', token(1)]]);
    const client = await startClient({ files, settings: new Map([['', { maxFileSize: 0.0001 }]]) });
    const previous = (await report(client)).map(({ uri, resultId }) => ({ uri, value: resultId! }));
    files.set('/app/a.ts', `${token(1)}${' '.repeat(100)}`);
    assert.deepEqual((await report(client, previous)).map(inShort), ['full /app/a.ts null']);
  });

  it('has an answer about a document that was just closed: what is on disk, unless it is left out', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'ignore: [vendor]\n'],
      ['/app/a.ts', token(1)],
      ['/app/vendor/a.ts', token(2)],
    ]);
    const settings = new Map([['', { scope: 'workspace' as const }]]);
    const client = await startClient({ files, settings });
    assert.equal((await client.items('/app/a.ts')).length, 1);
    assert.deepEqual(await client.items('/app/vendor/a.ts'), []);
    assert.deepEqual(await client.items('/else/a.ts'), []);
    assert.deepEqual(await client.items('untitled:Untitled-1'), []);
  });

  it('answers in parts, with progress, and then waits until something changes', async () => {
    const files = new Map(Array.from({ length: 30 }, (_, index) => [`/app/${index + 10}.ts`, token(index)]));
    const client = await startClient({ files });
    const stream = streaming(client);
    assert.deepEqual(await stream.ask([]), []);
    assert.equal(stream.parts.flat().length, 30);
    assert.ok(stream.parts.length > 1);
    assert.deepEqual(stream.progress, ['begin', 'end']);
    const previous = stream.parts.flat().map(({ uri, resultId }) => ({ uri, value: resultId! }));
    stream.parts.length = 0;

    let answered = false;
    const next = stream.ask(previous).then(() => {
      answered = true;
    });
    await client.open('/app/11.ts', 'clean');
    await client.pull('/app/11.ts');
    assert.equal(answered, false);
    files.set('/app/10.ts', 'clean');
    files.set('/app/12.ts', 'changed as well, but nobody said so');
    files.delete('/app/13.ts');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf('/app/10.ts'), type: 2 },
        { uri: uriOf('/app/13.ts'), type: 3 },
      ],
    });
    await next;
    assert.deepEqual(stream.parts.flat().map(inShort), ['full /app/10.ts null', 'full /app/13.ts null']);
  });

  it('looks at everything again when the rules change', async () => {
    const files = new Map([['/app/a.ts', token(1)]]);
    const client = await startClient({ files });
    const stream = streaming(client);
    await stream.ask([]);
    const previous = stream.parts.flat().map(({ uri, resultId }) => ({ uri, value: resultId! }));
    stream.parts.length = 0;
    files.set('/app/handrail.yaml', 'rules: { secrets/github-pat: off }');
    const next = stream.ask(previous);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('/app/handrail.yaml'), type: 1 }],
    });
    await next;
    assert.deepEqual(stream.parts.flat().map(inShort), ['full /app/a.ts null']);
  });

  it('can be cancelled while it waits and while it works; what was not reported still will be', async () => {
    const files = new Map(Array.from({ length: 200 }, (_, index) => [`/app/${index + 100}.ts`, token(index)]));
    const client = await startClient({ files });
    const stream = streaming(client);
    const working = new CancellationTokenSource();
    const answer = stream.ask([], working);
    await client.until(() => stream.parts.length > 0);
    working.cancel();
    await assert.rejects(answer, { code: -32800 });
    assert.ok(stream.parts.flat().length < 200);

    stream.parts.length = 0;
    await stream.ask([]);
    assert.equal(stream.parts.flat().length, 200);

    const waiting = new CancellationTokenSource();
    const second = stream.ask([], waiting);
    waiting.cancel();
    await assert.rejects(second, { code: -32800 });
  });
});

type Previous = WorkspaceDiagnosticParams['previousResultIds'];

async function report(client: TestClient, previousResultIds: Previous = []) {
  const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
  return items;
}

/** Asks as VS Code does, for parts. */
function streaming({ connection }: TestClient) {
  const parts: WorkspaceDocumentDiagnosticReport[][] = [];
  const progress: string[] = [];
  connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'parts', ({ items }) => {
    parts.push(items);
  });
  connection.onProgress(WorkDoneProgress.type, 'work', ({ kind }) => {
    progress.push(kind);
  });
  return {
    parts,
    progress,
    ask: async (previousResultIds: Previous, source?: CancellationTokenSource) => {
      const params = { previousResultIds, partialResultToken: 'parts', workDoneToken: 'work' };
      const { items } = await connection.sendRequest(WorkspaceDiagnosticRequest.type, params, source?.token);
      return items;
    },
  };
}

function inShort(report: WorkspaceDocumentDiagnosticReport): string {
  const { kind, uri, version } = report;
  const places = kind === 'full' ? report.items.map(({ range: { start } }) => `${start.line}:${start.character}`) : [];
  return [kind, uri.replace('file://', ''), version, ...places].map(String).join(' ');
}
