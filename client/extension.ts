import { type ExtensionContext, window } from 'vscode';
import { registerCommands } from './commands.ts';
import { registerRulePages } from './rulePage.ts';
import { startServer } from './server.ts';
import { registerSettings } from './settings.ts';
import { showStatus } from './status.ts';
import { followTrust } from './trust.ts';

/** VS Code calls this once, after it has started. The server comes up by itself; nothing here waits for it. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Handrail', { log: true });
  const server = startServer(context, output);
  stop = server.stop;
  context.subscriptions.push(
    output,
    server,
    followTrust(server),
    showStatus(server),
    registerRulePages(context.extensionUri),
    registerSettings(),
    registerCommands(server, output),
  );
}

/** VS Code waits for the promise, so that no server is left behind. */
export function deactivate(): Promise<void> {
  return stop();
}

let stop = async (): Promise<void> => {};
