import { type Disposable, workspace } from 'vscode';
import type { Server } from './server.ts';

/**
 * Tells the server when the person comes to trust the workspace. Trust is never taken away in a running window: VS Code
 * starts its extensions anew then.
 */
export function followTrust(server: Server): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => server.setTrusted(true));
}
