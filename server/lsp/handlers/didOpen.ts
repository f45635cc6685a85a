import type { DidOpenTextDocumentParams } from 'vscode-languageserver';
import { lookUpCommitted } from '../committed.ts';
import type { Context } from '../context.ts';
import { setDocument } from '../documents.ts';
import { isCell } from '../place.ts';

/** A document is in the client's hands now: its text there counts, not what is on disk. */
export function didOpen({ textDocument }: DidOpenTextDocumentParams, context: Context): void {
  const { uri, languageId, version, text } = textDocument;
  const opening = context.session.state().openings + 1;
  context.session.change({ openings: opening });
  setDocument({ uri, language: languageId, version, text, opening, settled: true }, context);
  lookUpCommitted(uri, context);
  // What was said of the notebook as a file is to be taken back.
  if (isCell(uri)) context.unseen.add([uri]);
}
