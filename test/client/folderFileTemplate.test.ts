import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { folderFileTemplate } from '../../client/folderFileTemplate.ts';
import type { Files } from '../../server/packs/files.ts';
import { loadFolder } from '../../server/packs/folder.ts';

const folder = resolve('/team');

function load(text: string) {
  const contents: Record<string, string> = {
    [join(folder, 'handrail.yaml')]: text,
    [join(folder, 'rules', 'ours.yaml')]: 'rules: []\n',
  };
  const files: Files = {
    read: (path) => contents[path],
    list: (inside) => Object.keys(contents).filter((path) => path.startsWith(join(inside, '/'))),
  };
  return loadFolder(folder, files);
}

describe('the handrail.yaml that a person starts from', () => {
  it('changes nothing', () => {
    const { profile, levels, rules, ignore, problems } = load(folderFileTemplate);
    assert.deepEqual(
      { profile, levels, rules, ignore, problems },
      {
        profile: 'recommended',
        levels: [],
        rules: [],
        ignore: [],
        problems: [],
      },
    );
  });

  it('shows what is right to write', () => {
    // Comments with a colon or a list item at the end of the line are examples; the others are sentences.
    const all = folderFileTemplate.replace(/^# (\w+:(?: \w+)?$| +.*$)/gm, '$1');
    const { levels, ignore, allowComments, problems } = load(all);
    assert.deepEqual(problems, []);
    assert.deepEqual(levels, [
      ['secrets/*', 'error'],
      ['secrets/jwt', 'off'],
    ]);
    assert.deepEqual(ignore, ['vendor/**']);
    assert.equal(allowComments, 'own');
  });
});
