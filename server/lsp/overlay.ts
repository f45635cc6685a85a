import type { Files } from '../packs/files.ts';
import { filePath } from './place.ts';
import type { OpenDocument } from './session.ts';

/** The files with what is open in the client in place of what was last saved. */
export function overlay(files: Files, documents: ReadonlyMap<string, OpenDocument>): Files {
  const open = new Map<string | undefined, string>();
  for (const { uri, text } of documents.values()) open.set(filePath(uri), text);
  return {
    ...files,
    read: (path) => open.get(path) ?? files.read(path),
  };
}
