import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseBuiltin } from '../../server/packs/builtin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const texts: Record<string, string> = JSON.parse(read('package.nls.json'));

describe('the extension', () => {
  it('gives every command a title and the same category', () => {
    for (const { command, title, category } of manifest.contributes.commands) {
      assert.match(texts[title.replaceAll('%', '')] ?? '', /^[A-Z]/, command);
      assert.equal(category, 'Handrail', command);
    }
  });

  it('is compiled against the lowest VS Code that it allows', () => {
    const types = JSON.parse(read('node_modules/@types/vscode/package.json')).version;
    assert.equal(manifest.engines.vscode, `^${types}`);
  });

  it('has a page for every rule', () => {
    const missing = parseBuiltin(read('dist/rules.json')).filter(
      ({ id }) => !existsSync(join(root, `docs/rules/${id}.md`)),
    );
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
  });

  it('names exact versions of what it is built with', () => {
    for (const [name, version] of Object.entries<string>(manifest.devDependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
    assert.equal(manifest.dependencies, undefined);
  });
});
