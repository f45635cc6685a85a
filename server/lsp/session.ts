import type { Rule } from '../engine/rule.ts';
import type { Problem } from '../packs/problem.ts';
import { defaultSettings, type Settings } from '../protocol.ts';
import { type Client, clientOf } from './client.ts';
import type { Committed } from './committed.ts';
import { type FolderRules, folderRules } from './folderRules.ts';
import { overlay } from './overlay.ts';
import { filePath, type Place, placeOf, type WorkspaceFolder } from './place.ts';
import type { Runtime } from './runtime.ts';

/** Everything the server knows of its client. A value: a change makes a new one. */
export interface State {
  readonly client: Client;
  readonly trusted: boolean;
  /** See `InitializationOptions`. */
  readonly rulePages?: string;
  readonly givenSettings?: Partial<Settings>;
  readonly folders: readonly WorkspaceFolder[];
  /** By URI of the folder. */
  readonly folderSettings: ReadonlyMap<string, Settings>;
  /** What holds outside of all folders. */
  readonly settings: Settings;
  /** By URI. */
  readonly documents: ReadonlyMap<string, OpenDocument>;
  /** By URI of an open document: what it was in the latest commit, where that is known. */
  readonly committed: ReadonlyMap<string, Committed>;
  /** How many documents were opened so far. */
  readonly openings: number;
  /** Grows with every change that may change rules: two snapshots with the same number have the same rules. */
  readonly revision: number;
}

/** A document that is open in the client. */
export interface OpenDocument {
  readonly uri: string;
  /** As the client named it. */
  readonly language: string;
  readonly version: number;
  readonly text: string;
  /** Differs from every other opening, of this document too: clients count versions anew each time. */
  readonly opening: number;
  /** Whether the text is as it was opened or saved. */
  readonly settled: boolean;
}

/** The state together with the rules made from it. Never changes. */
export interface Snapshot extends State {
  readonly place: (uri: string) => Place;
  /** What holds where the document stands. */
  readonly rules: (uri: string) => FolderRules;
  /** What is wrong with the files that rules come from, in all folders. */
  readonly problems: readonly Problem[];
  /** See `FolderRules.reads`; of all folders. */
  readonly reads: readonly string[];
  /** The files on disk, with what is open in the client in place of what was saved. */
  readonly files: Runtime['files'];
}

/** Holds the state. Handlers of notifications change it; all others take a snapshot. */
export interface Session {
  readonly state: () => State;
  readonly change: (next: Partial<State>) => void;
  /** Like `change`, for what may change rules. */
  readonly changeRules: (next: Partial<State>) => void;
  /** Makes snapshots wait for something that is on its way, such as the client's settings. Must not be rejected. */
  readonly await: (work: Promise<void>) => void;
  readonly snapshot: () => Promise<Snapshot>;
  /** Absolute paths of what the latest rules were read from; undefined while they are being read. */
  readonly reads: () => readonly string[] | undefined;
}

export function createSession(runtime: Runtime): Session {
  let state = initialState;
  let pending: Promise<void> = Promise.resolve();
  let made: { readonly revision: number; readonly rules: Promise<RulesByFolder> } | undefined;
  let reads: readonly string[] | undefined;

  const change = (next: Partial<State>) => {
    state = { ...state, ...next };
  };
  return {
    state: () => state,
    change,
    changeRules: (next) => change({ ...next, revision: state.revision + 1 }),
    await: (work) => {
      pending = Promise.all([pending, work]).then(() => undefined);
    },
    snapshot: async () => {
      for (;;) {
        const waitedFor = pending;
        await waitedFor;
        if (made?.revision !== state.revision) {
          made = { revision: state.revision, rules: makeRules(state, runtime) };
          reads = undefined;
        }
        const { revision, rules } = made;
        const ready = await rules;
        const snapshot = snapshotOf(state, ready, runtime);
        // While this waited, a notification may have come in; then what was made is out of date already.
        if (waitedFor !== pending || revision !== state.revision) continue;
        reads = snapshot.reads;
        return snapshot;
      }
    },
    reads: () => reads,
  };
}

const initialState: State = {
  client: clientOf({}),
  trusted: true,
  folders: [],
  folderSettings: new Map(),
  settings: defaultSettings,
  documents: new Map(),
  committed: new Map(),
  openings: 0,
  revision: 0,
};

/** By URI of the folder; undefined: outside of all folders. */
type RulesByFolder = ReadonlyMap<string | undefined, FolderRules>;

async function makeRules(state: State, runtime: Runtime): Promise<RulesByFolder> {
  const files = overlay(runtime.files, state.documents);
  const make = (folder: string | undefined, mayRead: boolean, settings: Settings) =>
    folderRules(folder, mayRead, settings, files, runtime);
  const out = new Map<string | undefined, FolderRules>([[undefined, await make(undefined, false, state.settings)]]);
  for (const { uri, name } of state.folders) {
    const settings = state.folderSettings.get(uri) ?? state.settings;
    const withoutOwn = async (error: unknown) => ({
      ...(await make(filePath(uri), false, settings)),
      // A disk that fails must not leave the person without any check.
      failure: `The rules of ${name} cannot be read: ${error instanceof Error ? error.message : error}`,
    });
    out.set(uri, await make(filePath(uri), state.trusted, settings).catch(withoutOwn));
  }
  return out;
}

function snapshotOf(state: State, rules: RulesByFolder, runtime: Runtime): Snapshot {
  const place = (uri: string) => placeOf(uri, state.folders);
  const all = [...rules.values()];
  // A pack that two folders extend is read twice, and so are its mistakes.
  const problems = all.flatMap((folder) => folder.problems);
  return {
    ...state,
    place,
    rules: (uri) => rules.get(place(uri).folder?.uri)!,
    problems: [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()],
    reads: all.flatMap(({ reads }) => reads),
    files: overlay(runtime.files, state.documents),
  };
}

/** The settings of the folder in which the document stands. */
export function settingsOf(uri: string, { folders, folderSettings, settings }: State): Settings {
  return folderSettings.get(placeOf(uri, folders).folder?.uri ?? '') ?? settings;
}

/** The rule of a finding that was made with these rules. */
export function ruleOf({ ruleset }: FolderRules, id: string): Rule {
  return ruleset.rules.find(({ rule }) => rule.id === id)!.rule;
}

/** Every way in which that rule finds. */
export function waysOf({ ruleset }: FolderRules, id: string): Rule[] {
  return ruleset.rules.filter(({ rule }) => rule.id === id).map(({ rule }) => rule);
}
