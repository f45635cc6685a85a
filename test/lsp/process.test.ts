import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import { likeNeovim } from './harness.ts';

const program = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

describe('dist/server.js', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  /** A process of the server, with its connection where there is one. */
  function start(...args: string[]): { child: ChildProcess; connection: ProtocolConnection } {
    const overIpc = args.includes('--node-ipc');
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['pipe', 'pipe', 'pipe', ...(overIpc ? (['ipc'] as const) : [])],
    });
    const connection = overIpc
      ? createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
      : createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    ends.push(() => {
      connection.dispose();
      child.kill();
    });
    return { child, connection };
  }

  /** Says hello, with a folder that holds the files. */
  async function initialize(connection: ProtocolConnection, files: Record<string, string> = {}): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'handrail-lsp-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    connection.listen();
    const uri = pathToFileURL(folder).href;
    const result = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: uri,
      capabilities: { ...likeNeovim, workspace: {} },
      workspaceFolders: [{ uri, name: 'folder' }],
    });
    assert.equal(result.serverInfo?.name, 'handrail');
    await connection.sendNotification('initialized', {});
    return uri;
  }

  const exitCode = async (child: ChildProcess) => (await once(child, 'exit'))[0];

  it('serves over standard input and output, and ends in order', async () => {
    const { child, connection } = start('--stdio');
    await initialize(connection);
    await connection.sendRequest('shutdown');
    const exit = exitCode(child);
    await connection.sendNotification('exit');
    assert.equal(await exit, 0);
  });

  it('serves over IPC, and ends when its client is gone', async () => {
    const { child, connection } = start('--node-ipc');
    await initialize(connection);
    const exit = exitCode(child);
    child.disconnect();
    assert.equal(await exit, 1);
  });

  it('ends with 1 when nobody asked it to, and its input is closed', async () => {
    const { child, connection } = start('--stdio');
    await initialize(connection);
    const exit = exitCode(child);
    child.stdin!.end();
    assert.equal(await exit, 1);
  });

  it('says how it wants to be started', async () => {
    const { child } = start();
    const [message, code] = await Promise.all([text(child.stderr!), exitCode(child)]);
    assert.match(message, /^Usage: node server\.js \(--stdio \| --node-ipc/);
    assert.equal(code, 2);
  });

  it('reads packs and files from disk, without what Git leaves out', async () => {
    const { connection } = start('--stdio');
    const uri = await initialize(connection, {
      '.git/HEAD': '',
      '.gitignore': 'build\n',
      'handrail.yaml': 'extends: [./pack]\nrules: { "*": off, team/ticket: warning }\n',
      'pack/tickets.yaml': `rules:
  - id: team/ticket
    title: Ticket number
    severity: medium
    confidence: high
    keywords: [tick-]
    detect: { pattern: { regex: 'tick-[0-9]{6}' } }
    message: A ticket number stands in the text.
`,
      'src/a.ts': '\uFEFFtick-482913',
      'build/a.ts': 'tick-482913',
    });
    const { items } = await connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    assert.deepEqual(
      items.map((item) => [item.uri, item.kind === 'full' && item.items.map(({ code, range }) => [code, range.start])]),
      [[`${uri}/src/a.ts`, [['team/ticket', { line: 0, character: 0 }]]]],
    );

    // What a person has open is checked all the same.
    const textDocument = { uri: `${uri}/build/a.ts`, languageId: 'typescript', version: 1, text: 'tick-482913' };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    assert.equal(report.kind === 'full' && report.items.length, 1);
  });
});
