import { type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
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
import { documents } from './documents.ts';
import { rulePages } from './rulePage.ts';

/** One process of the server, from its start to its end. */
export interface Connection {
  readonly setTrusted: (trusted: boolean) => Promise<void>;
  /** Ends the process; nothing is told any more. */
  readonly close: () => Promise<void>;
}

export interface Listener {
  readonly running: () => void;
  /** The process ended by itself, or never came to answer. Told once. */
  readonly ended: () => void;
  readonly checked: (status: StatusParams) => void;
}

/** Starts a process of the server and returns at once. Loads the language client's library, which takes its time. */
export function connect(context: ExtensionContext, output: LogOutputChannel, listener: Listener): Connection {
  const client = new LanguageClient('handrail', 'Handrail', serverOptions(context), clientOptions(output));
  let open = true;
  const close = async (): Promise<void> => {
    open = false;
    // A client whose process is gone cannot be stopped in order, and says so.
    await client.dispose().catch((error) => output.debug(`What was left of the server: ${error}`));
  };
  client.onNotification(statusMethod, (status: StatusParams) => listener.checked(status));
  client.onDidChangeState(({ newState }) => {
    if (!open) return;
    if (newState === State.Running) listener.running();
    if (newState !== State.Stopped && newState !== State.StartFailed) return;
    void close();
    listener.ended();
  });
  // Why it failed is in the log already, and the state has changed.
  client.start().catch(() => undefined);
  return {
    setTrusted: async (trusted) => {
      const params: TrustParams = { trusted };
      if (client.isRunning()) await client.sendNotification(trustMethod, params);
    },
    close,
  };
}

function serverOptions(context: ExtensionContext): ServerOptions {
  const run = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    // Not the workspace: what lies there is a stranger's.
    options: { cwd: context.extensionPath },
  };
  return { run, debug: { ...run, options: { ...run.options, execArgv: ['--inspect'] } } };
}

function clientOptions(output: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [...documents],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, rulePages }),
    initializationFailedHandler: () => false,
    errorHandler,
    // Saving settles a document that is too large to be checked while somebody types in it.
    diagnosticPullOptions: { onChange: true, onSave: true },
  };
}

/** Leaves it to whoever listens to start another process, and the words to the log. */
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
