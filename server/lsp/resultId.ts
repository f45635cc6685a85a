import { createHash } from 'node:crypto';
import type { OpenDocument, Snapshot } from './session.ts';

/**
 * Names an answer about an open document: the same id means the same text, the same rules and the same day (allow
 * comments end on a day). It tells nothing about the text.
 */
export function resultId({ opening, version }: OpenDocument, { revision }: Snapshot, today: string): string {
  return `${opening}.${version}@${revision}.${today}`;
}

/** As {@link resultId}, for a file that is not open. */
export function fileResultId(text: string, { revision }: Snapshot, today: string): string {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return `${hash}@${revision}.${today}`;
}

/** Whether the two answers were given by the same rules and about the same document, whatever its text was. */
export function differsInTextOnly(a: string, b: string): boolean {
  return withoutVersion(a) === withoutVersion(b);
}

function withoutVersion(id: string): string {
  return id.replace(/\.-?\d+@/, '@');
}
