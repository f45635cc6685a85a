import type { Event } from 'vscode';
import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  window,
  workspace,
} from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type InitializationOptions,
  type StatusParams,
  statusMethod,
  type TrustParams,
  trustMethod,
} from '../server/protocol.ts';
import { backOff } from './backOff.ts';
import { documents } from './documents.ts';
import { rulePages } from './rulePage.ts';

/** How it stands with the server's process. */
export type ServerState = 'starting' | 'running' | 'waiting' | 'failed' | 'stopped';

/** The language server, whichever process it is in at the moment. */
export interface Server extends Disposable {
  readonly state: () => ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** How it stands with a document that was just checked. */
  readonly onDidCheck: Event<StatusParams>;
  /** Does nothing while the server is not running: it asks for trust anew whenever it starts. */
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
  let client: LanguageClient | undefined;
  let ends: number[] = [];
  let timer: NodeJS.Timeout | undefined;

  const change = (next: ServerState): void => {
    state = next;
    states.fire(next);
  };

  /** A new client each time: what is left of one whose server crashed is not worth trusting. */
  const start = (): void => {
    const started = createClient(context, output);
    client = started;
    change('starting');
    started.onNotification(statusMethod, (status: StatusParams) => checks.fire(status));
    started.onDidChangeState(({ newState }) => {
      if (client !== started) return;
      if (newState === State.Running) change('running');
      if (newState === State.Stopped || newState === State.StartFailed) ended();
    });
    // Why it failed is in the log already, and the state has changed.
    started.start().catch(() => undefined);
  };

  const ended = (): void => {
    discard(client, output);
    client = undefined;
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
    const stopping = client;
    client = undefined;
    change('stopped');
    await stopping?.dispose().catch((error) => output.warn(`The server did not stop in order: ${error}`));
  };

  const restart = async (): Promise<void> => {
    await stop();
    ends = [];
    start();
  };

  start();
  return {
    state: () => state,
    onDidChangeState: states.event,
    onDidCheck: checks.event,
    setTrusted: async (trusted) => {
      const params: TrustParams = { trusted };
      if (client?.isRunning()) await client.sendNotification(trustMethod, params);
    },
    restart,
    stop,
    dispose: () => {
      void stop();
      states.dispose();
      checks.dispose();
    },
  };
}

function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const run = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    // Not the workspace: what lies there is a stranger's.
    options: { cwd: context.extensionPath },
  };
  return new LanguageClient(
    'handrail',
    'Handrail',
    { run, debug: { ...run, options: { ...run.options, execArgv: ['--inspect'] } } },
    {
      documentSelector: [...documents],
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, rulePages }),
      initializationFailedHandler: () => false,
      errorHandler,
      // Saving settles a document that is too large to be checked while somebody types in it.
      diagnosticPullOptions: { onChange: true, onSave: true },
    },
  );
}

/** Leaves the decision to whoever watches the client's state, and the words to the log. */
const errorHandler: ErrorHandler = {
  error: (_error, _message, count) => ({
    action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
    handled: true,
  }),
  closed: () => ({
    action: CloseAction.DoNotRestart,
    message: 'The connection to the server was closed.',
    handled: true,
  }),
};

/** A client whose server is gone cannot be stopped in order, and says so; nobody needs to know. */
function discard(client: LanguageClient | undefined, output: LogOutputChannel): void {
  client?.dispose().catch((error) => output.debug(`What was left of the server: ${error}`));
}
