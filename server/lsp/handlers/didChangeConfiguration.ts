import type { DidChangeConfigurationParams } from 'vscode-languageserver';
import { settingsSection } from '../../protocol.ts';
import type { Context } from '../context.ts';
import { askForSettings, takeSettings } from '../loadSettings.ts';
import { rulesChanged } from '../rulesChanged.ts';

/** The person has changed a setting. */
export function didChangeConfiguration({ settings }: DidChangeConfigurationParams, context: Context): void {
  if (context.session.state().client.configuration) {
    loadSettings(context);
    return;
  }
  // Some clients send the section, some everything.
  const next = takeSettings([settings?.[settingsSection] ?? settings], context);
  if (next) rulesChanged(next, context);
}

/** Asks for the settings; until they are there, nothing is answered. */
export function loadSettings(context: Context): void {
  const { session, guard } = context;
  session.await(
    new Promise((resolve) => {
      guard('workspace/configuration', async () => {
        try {
          const next = takeSettings(await askForSettings(context), context);
          if (next) rulesChanged(next, context);
        } finally {
          // A client that gives no answer gets the settings that are known.
          resolve();
        }
      });
    }),
  );
}
