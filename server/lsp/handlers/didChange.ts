import type { DidChangeTextDocumentParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Context } from '../context.ts';
import { setDocument } from '../documents.ts';

/** Somebody types. */
export function didChange({ textDocument, contentChanges }: DidChangeTextDocumentParams, context: Context): void {
  const { uri, version } = textDocument;
  const before = context.session.state().documents.get(uri);
  if (!before) return;
  const document = TextDocument.create(uri, before.language, before.version, before.text);
  const text = TextDocument.update(document, contentChanges, version).getText();
  setDocument({ ...before, version, text, settled: false }, context);
}
