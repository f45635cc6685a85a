import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes a report that comes in pieces, many pieces at a time. */
export function writeReport(report: Iterable<string>, write: (text: string) => unknown): void {
  let waiting = '';
  for (const piece of report) {
    waiting += piece;
    if (waiting.length < 1 << 16) continue;
    write(waiting);
    waiting = '';
  }
  if (waiting) write(waiting);
}

/** As {@link writeReport}, into a new file. @throws where the file system refuses */
export function writeReportFile(report: Iterable<string>, path: string): void {
  const file = openSync(path, 'w');
  try {
    writeReport(report, (text) => writeSync(file, text));
  } finally {
    closeSync(file);
  }
}
