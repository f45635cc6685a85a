import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Registration,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  UnregistrationRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { iam } from '../../scripts/iam.ts';
import { packages } from '../../scripts/packages.ts';
import type { PatternSpec } from '../../server/detectors/pattern/spec.ts';
import { lineMap, offsetAt } from '../../server/engine/lineMap.ts';
import type { Rule } from '../../server/engine/rule.ts';
import type { Runtime } from '../../server/lsp/runtime.ts';
import { startServer } from '../../server/lsp/server.ts';
import { type InitializationOptions, type Settings, type StatusParams, statusMethod } from '../../server/protocol.ts';
import { withMarks } from '../unit/marked.ts';

/** How a test's world differs from the usual one: a trusted workspace `/app`, a client that can do what VS Code can. */
export interface World {
  /** By absolute path: the texts of the latest commit. */
  readonly committed?: ReadonlyMap<string, string>;
  /** Absolute paths with texts. Tests may change it while the server runs. */
  readonly files?: Map<string, string>;
  readonly builtin?: readonly Rule[];
  readonly capabilities?: ClientCapabilities;
  /** Absolute paths. */
  readonly folders?: readonly string[];
  readonly options?: InitializationOptions;
  /** By URI of a folder, or `''`. Tests may change it while the server runs. */
  readonly settings?: Map<string, Partial<Settings>>;
  readonly today?: string;
  /** Is handed all that the server sends, as it stands in the stream. */
  readonly onBytes?: (bytes: Buffer) => void;
}

/** A client that is connected to a server in this process, and everything the server told it. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly result: InitializeResult;
  /** The latest, by URI. */
  readonly published: Map<string, PublishDiagnosticsParams>;
  readonly statuses: StatusParams[];
  readonly log: string[];
  /** What is registered at the moment. */
  readonly registrations: Registration[];
  readonly refreshes: () => number;
  /** Waits until the condition holds; looks at every message of the server. */
  readonly until: (condition: () => boolean) => Promise<void>;

  readonly open: (path: string, text: string, language?: string) => Promise<void>;
  readonly change: (path: string, ...changes: TextDocumentContentChangeEvent[]) => Promise<void>;
  readonly save: (path: string) => Promise<void>;
  readonly close: (path: string) => Promise<void>;
  readonly pull: (path: string, previousResultId?: string) => Promise<DocumentDiagnosticReport>;
  /** Pulls, and gives the items of a full report. */
  readonly items: (path: string) => Promise<Diagnostic[]>;
  /** The client's text with what was pulled written below it; see `marked.ts`. */
  readonly marks: (path: string) => Promise<string>;
  readonly actions: (path: string, diagnostic: Diagnostic) => Promise<CodeAction[]>;
  readonly resolve: (action: CodeAction) => Promise<CodeAction>;
  /** What the edit makes of the client's text. */
  readonly applied: (path: string, edit: WorkspaceEdit) => string;
}

const open: { end: () => void }[] = [];

/** To be called after each test. */
export function endAll(): void {
  for (const { end } of open.splice(0)) end();
}

export async function startClient(world: World = {}): Promise<TestClient> {
  const files = world.files ?? new Map<string, string>();
  const settings = world.settings ?? new Map<string, Partial<Settings>>();
  const [up, down] = [new PassThrough(), new PassThrough()];
  if (world.onBytes) down.on('data', world.onBytes);
  const watchDog = { shutdownReceived: false, initialize: () => undefined, exit: () => undefined };
  startServer(
    createConnection(
      (logger) => createProtocolConnection(new StreamMessageReader(up), new StreamMessageWriter(down), logger),
      watchDog,
    ),
    runtime(files, world),
  );
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  open.push({ end: () => connection.dispose() });

  const published = new Map<string, PublishDiagnosticsParams>();
  const statuses: StatusParams[] = [];
  const log: string[] = [];
  const registrations: Registration[] = [];
  const documents = new Map<string, TextDocument>();
  let refreshes = 0;
  let waiting: { condition: () => boolean; go: () => void }[] = [];
  const news = () => {
    const ready = waiting.filter(({ condition }) => condition());
    waiting = waiting.filter((each) => !ready.includes(each));
    for (const { go } of ready) go();
  };
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.set(params.uri, params);
    news();
  });
  connection.onNotification(statusMethod, (params: StatusParams) => {
    statuses.push(params);
    news();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => {
    log.push(message);
    news();
  });
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ scopeUri }) => settings.get(scopeUri ?? '') ?? settings.get('') ?? null),
  );
  connection.onRequest(RegistrationRequest.type, (params) => {
    registrations.push(...params.registrations);
    news();
  });
  connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
    for (const { id } of unregisterations) {
      registrations.splice(
        registrations.findIndex((registration) => registration.id === id),
        1,
      );
    }
    news();
  });
  connection.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes++;
    news();
  });
  connection.listen();
  const result = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: world.capabilities ?? likeVsCode,
    workspaceFolders: (world.folders ?? ['/app']).map((path) => ({ uri: uriOf(path), name: path.slice(1) })),
    ...(world.options ? { initializationOptions: world.options } : {}),
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const pull = (path: string, previousResultId?: string) =>
    connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: uriOf(path) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  const items = async (path: string) => {
    const report = await pull(path);
    return report.kind === 'full' ? report.items : [];
  };
  return {
    connection,
    result,
    published,
    statuses,
    log,
    registrations,
    refreshes: () => refreshes,
    until: (condition) =>
      new Promise((resolve) => {
        waiting.push({ condition, go: resolve });
        news();
      }),
    open: (path, text, language = 'plaintext') => {
      const uri = uriOf(path);
      documents.set(uri, TextDocument.create(uri, language, 1, text));
      const textDocument = { uri, languageId: language, version: 1, text };
      return connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },
    change: (path, ...contentChanges) => {
      const uri = uriOf(path);
      const document = documents.get(uri)!;
      const version = document.version + 1;
      documents.set(uri, TextDocument.update(document, contentChanges, version));
      const textDocument = { uri, version };
      return connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
    },
    save: (path) =>
      connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: uriOf(path) } }),
    close: (path) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf(path) } }),
    pull,
    items,
    marks: async (path) => marked(documents.get(uriOf(path))!.getText(), await items(path)),
    actions: async (path, diagnostic) => {
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uriOf(path) },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      });
      return (actions ?? []) as CodeAction[];
    },
    resolve: (action) => connection.sendRequest(CodeActionResolveRequest.type, action),
    applied: (path, edit) => TextDocument.applyEdits(documents.get(uriOf(path))!, editsOf(edit, uriOf(path))),
  };
}

