import type { Context } from './context.ts';
import { filePath } from './place.ts';
import { concernsRules, rulesChanged } from './rulesChanged.ts';
import type { OpenDocument } from './session.ts';

/** Notes a document as it is now. */
export function setDocument(document: OpenDocument, context: Context): void {
  const documents = new Map(context.session.state().documents).set(document.uri, document);
  changed(document.uri, documents, context);
}

/** Forgets a document that was closed. */
export function removeDocument(uri: string, context: Context): void {
  const documents = new Map(context.session.state().documents);
  documents.delete(uri);
  const committed = new Map(context.session.state().committed);
  if (committed.delete(uri)) context.session.change({ committed });
  changed(uri, documents, context);
}

function changed(uri: string, documents: ReadonlyMap<string, OpenDocument>, context: Context): void {
  const { session, announcer } = context;
  // A file that rules come from is in force as it stands in the editor, saved or not.
  if (concernsRules(filePath(uri), session.reads())) rulesChanged({ documents }, context);
  else session.change({ documents });
  announcer.textChanged(uri);
}
