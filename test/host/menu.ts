import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keys, screen } from './keys.ts';

/** Goes to the next finding and opens the menu of its fixes, as a person does with F8 and Ctrl+. */
export async function openMenuAtNextFinding(): Promise<void> {
  await vscode.commands.executeCommand('cursorTop');
  await keys.press('F8');
  await screen.wait('.marker-widget:visible');
  await keys.press('Escape');
  await keys.press('ControlOrMeta+.');
  await screen.wait('.action-widget:visible');
}

/** Takes an entry of the open menu with the keyboard alone. */
export async function choose(title: RegExp): Promise<void> {
  const entries = await screen.texts('.action-widget .monaco-list-row.action');
  const wanted = entries.findIndex((entry) => title.test(entry));
  assert.notEqual(wanted, -1, `no ${title} among: ${entries.join(' | ')}`);
  for (let tries = 0; tries < entries.length + 2; tries++) {
    const focused = await screen.texts('.action-widget .monaco-list-row.action.focused');
    if (focused.some((entry) => title.test(entry))) return keys.press('Enter');
    await keys.press('ArrowDown');
  }
  throw new Error(`The menu's entry ${title} could not be reached with the arrow keys.`);
}
