import type { DidSaveTextDocumentParams } from 'vscode-languageserver';
import { lookUpCommitted } from '../committed.ts';
import type { Context } from '../context.ts';
import { isLarge } from '../status.ts';

/** What was only kept while somebody typed in a large document is checked now. */
export function didSave({ textDocument }: DidSaveTextDocumentParams, context: Context): void {
  const { session, announcer, unseen } = context;
  // There may have been a commit since.
  lookUpCommitted(textDocument.uri, context);
  unseen.add([textDocument.uri]);
  const { documents } = session.state();
  const document = documents.get(textDocument.uri);
  if (!document || document.settled) return;
  session.change({ documents: new Map(documents).set(document.uri, { ...document, settled: true }) });
  if (isLarge(document, session.state())) announcer.answersChanged();
}
