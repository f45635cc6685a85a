import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requireProgram } from '../../scripts/vscode/program.ts';

/** What Neovim saw of a file, and what became of the file. */
export interface Report {
  readonly before: readonly Seen[];
  readonly actions: readonly string[];
  readonly taken?: string;
  readonly after: readonly Seen[];
  readonly text: string;
  readonly encoding: string;
  readonly messages: readonly string[];
}

export interface Seen {
  readonly line: number;
  readonly text: string;
  readonly source: string;
  readonly code: string;
  readonly severity: number;
}

/** The path of a Neovim 0.7 or later. */
export function requireNeovim(): string {
  return requireProgram({
    title: 'Neovim',
    variable: 'HANDRAIL_NVIM',
    commands: ['nvim'],
    places: [
      '/opt/homebrew/bin/nvim',
      '/usr/local/bin/nvim',
      join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Neovim', 'bin', 'nvim.exe'),
    ],
    debianPackage: 'neovim',
  });
}

/** Opens a file in Neovim with the server attached and takes the first action whose title has `action` in it. */
export async function inNeovim(file: { name: string; text: string }, action: string): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), 'handrail-nvim-'));
  try {
    writeFileSync(join(root, file.name), file.text);
    const report = join(root, 'report.json');
    const order = { server: [process.execPath, server, '--stdio'], root, action, report };
    const said = await promisify(execFile)(
      requireNeovim(),
      ['--headless', '--clean', '-n', join(root, file.name), '-c', `luafile ${attach}`],
      { timeout: 30_000, env: { ...process.env, HANDRAIL_ORDER: JSON.stringify(order) } },
    ).catch((error: { stderr?: string }) => error);
    if (!existsSync(report)) throw new Error(`Neovim ended without a report:\n${said.stderr ?? ''}`);
    const seen = JSON.parse(readFileSync(report, 'utf8'));
    if (seen.problem) throw new Error(`${seen.problem}\n${seen.messages.join('\n')}\n${said.stderr ?? ''}`);
    return seen;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url));
const attach = fileURLToPath(new URL('attach.lua', import.meta.url));
