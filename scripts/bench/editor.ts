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
    const took = await type(server, ordinaryLines(files, lines));
    rows.push([
      `${lines} lines`,
      figure(percentile(took, 50)),
      figure(percentile(took, 95)),
      figure(percentile(took, 100)),
    ]);
  }
  printTable(
    `From didChange to diagnostics, ${keystrokes} keystrokes`,
    ['document', 'p50, ms', 'p95, ms', 'most, ms'],
    rows,
  );
}

/** Types a line, letter by letter, in the middle of a document, and pulls diagnostics after each. */
async function type(server: string, lines: readonly string[]): Promise<number[]> {
  const { connection, close } = await connect(spawn(process.execPath, [server, '--stdio']));
  const uri = 'file:///bench/a.ts';
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const document = { uri, languageId: 'typescript', version: 0, text: lines.join('\n') };
  await connection.sendNotification('textDocument/didOpen', { textDocument: document });
  await pull();
  const took: number[] = [];
  const line = Math.floor(lines.length / 2);
  const letters = 'const apiKey = process.env.API_KEY; // token '.repeat(5);
  for (let i = 0; i < keystrokes; i++) {
    const at = { line, character: i };
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: i + 1 },
      contentChanges: [{ range: { start: at, end: at }, text: letters[i]! }],
    });
    await pull();
    took.push(performance.now() - start);
  }
  await close();
  return took;
}
