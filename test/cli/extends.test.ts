import assert from 'node:assert/strict';
import { handrail, temporaryFolders } from './handrail.ts';

describe('handrail --extends', () => {
  const folder = temporaryFolders();
  const rule = (word: string) => `rules:
  - id: team/${word}
    title: The word ${word}
    severity: high
    confidence: high
    keywords: [${word}]
    detect: { pattern: { regex: '${word}' } }
    message: The word ${word}.
    why: It is not wanted.
    instead: Use another one.
    examples: { bad: ['${word}'], good: ['allowed'] }
`;
  const cwd = () =>
    folder({
      'packs/words.yaml': rule('forbidden'),
      'gitleaks.toml': "[[rules]]\nid = 'unwanted'\ndescription = 'Unwanted'\nregex = 'unwanted'\n",
      'src/a.txt': 'forbidden\nunwanted\n',
    });
  const found = (stdout: string) => stdout.match(/^src.+$/gm)?.map((line) => line.split('  ').at(-1));

  it('adds packs to a scan, with the option behind the command or in front of it', async () => {
    const folder = cwd();
    for (const args of [
      ['scan', '--extends', 'packs', '--extends', 'gitleaks.toml', 'src'],
      ['--extends', 'packs', '--extends', 'gitleaks.toml', 'scan', 'src'],
      ['--extends', 'packs', 'scan', '--extends', 'gitleaks.toml', 'src'],
    ]) {
      const { code, stdout } = await handrail(folder, args);
      assert.equal(code, 1);
      assert.deepEqual(found(stdout), ['team/forbidden', 'gitleaks/unwanted']);
    }
  });

  it('lists their rules', async () => {
    const folder = cwd();
    for (const args of [
      ['rules', '--extends', 'packs'],
      ['--extends', 'packs', 'rules'],
    ]) {
      assert.match((await handrail(folder, args)).stdout, /^team\/forbidden /m);
    }
  });

  it('exits with 2 where a pack is not there', async () => {
    const { code, stderr } = await handrail(cwd(), ['--extends', 'nowhere.yaml', 'scan', 'src']);
    assert.equal(code, 2);
    assert.match(stderr, /nowhere\.yaml/);
  });
});
