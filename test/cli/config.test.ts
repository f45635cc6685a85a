import assert from 'node:assert/strict';
import { join } from 'node:path';
import { handrail, temporaryFolders, token } from './handrail.ts';

describe('handrail scan and handrail.yaml', () => {
  const folder = temporaryFolders();
  const pack = `rules:
  - id: team/forbidden-word
    title: Forbidden word
    severity: high
    confidence: high
    keywords: [forbidden]
    detect: { pattern: { regex: 'forbidden' } }
    message: A forbidden word.
    why: It is not wanted.
    instead: Use another one.
    examples: { bad: ['forbidden'], good: ['allowed'] }
`;

  it('takes rules, levels, profile and packs from it', async () => {
    const cwd = folder({
      'handrail.yaml': "extends: [./team]\nprofile: all\nrules: { 'secrets/*': warning }\n",
      'team/words.yaml': pack,
      'src/a.txt': `${token}\nweak-thing\nforbidden\n`,
    });
    const { code, stdout, stderr } = await handrail(cwd, ['scan', 'src']);
    assert.equal(stderr, '');
    assert.deepEqual(stdout.match(/^\S+ {2}\w+ .+$/gm), [
      'src/a.txt:1:1  warning  A test token stands in the text.  secrets/test-token',
      'src/a.txt:2:1  hint  A weak thing.  defaults/weak-thing',
      'src/a.txt:3:1  error  A forbidden word.  team/forbidden-word',
    ]);
    assert.equal(code, 1);
  });

  it('uses the nearest one, for each path its own', async () => {
    const cwd = folder({
      '.git/HEAD': '',
      'handrail.yaml': "rules: { 'secrets/*': off }\n",
      'a/x.txt': token,
      'b/handrail.yaml': "rules: { 'secrets/*': hint }\n",
      'b/deep/x.txt': token,
    });
    const { stdout } = await handrail(cwd, ['scan', 'a', 'b/deep', '-q']);
    assert.match(stdout, /^b\/deep\/x\.txt:1:1 {2}hint [^\n]*\n[^\n]*\n[^\n]*\n$/);
  });

  it('does not look above the repository', async () => {
    const cwd = folder({ 'handrail.yaml': "rules: { 'secrets/*': off }\n", 'repo/.git/HEAD': '', 'repo/a.txt': token });
    assert.equal((await handrail(join(cwd, 'repo'), ['scan'])).code, 1);
    assert.equal((await handrail(cwd, ['scan', 'repo/a.txt'])).code, 1);
  });

  it('holds for standard input as for the file it is named after', async () => {
    const cwd = folder({ 'src/handrail.yaml': "rules: { 'secrets/*': off }\n" });
    const call = (name: string) => handrail(cwd, ['scan', '--stdin', '--filename', name], { stdin: token });
    assert.equal((await call('src/a.ts')).code, 0);
    assert.equal((await call('a.ts')).code, 1);
  });

  it('is not read with --no-config', async () => {
    const cwd = folder({ 'handrail.yaml': "rules: { 'secrets/*': off }\nnonsense: 1\n", 'a.txt': token });
    const { code, stderr } = await handrail(cwd, ['scan', '--no-config']);
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
  });

  it('yields to --profile', async () => {
    const cwd = folder({ 'handrail.yaml': 'profile: all\n', 'a.txt': 'weak-thing' });
    assert.equal((await handrail(cwd, ['scan'])).code, 1);
    assert.equal((await handrail(cwd, ['scan', '--profile', 'recommended'])).code, 0);
  });

  it('leaves out what it ignores, unless that is named or --no-ignore is given', async () => {
    const cwd = folder({
      'handrail.yaml': "ignore: ['vendor/**', '*.snap']\n",
      'vendor/a.txt': token,
      'b.snap': token,
    });
    const found = async (...args: string[]) => (await handrail(cwd, ['scan', ...args])).stdout.match(/^\S+(?=:1:1)/gm);
    assert.equal(await found(), null);
    assert.deepEqual(await found('b.snap'), ['b.snap']);
    assert.deepEqual(await found('--no-ignore'), ['b.snap', 'vendor/a.txt']);
  });

  it('is named with line and column where it is broken; what works holds, and the exit code is 2', async () => {
    const cwd = folder({
      'handrail.yaml': "extends: [./team]\nprofile: every\nrules: { 'secrets/*': hint }\n",
      'team/words.yaml':
        pack.replace("regex: 'forbidden'", "regex: '(forbidden'").replace('team/', 'team/broken-') + pack.slice(7),
      'a.txt': `${token} forbidden\n`,
    });
    const { code, stdout, stderr } = await handrail(cwd, ['scan', 'a.txt']);
    assert.equal(code, 2);
    assert.match(stderr, /^handrail\.yaml:2:10: error: .+$/m);
    assert.match(stderr, /^team\/words\.yaml:7:33: error: .+$/m);
    assert.deepEqual(stdout.match(/^a\.txt\S+ {2}\w+/gm), ['a.txt:1:1  hint', 'a.txt:1:38  error']);
    assert.match(stdout, /Incomplete: 2 problems, see above\.$/m);
  });
});