/** What VS Code says of itself, as far as the server looks at it. */
export const likeVsCode: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
  textDocument: {
    diagnostic: {
      dynamicRegistration: true,
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } },
      dataSupport: true,
      isPreferredSupport: true,
      disabledSupport: true,
      honorsChangeAnnotations: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

/** What Neovim 0.7 says of itself: it cannot pull, watch or register. */
export const likeNeovim: ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true, workspaceEdit: { resourceOperations: ['create'] } },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

export function uriOf(path: string): string {
  return path.includes(':') ? path : `file://${path}`;
}

/** A text with what diagnostics say about it written below its lines. */
function marked(text: string, items: readonly Diagnostic[]): string {
  const lines = lineMap(text);
  return withMarks(
    text,
    items.map(({ range, code, message }) => ({
      span: { start: offsetAt(lines, text, range.start), end: offsetAt(lines, text, range.end) },
      label: String(code ?? message),
    })),
  );
}

/** A made-up GitHub token; each number gives another one. */
export function token(number = 1): string {
  const random = createHash('sha256')
    .update(`token ${number}`)
    .digest('base64')
    .replace(/[^0-9A-Za-z]/g, 'x');
  return ['ghp', random.slice(0, 36).padEnd(36, 'Zq7')].join('_');
}

/** The rule that finds {@link token}; anything can be set differently. */
export function tokenRule(change: Partial<Rule> & { readonly regex?: string } = {}): Rule<PatternSpec> {
  const { regex = 'ghp_[0-9A-Za-z]{36}', ...rest } = change;
  return {
    id: 'secrets/github-pat',
    title: 'GitHub token',
    family: 'secrets',
    severity: 'critical',
    confidence: 'high',
    profile: 'recommended',
    keywords: ['ghp_'],
    message: 'A GitHub token stands in the text.',
    instead: 'Read it from the environment.',
    issuer: { name: 'GitHub', opens: 'the repositories of its owner', revoke: 'https://github.com/settings/tokens' },
    fixes: ['env-lookup'],
    references: {},
    ...rest,
    detect: {
      kind: 'pattern',
      regex: { engine: 'js', source: regex, flags: '' },
      secretGroup: 0,
      placeholders: false,
      allowlists: [],
    },
  };
}

/** What the server is given of the test's world. */
export function runtime(files: Map<string, string>, world: World): Runtime {
  let now = 0;
  const below = (folder: string) => [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
  return {
    files: { read: (path) => files.get(path), list: below },
    exists: (path) => files.has(path) || below(path).length > 0,
    committed: async (path) => world.committed?.get(path),
    tree: async () => ({
      walk: (folder, leavesOut) => below(folder).filter((path) => !leavesOut(path, false)),
      read: (path, limit) => {
        const text = files.get(path);
        if (text === undefined) return { not: 'unreadable' };
        if (text.length > limit) return { not: 'large' };
        return text.includes('\0') ? { not: 'binary' } : { text };
      },
    }),
    builtin: world.builtin ?? [tokenRule()],
    packages,
    iam,
    projectDisk: {
      names: (folder) => below(folder).map((path) => path.slice(folder.length + 1).replace(/\/.*/, '/')),
      read: (path) => files.get(path),
    },
    today: () => world.today ?? '2026-11-20',
    // Every look at the clock takes a millisecond, so that what is measured can be expected.
    now: () => now++,
    rulePage: ({ id }) => `file:///docs/rules/${id}.md`,
  };
}

function editsOf(edit: WorkspaceEdit, uri: string): TextEdit[] {
  const versioned = (edit.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
  return [...versioned, ...(edit.changes?.[uri] ?? [])];
}
