import type { DidSaveTextDocumentParams } from 'vscode-languageserver';
import type { Context } from '../context.ts';
import { isLarge } from '../status.ts';

/** What was only kept while somebody typed in a large document is checked now. */
export function didSave({ textDocument }: DidSaveTextDocumentParams, { session, announcer, unseen }: Context): void {
  unseen.add([textDocument.uri]);
  const { documents } = session.state();
  const document = documents.get(textDocument.uri);
  if (!document || document.settled) return;
  session.change({ documents: new Map(documents).set(document.uri, { ...document, settled: true }) });
  if (isLarge(document, session.state())) announcer.answersChanged();
}
