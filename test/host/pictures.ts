import { join } from 'node:path';
import * as vscode from 'vscode';
import { screen } from './keys.ts';

/**
 * Takes a picture of the code on screen, and of what else is named, in both themes for the README. It goes to HANDRAIL_PICTURES when that names a folder (`docs/images`),
 * else beside the workspace of the test: a test run changes no committed file.
 */
export async function pictures(name: string, alsoShown: readonly string[]): Promise<void> {
  for (const [theme, selector] of themes) {
    await vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, vscode.ConfigurationTarget.Global);
    await screen.wait(selector);
    await new Promise((resolve) => setTimeout(resolve, 300)); // The colours fade in.
    await screen.picture(join(folder(), `${name}-${theme.includes('Light') ? 'light' : 'dark'}.png`), {
      selectors: ['.editor-instance .view-line > span', '.editor-instance .line-numbers', ...alsoShown],
      margin: 14,
      least: { width: 840, height: 250 },
    });
  }
}

const themes = [
  ['Default Dark Modern', '.monaco-workbench.vs-dark'],
  ['Default Light Modern', '.monaco-workbench.vs'],
] as const;

function folder(): string {
  return process.env.HANDRAIL_PICTURES ?? join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, '..');
}
