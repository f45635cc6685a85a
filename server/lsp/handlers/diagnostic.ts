import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { throwIfCancelled } from '../cancelled.ts';
import type { Context } from '../context.ts';
import { diagnose } from '../diagnose.ts';
import { differsInTextOnly, resultId } from '../resultId.ts';
import { isLarge } from '../status.ts';

/** The client asks about one document. */
export async function diagnostic(
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
  { session, runtime, announcer }: Context,
): Promise<DocumentDiagnosticReport> {
  const snapshot = await session.snapshot();
  throwIfCancelled(token);
  const document = snapshot.documents.get(textDocument.uri);
  // Clients ask a last time about a document that was just closed.
  if (!document) return { kind: 'full', items: [] };
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
