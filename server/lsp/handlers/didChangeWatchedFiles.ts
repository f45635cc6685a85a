import type { DidChangeWatchedFilesParams } from 'vscode-languageserver';
import { tellsOfProject } from '../../detectors/dependency/project/projectFiles.ts';
import type { Context } from '../context.ts';
import { filePath } from '../place.ts';
import { concernsRules, rulesChanged } from '../rulesChanged.ts';

/** Files have changed on disk. */
export function didChangeWatchedFiles({ changes }: DidChangeWatchedFilesParams, context: Context): void {
  const { session, unseen } = context;
  const uris = changes.map(({ uri }) => uri);
  // Of a file that is open only its text in the editor counts.
  const closed = uris.filter((uri) => !session.state().documents.has(uri));
  if (closed.some((uri) => concernsRules(filePath(uri), session.reads()))) rulesChanged({}, context);
  // What is known of packages is read from the disk, and kept with the rules.
  else if (uris.some((uri) => tellsOfProject(uri))) rulesChanged({}, context);
  // Which files are checked at all may be different now.
  else if (uris.some((uri) => uri.endsWith('/.gitignore'))) unseen.add('all');
  else unseen.add(uris);
}
