import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { throwIfCancelled } from '../cancelled.ts';
import type { Context } from '../context.ts';
import { diagnose, diagnoseClosed } from '../diagnose.ts';
import { filePath } from '../place.ts';
import { differsInTextOnly, fileResultId, resultId } from '../resultId.ts';
import type { Runtime } from '../runtime.ts';
import { type Snapshot, settingsOf } from '../session.ts';
import { isLarge } from '../status.ts';
import { isChecked, readFile } from '../workspaceFile.ts';

/** The client asks about one document. */
export async function diagnostic(
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
  { session, runtime, announcer }: Context,
): Promise<DocumentDiagnosticReport> {
  const snapshot = await session.snapshot();
  throwIfCancelled(token);
  const document = snapshot.documents.get(textDocument.uri);
  if (!document) return await onFile(textDocument.uri, snapshot, runtime);
  const id = resultId(document, snapshot, runtime.today());
  if (previousResultId === id) return { kind: 'unchanged', resultId: id };
  // While somebody types in a large document, what was found in it before moves along in the editor.
  if (previousResultId && !document.settled && isLarge(document, snapshot) && differsInTextOnly(previousResultId, id)) {
    return { kind: 'unchanged', resultId: previousResultId };
  }
  const { items, checked } = diagnose(document, snapshot, runtime);
  announcer.checked(document, checked, snapshot);
  return { kind: 'full', resultId: id, items };
}

/** Clients ask a last time about a document that was just closed, and then go by what is said of the whole workspace. */
async function onFile(uri: string, snapshot: Snapshot, runtime: Runtime): Promise<DocumentDiagnosticReport> {
  const path = filePath(uri);
  if (path === undefined || settingsOf(uri, snapshot).scope !== 'workspace') return { kind: 'full', items: [] };
  const tree = await runtime.tree();
  const read = isChecked(path, uri, snapshot, tree) ? readFile(path, uri, snapshot, tree) : { text: '' };
  const text = 'not' in read ? '' : read.text;
  const { items } = diagnoseClosed({ uri, text }, snapshot, runtime);
  return { kind: 'full', resultId: fileResultId(text, snapshot, runtime.today()), items };
}
