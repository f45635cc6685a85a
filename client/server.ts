import {
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  window,
} from 'vscode';
import type { StatusParams } from '../server/protocol.ts';
import { backOff } from './backOff.ts';
import type { Connection } from './languageClient.ts';

/** How it stands with the server's process. `waiting`: it ended by itself and is about to be started again. */
export type ServerState = 'starting' | 'running' | 'waiting' | 'failed' | 'stopped';

/** The language server, whichever process it is in at the moment. */
export interface Server extends Disposable {
  readonly state: () => ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** How it stands with a document that was just checked. */
  readonly onDidCheck: Event<StatusParams>;
  /** Does nothing while no process runs: each asks for trust anew when it starts. */
  readonly setTrusted: (trusted: boolean) => Promise<void>;
  /** Ends the process, if there is one, and starts another. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the server without waiting for it, and again whenever it ends by itself. */
export function startServer(context: ExtensionContext, output: LogOutputChannel): Server {
  const states = new EventEmitter<ServerState>();
  const checks = new EventEmitter<StatusParams>();
  let state: ServerState = 'stopped';
  let connection: Connection | undefined;
  let ends: number[] = [];
  let timer: NodeJS.Timeout | undefined;

  const change = (next: ServerState): void => {
    state = next;
    states.fire(next);
  };

  const start = async (): Promise<void> => {
    change('starting');
    const { connect } = await import('./languageClient.ts');
    // In the meantime somebody may have stopped the server, or started it again.
    if (state !== 'starting' || connection) return;
    connection = connect(context, output, {
      running: () => change('running'),
      ended,
      checked: (status) => checks.fire(status),
    });
  };

  const ended = (): void => {
    connection = undefined;
    ends.push(Date.now());
    const wait = backOff(ends);
    if (wait === undefined) {
      change('failed');
      void giveUp();
      return;
    }
    output.warn(`The server ended by itself; it is started again in ${wait} ms.`);
    change('waiting');
    timer = setTimeout(start, wait);
  };

  const giveUp = async (): Promise<void> => {
    output.error('The server ended too often; it is not started again by itself.');
    const again = l10n.t('Restart');
    const log = l10n.t('Show Log');
    const answer = await window.showErrorMessage(
      l10n.t('Handrail checks nothing any more: its server ended several times within a few minutes.'),
      again,
      log,
    );
    if (answer === again) await restart();
    if (answer === log) output.show();
  };

  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    const closing = connection;
    connection = undefined;
    change('stopped');
    await closing?.close();
  };

  const restart = async (): Promise<void> => {
    await stop();
    ends = [];
    await start();
  };

  void start();
  return {
    state: () => state,
    onDidChangeState: states.event,
    onDidCheck: checks.event,
    setTrusted: async (trusted) => connection?.setTrusted(trusted),
    restart,
    stop,
    dispose: () => {
      void stop();
      states.dispose();
      checks.dispose();
    },
  };
}
