import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withMadeUpCredentials } from './madeUp.ts';

const example = fileURLToPath(new URL('../../example', import.meta.url));

/** Makes a fresh copy of the example app at `folder`, its placeholders expanded into made-up credentials. */
export function createExampleWorkspace(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(example, folder, { recursive: true });
  for (const file of exampleFiles()) writeFileSync(join(folder, file), expandExample(file));
}

/** The files of the example app, relative to it. */
export function exampleFiles(): string[] {
  return readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(example.length + 1));
}

/** One file as it stands in a workspace. */
export function expandExample(file: string): string {
  return withMadeUpCredentials(readExample(file));
}

/** One file as it is committed. */
export function readExample(file: string): string {
  return readFileSync(join(example, file), 'utf8');
}
