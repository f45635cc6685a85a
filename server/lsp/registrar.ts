import { basename, dirname } from 'node:path';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  DocumentDiagnosticRequest,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { projectFiles } from '../detectors/dependency/project/projectFiles.ts';
import { relativePath } from '../disk/relativePath.ts';
import { diagnosticOptions } from './handlers/initialize.ts';
import { inTurn } from './inTurn.ts';
import { filePath, fileUri } from './place.ts';
import { type Session, type Snapshot, settingsOf } from './session.ts';

/** Registers with the client what depends on settings and rules. */
export interface Registrar {
  /** Makes the registrations what they have to be now. */
  readonly update: () => Promise<void>;
}

export function registrar(connection: Connection, session: Session): Registrar {
  const pulls = registration((options: ReturnType<typeof pullOptions>) =>
    connection.client.register(DocumentDiagnosticRequest.type, options),
  );
  const watching = registration((options: { readonly watchers: FileSystemWatcher[] }) =>
    connection.client.register(DidChangeWatchedFilesNotification.type, options),
  );
  return {
    update: inTurn(async () => {
      const snapshot = await session.snapshot();
      if (snapshot.client.registersPulls) await pulls(pullOptions(snapshot));
      if (snapshot.client.registersWatchers) await watching({ watchers: watchers(snapshot) });
    }),
  };
}

/** Whether a folder's settings want every file of it checked. */
export function wantsWorkspace(snapshot: Snapshot): boolean {
  return snapshot.folders.some(({ uri }) => settingsOf(uri, snapshot).scope === 'workspace');
}

function pullOptions(snapshot: Snapshot) {
  return { documentSelector: null, ...diagnosticOptions(wantsWorkspace(snapshot)) };
}

/** What to watch: everything where the whole workspace is checked, else what rules and the names of packages may come from. */
function watchers(snapshot: Snapshot): FileSystemWatcher[] {
  const inside = wantsWorkspace(snapshot)
    ? [{ globPattern: '**/*' }]
    : [{ globPattern: yaml }, { globPattern: projectFiles }];
  if (!snapshot.client.relativePatterns) return inside;
  const watched = [...snapshot.folders.flatMap(({ uri }) => filePath(uri) ?? []), ...snapshot.reads];
  const outside = snapshot.reads.filter((path) => watched.every((other) => !relativePath(other, path)));
  return [...inside, ...[...new Set(outside)].map((path) => ({ globPattern: patternFor(path) }))];
}

/** A single file is watched by itself: what lies around it, outside of the workspace, may be the whole disk. */
function patternFor(path: string) {
  const isFile = /\.ya?ml$/.test(path);
  return isFile
    ? { baseUri: fileUri(dirname(path)), pattern: basename(path) }
    : { baseUri: fileUri(path), pattern: yaml };
}

const yaml = '**/*.{yaml,yml}';

/** A registration that is replaced when its options change. */
function registration<Options>(register: (options: Options) => Promise<Disposable>) {
  let current: { readonly key: string; readonly disposable: Disposable } | undefined;
  return async (options: Options): Promise<void> => {
    const key = JSON.stringify(options);
    if (current?.key === key) return;
    current?.disposable.dispose();
    current = { key, disposable: await register(options) };
  };
}
