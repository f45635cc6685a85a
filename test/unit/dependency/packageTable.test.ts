import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packages } from '../../../scripts/packages.ts';
import { packageTable } from '../../../server/detectors/dependency/packageTable.ts';

describe('the table of much-used packages', () => {
  it('knows packages, modules and what modules are installed as', () => {
    const table = packages();
    for (const name of ['react', '@types/node', 'lodash.debounce']) assert.ok(table.npm.has(name), name);
    for (const name of ['requests', 'python-dateutil', 'zope-interface']) assert.ok(table.pypi.has(name), name);
    for (const name of ['fs', 'worker_threads']) assert.ok(table.nodeBuiltins.has(name), name);
    for (const name of ['os', 'asyncio', 'tomllib', 'urllib2']) assert.ok(table.pythonModules.has(name), name);
    assert.equal(table.pythonImports.get('cv2'), 'opencv-python');
    assert.ok(table.go.has('golang.org/x/text'));
    assert.ok(table.gem.has('nokogiri'));
  });

  it('knows no name that only has to do with its notation', () => {
    const table = packages();
    for (const name of ['', '!', 'react !', '[npm]', '#', 'undefined']) assert.ok(!table.npm.has(name), name);
  });

  it('measures slips of the pen against the first ones alone', () => {
    const table = packageTable('# head\n# npm: source\n[npm]\nabcdef !\nuvwxyz\n# go: source\n[go]\n');
    assert.equal(table.npm.near('abcdfe'), 'abcdef');
    assert.equal(table.npm.near('uvwxzy'), undefined);
    assert.ok(table.npm.has('uvwxyz'));
    assert.ok(!table.go.has(''));
    assert.ok(!table.pypi.has('abcdef'));
  });

  it('names the source of every list', () => {
    const text = readFileSync(new URL('../../../tables/packages.txt', import.meta.url), 'utf8');
    const lists = [...text.matchAll(/^\[([\w-]+)\]$/gm)].map(([, name]) => name!);
    assert.ok(lists.length >= 7);
    for (const name of lists) assert.match(text, new RegExp(`^# ${name}: .*\\((?:MIT|Apache-2\\.0|no licence)`, 'm'));
  });
});
