import type { CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { type LineMap, lineMap } from '../engine/lineMap.ts';
import type { Source } from '../engine/source.ts';
import type { FileEdit, Fix } from '../fixes/fix.ts';
import { failed } from './failed.ts';
import { filePath } from './place.ts';
import type { OpenDocument, Snapshot } from './session.ts';
import { toTextEdit } from './toLsp.ts';

/**
 * Plans a fix and says it in the form that the client understands. Edits of several files are marked to be confirmed.
 * @throws ResponseError where the plan needs a file that cannot be reached or made
 */
export function workspaceEdit(fix: Fix, document: OpenDocument, source: Source, snapshot: Snapshot): WorkspaceEdit {
  const edited = fix.plan().edits.map((edit) => {
    const target = targetOf(edit, document, source, snapshot);
    return { ...target, edits: edit.edits.map((each) => toTextEdit(each, target.lines)) };
  });
  const { client } = snapshot;
  if (!client.versionedEdits) {
    return { changes: Object.fromEntries(edited.map(({ uri, edits }) => [uri, edits])) };
  }
  const several = edited.length > 1 && client.confirmsEdits;
  return {
    documentChanges: edited.flatMap(({ uri, version, isNew, edits }): (CreateFile | TextDocumentEdit)[] => [
      ...(isNew ? [{ kind: 'create' as const, uri, ...(several ? { annotationId } : {}) }] : []),
      { textDocument: { uri, version }, edits: several ? edits.map(annotated) : edits },
    ]),
    ...(several ? { changeAnnotations: { [annotationId]: { label: fix.title, needsConfirmation: true } } } : {}),
  };
}

/** The file that edits are for. */
interface Target {
  readonly uri: string;
  /** null where the client has not opened it. */
  readonly version: number | null;
  readonly lines: LineMap;
  readonly isNew: boolean;
}

function targetOf({ path }: FileEdit, { uri, version }: OpenDocument, { lines }: Source, snapshot: Snapshot): Target {
  if (path === undefined) return { uri, version, lines, isNew: false };
  const { folder } = snapshot.place(uri);
  if (!folder) throw failed(`The fix edits ${path} too, and the document belongs to no folder.`);
  const other = Utils.joinPath(URI.parse(folder.uri), path).toString();
  const open = snapshot.documents.get(other);
  if (open) return { uri: other, version: open.version, lines: lineMap(open.text), isNew: false };
  const place = filePath(other);
  const text = place && snapshot.files.read(place);
  if (text !== undefined) return { uri: other, version: null, lines: lineMap(text), isNew: false };
  const { versionedEdits, createsFiles } = snapshot.client;
  if (!versionedEdits || !createsFiles) throw failed(`The fix needs the file ${path}, which the editor cannot make.`);
  return { uri: other, version: null, lines: lineMap(''), isNew: true };
}

const annotationId = 'files';

function annotated(edit: TextEdit): TextEdit & { annotationId: string } {
  return { ...edit, annotationId };
}
