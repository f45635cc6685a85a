import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withMadeUpCredentials } from './madeUp.ts';

const example = fileURLToPath(new URL('../../example', import.meta.url));

/** Makes a fresh copy of the example app at `folder`, its placeholders expanded into made-up credentials. */
export function createExampleWorkspace(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(example, folder, { recursive: true });
  for (const file of exampleFiles()) writeFileSync(join(folder, file), withMadeUpCredentials(readExample(file)));
}

/** Where a credential was put into the example app. */
export interface Planted {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `github-pat`: the name of the rule that knows it. */
  readonly kind: string;
}

/** Every credential of the example app. */
export function plantedCredentials(): Planted[] {
  return exampleFiles().flatMap((file) => {
    const text = readExample(file);
    return [...text.matchAll(/(?<!\$)\{\{([a-z0-9-]+)\}\}/g)].map(({ index, 1: kind = '' }) => ({
      file,
      line: withMadeUpCredentials(text.slice(0, index)).split('\n').length,
      kind,
    }));
  });
}

function exampleFiles(): string[] {
  return readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(example, join(entry.parentPath, entry.name)));
}

function readExample(file: string): string {
  return readFileSync(join(example, file), 'utf8');
}
