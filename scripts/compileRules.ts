import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printBuiltin } from '../server/packs/builtin.ts';
import { type CompiledPack, compilePack } from '../server/packs/compile.ts';
import type { PackFile } from '../server/packs/declarations.ts';
import { nodeFiles } from '../server/packs/nodeFiles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles the built-in rules to the one JSON file that the server and the command line read at start. */
export function compileBuiltin(outFile: string): void {
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(outFile, printBuiltin(compiledBuiltin().rules));
}

/** The built-in rules, compiled by the code that compiles a team's. Throws, naming the places, where anything is wrong. */
export function compiledBuiltin(): CompiledPack {
  const pack = compilePack(builtinFiles(), true);
  if (pack.problems.length) {
    const lines = pack.problems.map(({ path, range, severity, message }) => {
      return `${path}:${range.start.line + 1}:${range.start.character + 1} ${severity}: ${message}`;
    });
    throw new Error(`The built-in rules have problems:\n${lines.join('\n')}`);
  }
  return pack;
}

/** The files of `rules/`, by paths relative to the repository with forward slashes. */
export function builtinFiles(): PackFile[] {
  return nodeFiles
    .list(join(root, 'rules'))
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: nodeFiles.read(path) ?? '' }));
}
