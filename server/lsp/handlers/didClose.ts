import type { DidCloseTextDocumentParams } from 'vscode-languageserver';
import type { Context } from '../context.ts';
import { removeDocument } from '../documents.ts';

/** What is on disk counts again. */
export function didClose({ textDocument }: DidCloseTextDocumentParams, context: Context): void {
  removeDocument(textDocument.uri, context);
  context.unseen.add([textDocument.uri]);
}
