import { spawn } from 'node:child_process';
import { type CorpusFile, ordinaryLines } from './corpus.ts';
import { connect } from './languageServer.ts';
import { percentile } from './measure.ts';
import { figure, printTable } from './table.ts';

const keystrokes = 200;

/** From a keystroke to the diagnostics that follow it, as an editor on the other end of a pipe sees it. */
export async function benchEditor(server: string, files: readonly CorpusFile[]): Promise<void> {
  const rows: string[][] = [];
  for (const lines of [1_000, 10_000]) {
    const took = await typeInto([server], ordinaryLines(files, lines), keystrokes);
    rows.push([`${lines} lines`, ...[50, 95, 100].map((percent) => figure(percentile(took, percent)))]);
  }
  printTable(
    `From didChange to diagnostics, ${keystrokes} keystrokes`,
    ['document', 'p50, ms', 'p95, ms', 'most, ms'],
    rows,
  );
}

/**
 * Types a line, letter by letter, in the middle of a document, and pulls diagnostics after each.
 * @param program what Node is started with
 * @returns milliseconds for each letter
 */
export async function typeInto(program: readonly string[], lines: readonly string[], count: number): Promise<number[]> {
  const { connection, close } = await connect(spawn(process.execPath, [...program, '--stdio']));
  const uri = 'file:///bench/a.ts';
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const document = { uri, languageId: 'typescript', version: 0, text: lines.join('\n') };
  await connection.sendNotification('textDocument/didOpen', { textDocument: document });
  await pull();
  const took: number[] = [];
  const line = Math.floor(lines.length / 2);
  const words = 'const apiKey = process.env.API_KEY; // token ';
  for (let i = 0; i < count; i++) {
    const at = { line, character: i };
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: i + 1 },
      contentChanges: [{ range: { start: at, end: at }, text: words[i % words.length]! }],
    });
    await pull();
    took.push(performance.now() - start);
  }
  await close();
  return took;
}
