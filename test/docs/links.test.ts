import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = readdirSync(root).filter((name) => name.endsWith('.md'));

describe('the documents', () => {
  for (const name of documents) {
    it(`${name} leads only to what is there`, () => {
      const text = readFileSync(join(root, name), 'utf8');
      const targets = [
        ...[...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!),
        ...[...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, target]) => target!),
      ];
      assert.deepEqual(
        targets.filter((target) => !/^https?:/.test(target) && !leads(name, target)),
        [],
      );
    });
  }

  it('ARCHITECTURE.md is short, and names every folder of the server', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    assert.ok(text.split('\n').length <= 150);
    const folders = readdirSync(join(root, 'server'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(
      folders.map(({ name }) => `server/${name}/`).filter((folder) => !text.includes(`\`${folder}\``)),
      [],
    );
  });

  it('ARCHITECTURE.md names only files and folders that are there', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const named = [...text.matchAll(/`((?:client|server|rules|scripts|test|docs|schema)\/[\w./-]*)`/g)].map(
      ([, path]) => path!,
    );
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('ARCHITECTURE.md names every message of our own', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const protocol = readFileSync(join(root, 'server/protocol.ts'), 'utf8');
    const names = [
      ...[...protocol.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name!),
      ...[...protocol.matchAll(/= '(handrail\/\w+)'/g)].map(([, name]) => name!),
    ];
    assert.ok(names.length > 5);
    assert.deepEqual(
      names.filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });
});

/** Whether a relative link of a document leads to a file, and to a heading in it. */
function leads(document: string, target: string): boolean {
  const [path, heading] = target.split('#');
  const file = path ? join(root, dirname(document), path) : join(root, document);
  if (!existsSync(file)) return false;
  return !heading || anchors(readFileSync(file, 'utf8')).includes(heading);
}

function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
