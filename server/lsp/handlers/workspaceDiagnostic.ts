import { setImmediate } from 'node:timers/promises';
import type {
  CancellationToken,
  PreviousResultId,
  ResultProgressReporter,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { cancelled, throwIfCancelled } from '../cancelled.ts';
import type { Context } from '../context.ts';
import { diagnose, diagnoseClosed } from '../diagnose.ts';
import { filePath, fileUri, placePath, type WorkspaceFolder } from '../place.ts';
import { wantsWorkspace } from '../registrar.ts';
import { fileResultId, resultId } from '../resultId.ts';
import type { NotRead, Tree } from '../runtime.ts';
import { type OpenDocument, type Snapshot, settingsOf } from '../session.ts';
import type { Unseen } from '../unseen.ts';
import { readFile } from '../workspaceFile.ts';

/**
 * The client asks about every file of the workspace. One that takes its answer in parts asks again as soon as it has
 * it; it is answered when something has changed, and then only the files that did are read again.
 */
export async function workspaceDiagnostic(
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
  partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  context: Context,
): Promise<WorkspaceDiagnosticReport> {
  const { session, unseen } = context;
  if (partial) await somethingUnseen(unseen, token);
  const snapshot = await session.snapshot();
  const tree = await context.runtime.tree();
  throwIfCancelled(token);
  const changed = partial ? unseen.take() : 'all';
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  progress.begin('Handrail', undefined, 'Checking the workspace');
  try {
    for await (const part of reports(asked(previousResultIds, changed, snapshot), tree, context)) {
      throwIfCancelled(token);
      if (!partial) items.push(...part);
      else if (part.length) partial.report({ items: part });
    }
  } catch (error) {
    // What was not reported is still to be seen.
    if (partial) unseen.add(changed === 'all' ? 'all' : [...changed]);
    throw error;
  } finally {
    progress.done();
  }
  return { items };
}

async function somethingUnseen(unseen: Unseen, token: CancellationToken): Promise<void> {
  while (unseen.isEmpty()) {
    await Promise.race([unseen.added(), cancelled(token)]);
    throwIfCancelled(token);
  }
}

/** What a report has to look at. Files are named by their absolute paths, which clients do not spell differently. */
interface Asked {
  readonly snapshot: Snapshot;
  readonly folders: readonly WorkspaceFolder[];
  readonly previous: ReadonlyMap<string | undefined, PreviousResultId>;
  readonly open: ReadonlyMap<string | undefined, OpenDocument>;
  /** Whether it is a notebook whose cells are open: they are documents of their own, and say what there is to say. */
  readonly inCells: (path: string) => boolean;
  readonly hasChanged: (path: string) => boolean;
}

function asked(previousResultIds: PreviousResultId[], changed: ReadonlySet<string> | 'all', snapshot: Snapshot): Asked {
  const { folders, documents } = snapshot;
  const paths = changed === 'all' ? undefined : new Set([...changed].map(placePath));
  const places = new Set([...documents.keys()].map(placePath));
  const open = new Map([...documents.values()].map((document) => [filePath(document.uri), document]));
  return {
    snapshot,
    // A client that asks although nobody set so wants to know of all folders.
    folders: wantsWorkspace(snapshot)
      ? folders.filter(({ uri }) => settingsOf(uri, snapshot).scope === 'workspace')
      : folders,
    previous: new Map(previousResultIds.map((previous) => [filePath(previous.uri), previous])),
    open,
    inCells: (path) => places.has(path) && !open.has(path),
    hasChanged: (path) => !paths || paths.has(path),
  };
}

/** Reports in handfuls, so that the client has something early and other messages get their turn. */
async function* reports(
  asked: Asked,
  tree: Tree,
  context: Context,
): AsyncGenerator<WorkspaceDocumentDiagnosticReport[]> {
  const seen = new Set<string>();
  const notRead = new Map<NotRead, string[]>();
  let part: WorkspaceDocumentDiagnosticReport[] = [];
  let since = context.runtime.now();
  for (const path of files(asked, tree)) {
    if (asked.inCells(path)) continue;
    // A workspace folder may stand in another one.
    if (seen.has(path)) continue;
    seen.add(path);
    if (asked.hasChanged(path)) {
      const report = reportOn(path, asked, tree, context);
      if (typeof report === 'string') notRead.set(report, [...(notRead.get(report) ?? []), path]);
      else if (report) part.push(report);
    }
    if (context.runtime.now() - since < 20) continue;
    await setImmediate();
    yield part;
    part = [];
    since = context.runtime.now();
  }
  for (const path of [...notRead.values()].flat()) seen.delete(path);
  yield [...part, ...withdrawals(seen, asked)];
  tell(notRead, context);
}

/** Takes back what was said of files that are not checked any more: deleted, left out, too large, open as cells. */
function withdrawals(seen: ReadonlySet<string>, { previous, hasChanged, snapshot }: Asked) {
  return [...previous].flatMap(([path, { uri }]): WorkspaceDocumentDiagnosticReport[] => {
    if (path === undefined || seen.has(path) || !hasChanged(path) || snapshot.documents.has(uri)) return [];
    return [{ kind: 'full', uri, version: null, items: [] }];
  });
}

function* files({ snapshot, folders }: Asked, tree: Tree): Generator<string> {
  for (const { uri } of folders) {
    const root = filePath(uri);
    if (root !== undefined && settingsOf(uri, snapshot).enable) yield* tree.walk(root, snapshot.rules(uri).leavesOut);
  }
}

/** Undefined where there is nothing to say: nothing was found, and nothing is to be taken back. */
function reportOn(
  path: string,
  { snapshot, open, previous }: Asked,
  tree: Tree,
  { runtime, announcer }: Context,
): WorkspaceDocumentDiagnosticReport | NotRead | undefined {
  const document = open.get(path);
  const uri = document?.uri ?? fileUri(path);
  const version = document?.version ?? null;
  const read = document ?? readFile(path, uri, snapshot, tree);
  if ('not' in read) return read.not;
  const today = runtime.today();
  const id = document ? resultId(document, snapshot, today) : fileResultId(read.text, snapshot, today);
  if (previous.get(path)?.value === id) return { kind: 'unchanged', uri, version, resultId: id };
  const { items, checked } = document
    ? diagnose(document, snapshot, runtime)
    : diagnoseClosed({ uri, text: read.text }, snapshot, runtime);
  announcer.failed(checked.failures);
  if (!items.length && !previous.has(path)) return undefined;
  return { kind: 'full', uri, version, resultId: id, items };
}

/** What was left out must not pass for clean. Binary files are no text, so nothing is missing there. */
function tell(notRead: ReadonlyMap<NotRead, readonly string[]>, { connection }: Context): void {
  for (const [reason, words] of [
    ['large', 'larger than handrail.maxFileSize'],
    ['unreadable', 'unreadable'],
  ] as const) {
    const paths = notRead.get(reason) ?? [];
    if (!paths.length) continue;
    const shown = paths.slice(0, 10).join(', ');
    connection.console.warn(
      `Not checked, because ${words}: ${paths.length} (${shown}${paths.length > 10 ? ', …' : ''})`,
    );
  }
}
