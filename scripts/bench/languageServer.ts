import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

/** A language server that has answered `initialize`. */
export interface Connected {
  readonly connection: MessageConnection;
  /** Shuts it down and waits until it has ended. */
  readonly close: () => Promise<void>;
}

/** Speaks to a language server as an editor does that pulls diagnostics, without a workspace folder. */
export async function connect(child: ChildProcessWithoutNullStreams): Promise<Connected> {
  child.stderr.resume();
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { textDocument: { diagnostic: { dynamicRegistration: false } } },
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    close: async () => {
      const ended = once(child, 'exit');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
