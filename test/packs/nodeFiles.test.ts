import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '../../server/packs/nodeFiles.ts';

describe('the files of the machine', () => {
  let folder: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-files-')));
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['z.yaml', 'a/b/y.yaml', 'node_modules/x.yaml']) writeFileSync(join(folder, name), name);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are read as text', () => {
    assert.equal(nodeFiles.read(join(folder, 'z.yaml')), 'z.yaml');
  });

  it('are undefined where there is none, or a folder', () => {
    assert.equal(nodeFiles.read(join(folder, 'none')), undefined);
    assert.equal(nodeFiles.read(folder), undefined);
    assert.equal(nodeFiles.read(join(folder, 'z.yaml', 'below')), undefined);
    assert.equal(nodeFiles.realPath?.(join(folder, 'none')), undefined);
  });

  it('are listed at any depth, without what others installed', () => {
    assert.deepEqual(nodeFiles.list(folder), [join(folder, 'a/b/y.yaml'), join(folder, 'z.yaml')]);
    assert.deepEqual(nodeFiles.list(join(folder, 'none')), []);
  });

  it('are not followed round in circles by links', function () {
    if (process.platform === 'win32') this.skip(); // Making a link takes rights that few have there.
    symlinkSync(folder, join(folder, 'a/up'));
    symlinkSync(join(folder, 'z.yaml'), join(folder, 'a/link.yaml'));
    assert.deepEqual(nodeFiles.list(join(folder, 'a')), [
      join(folder, 'a/b/y.yaml'),
      join(folder, 'a/link.yaml'),
      join(folder, 'a/up'),
    ]);
    assert.equal(nodeFiles.realPath?.(join(folder, 'a/link.yaml')), join(folder, 'z.yaml'));
  });
});
