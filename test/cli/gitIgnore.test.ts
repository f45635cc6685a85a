import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { below } from '../../server/disk/gitIgnore.ts';
import { walk } from '../../server/disk/walk.ts';
import { handrail, temporaryFolders, token } from './handrail.ts';

describe('handrail scan and .gitignore', () => {
  const folder = temporaryFolders();
  const files = (top: string, start = top) =>
    [...walk(start, { gitIgnore: true, leavesOut: () => false })].map(({ path }) =>
      path.slice(top.length + 1).replaceAll('\\', '/'),
    );

  it('leaves out exactly what Git leaves out', () => {
    const names = [
      'a.log',
      'keep.log',
      'b.txt',
      'build/out.js',
      'build/keep/k.js',
      'docs/build/x.md',
      '#hash',
      '!bang',
      'sp ace.txt',
    ];
    const places = ['', 'one/', 'one/two/', 'we[i]rd*/', 'sp ace/', '#x/'];
    const tree = Object.fromEntries(places.flatMap((place) => names.map((name) => [place + name, 'x'])));
    const top = folder({
      ...tree,
      '.gitignore': '# comment\n*.log\n!keep.log\n/build/\n\\#hash\ndocs/**/x.md\n',
      'one/.gitignore': '!a.log\r\n/b.txt\r\nbuild/*\r\n!build/keep/\r\n/\r\n\r\n',
      'one/two/.gitignore': '\\!bang\nsp\\ ace.txt   \nkeep.log\n',
      'we[i]rd*/.gitignore': 'b.*\n!/a.log\nbuild/\n',
      'sp ace/.gitignore': '**/out.js\n/sp*\n',
      '#x/.gitignore': '*\n!*/\n!b.txt\n!.gitignore\n',
    });
    execFileSync('git', ['init', '-q'], { cwd: top });
    writeFileSync(join(top, '.git/info/exclude'), 'one/two/b.txt\nkeep/\n');
    const listed = execFileSync(
      'git',
      ['-c', 'core.excludesFile=', 'ls-files', '-z', '--others', '--exclude-standard'],
      {
        cwd: top,
        encoding: 'utf8',
      },
    );
    const expected = listed.split('\0').filter(Boolean).sort();
    assert.ok(expected.length > 20 && expected.length < Object.keys(tree).length - 10, String(expected));
    assert.deepEqual(files(top).sort(), expected);
    for (const start of ['one', 'one/two', 'we[i]rd*']) {
      const inside = expected.filter((path) => path.startsWith(`${start}/`));
      assert.deepEqual(files(top, join(top, start)).sort(), inside, start);
    }
  });

  it('starts anew in a repository within the repository, wherever that keeps its own files', () => {
    const top = folder({
      '.git/info/exclude': '',
      '.gitignore': '*.log\n',
      'nested/.git/info/exclude': '*.tmp\n',
      'nested/a.log': '',
      'nested/a.tmp': '',
      'tree/.git': 'gitdir: ../nested/.git/worktrees/tree\n',
      'tree/a.log': '',
      'tree/a.tmp': '',
      'nested/.git/worktrees/tree/commondir': '../..\n',
      'x.log': '',
    });
    assert.deepEqual(files(top), ['.gitignore', 'nested/a.log', 'tree/a.log']);
  });

  it('counts outside of a repository as well, from the named folder on', () => {
    const top = folder({ '.gitignore': '*.log\n', 'in/.gitignore': '*.tmp\n', 'in/a.log': '', 'in/a.tmp': '' });
    assert.deepEqual(files(top), ['.gitignore', 'in/.gitignore']);
    assert.deepEqual(files(top, join(top, 'in')), ['in/.gitignore', 'in/a.log']);
  });

  it('does not count for what is named itself, nor with --no-ignore; .git is never checked', async () => {
    const cwd = folder({
      '.git/config': token,
      '.gitignore': 'dist/\n*.env\n',
      'dist/.gitignore': '*.map\n',
      'dist/a.js': token,
      'dist/a.map': token,
      'x.env': token,
    });
    const found = async (...args: string[]) =>
      (await handrail(cwd, ['scan', ...args])).stdout.match(/^\S+(?=:1:1 )/gm) ?? [];
    assert.deepEqual(await found(), []);
    assert.deepEqual(await found('x.env'), ['x.env']);
    assert.deepEqual(await found('dist'), ['dist/a.js']);
    assert.deepEqual(await found('dist/a.map'), ['dist/a.map']);
    assert.deepEqual(await found('--no-ignore'), ['dist/a.js', 'dist/a.map', 'x.env']);
  });

  it('moves a pattern up into the folders above', () => {
    assert.equal(below('', '/a'), '/a');
    assert.equal(below('p/q', 'a'), '/p/q/**/a');
    assert.equal(below('p', 'a/'), '/p/**/a/');
    assert.equal(below('p', '/a'), '/p/a');
    assert.equal(below('p', 'a/b'), '/p/a/b');
    assert.equal(below('p', '!a'), '!/p/**/a');
    assert.equal(below('[p]*', 'a'), '/\\[p\\]\\*/**/a');
    assert.equal(below('p', '# a'), '# a');
    assert.equal(below('p', '  '), '  ');
  });
});
