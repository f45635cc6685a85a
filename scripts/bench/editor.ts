import { spawn } from 'node:child_process';
import { type CorpusFile, ordinaryLines } from './corpus.ts';
import { connect } from './languageServer.ts';
import { percentile } from './measure.ts';
import { figure, printTable } from './table.ts';

const keystrokes = 200;

/** The most that 95 of 100 keystrokes may take, in milliseconds, by the lines of the document. */
const budgets = [
  { lines: 1_000, most: 10 },
  { lines: 10_000, most: 40 },
] as const;

/** From a keystroke to the diagnostics that follow it, as an editor on the other end of a pipe sees it. */
export async function benchEditor(server: string, files: readonly CorpusFile[]): Promise<void> {
  const rows: string[][] = [];
  for (const { lines, most } of budgets) {
    const { took } = await typeInto([server], ordinaryLines(files, lines), keystrokes);
    const [p50, p95, p100] = [50, 95, 100].map((percent) => figure(percentile(took, percent)));
    rows.push([`${lines} lines`, p50!, p95!, String(most), p100!]);
  }
  printTable(
    `From didChange to diagnostics, ${keystrokes} keystrokes, all families on`,
    ['document', 'p50, ms', 'p95, ms', 'at most', 'slowest, ms'],
    rows,
  );
}

/** What came of typing. */
export interface Typed {
  /** Milliseconds for each keystroke. */
  readonly took: readonly number[];
  /** What the look at the process returned, in the order of the keystrokes it was asked for. */
  readonly looks: readonly number[];
}

/** A look at the process of the server after some keystrokes. */
export interface Look {
  readonly after: readonly number[];
  readonly at: (pid: number) => number;
}

/**
 * Types lines of code, letter by letter, in the middle of a document, takes each back as it was typed, and pulls
 * diagnostics after each keystroke: so the document stays as long as it is.
 * @param program what Node is started with
 */
export async function typeInto(
  program: readonly string[],
  lines: readonly string[],
  count: number,
  look: Look = { after: [], at: () => 0 },
): Promise<Typed> {
  const child = spawn(process.execPath, [...program, '--stdio']);
  const { connection, close } = await connect(child);
  const uri = 'file:///bench/a.ts';
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const document = { uri, languageId: 'typescript', version: 0, text: lines.join('\n') };
  await connection.sendNotification('textDocument/didOpen', { textDocument: document });
  await pull();
  const took: number[] = [];
  const looks: number[] = [];
  const line = Math.floor(lines.length / 2);
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: i + 1 },
      contentChanges: [keystroke(i, line)],
    });
    await pull();
    took.push(performance.now() - start);
    if (look.after.includes(i + 1)) looks.push(look.at(child.pid!));
  }
  await close();
  return { took, looks };
}

const typed = [
  'const apiKey = process.env.API_KEY; // token ',
  "localStorage.setItem('theme', theme); ",
  'const token = jwt.sign({ id }, key, { expiresIn }); ',
  'logger.info(`user ${user.id} has signed in`); ',
] as const;

const round = typed.reduce((sum, { length }) => sum + 2 * length, 0);

/** The change of one keystroke: there and back, one line after the other. */
function keystroke(number: number, line: number) {
  let rest = number % round;
  for (const words of typed) {
    if (rest < 2 * words.length) {
      const isTyping = rest < words.length;
      const character = isTyping ? rest : 2 * words.length - rest - 1;
      const start = { line, character };
      return isTyping
        ? { range: { start, end: start }, text: words[character]! }
        : { range: { start, end: { line, character: character + 1 } }, text: '' };
    }
    rest -= 2 * words.length;
  }
  throw new RangeError('A round is over before it ends.');
}
