import { URI } from 'vscode-uri';

/** A workspace folder of the client. */
export interface WorkspaceFolder {
  readonly uri: string;
  readonly name: string;
}

/** Where a document stands. */
export interface Place {
  /** The innermost workspace folder that holds it, or that it is. */
  readonly folder?: WorkspaceFolder;
  /** Relative to the folder, or its bare name outside of all folders; forward slashes. */
  readonly path: string;
}

export function placeOf(uri: string, folders: readonly WorkspaceFolder[]): Place {
  const path = comparable(uri);
  const holding = folders.filter((folder) => `${path}/`.startsWith(`${comparable(folder.uri)}/`));
  const folder = holding.sort((a, b) => b.uri.length - a.uri.length)[0];
  if (!folder) return { path: path.slice(path.lastIndexOf('/') + 1) };
  return { folder, path: path.slice(comparable(folder.uri).length + 1) };
}

/** The absolute path of a `file:` URI; undefined for every other scheme, which the file system does not know. */
export function filePath(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

/** As {@link filePath}, and for a cell of a notebook the path of its notebook. */
export function placePath(uri: string): string | undefined {
  return filePath(uri.replace(/^vscode-notebook-cell:/, 'file:'));
}

/** Whether it is a cell of a notebook, which is a document of its own. */
export function isCell(uri: string): boolean {
  return uri.startsWith('vscode-notebook-cell:');
}

/** The `file:` URI of an absolute path. */
export function fileUri(path: string): string {
  return URI.file(path).toString();
}

/** Clients encode URIs and write drive letters differently; the decoded form is the same for all of them. */
function comparable(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri);
  const drive = path.replace(/^\/[A-Z]:/, (letter) => letter.toLowerCase());
  // The scheme of a notebook's cell is another, but it stands where its notebook stands.
  const place = scheme === 'vscode-notebook-cell' ? 'file' : scheme;
  return `${place}://${authority}${drive.replace(/\/$/, '')}`;
}
