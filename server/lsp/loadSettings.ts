import { isDeepStrictEqual } from 'node:util';
import { settingsSection } from '../protocol.ts';
import type { Context } from './context.ts';
import type { State } from './session.ts';
import { readSettings } from './settings.ts';

/** The part of the state that settings make. */
export type SettingsState = Pick<State, 'settings' | 'folderSettings'>;

/** Asks the client for the settings outside of all folders, and then for those of every folder. */
export function askForSettings({ connection, session }: Context): Promise<unknown[]> {
  const { folders } = session.state();
  const scopes = folders.map(({ uri }) => ({ scopeUri: uri, section: settingsSection }));
  return connection.workspace.getConfiguration([{ section: settingsSection }, ...scopes]);
}

/**
 * Reads what the client answered.
 * @param answers outside of all folders, then by folder; a missing one is as outside
 * @returns undefined where nothing is new
 */
export function takeSettings(answers: readonly unknown[], { connection, session }: Context): SettingsState | undefined {
  const { folders, givenSettings, settings, folderSettings } = session.state();
  const complaints = new Set<string>();
  const read = (answer: unknown) => {
    const result = readSettings(over(givenSettings, answer));
    for (const complaint of result.complaints) complaints.add(complaint);
    return result.settings;
  };
  const [outside, ...byFolder] = answers;
  const next: SettingsState = {
    settings: read(outside),
    folderSettings: new Map(folders.map(({ uri }, index) => [uri, read(byFolder[index] ?? outside)])),
  };
  for (const complaint of complaints) connection.console.warn(complaint);
  return isDeepStrictEqual(next, { settings, folderSettings }) ? undefined : next;
}

/** What was given at the start, with what is said now on top. */
function over(given: object | undefined, now: unknown): unknown {
  return now === null || typeof now !== 'object' ? given : { ...given, ...now };
}
