import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../server/engine/rule.ts';
import { compilePack } from '../../server/packs/compile.ts';
import { handrail, temporaryFolders, token, tokenRule } from './handrail.ts';

const pack = `rules:
  - id: team/no-verify
    title: Certificates are not checked
    severity: high
    confidence: medium
    keywords: [verify]
    detect: { structure: { any: ['get($$$, verify=False, $$$)'] } }
    message: Certificates are not checked.
`;
const rules: Rule[] = [tokenRule, ...compilePack([{ path: 'pack.yaml', text: pack }]).rules];

describe('handrail scan --diff', () => {
  const folder = temporaryFolders();
  const git = (top: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: top, encoding: 'utf8' });
  const commit = (top: string) => {
    git(top, 'add', '-A');
    git(top, 'commit', '-qm', 'x');
    return git(top, 'rev-parse', 'HEAD').trim();
  };
  const repository = (files: Record<string, string>) => {
    const top = folder(files);
    git(top, 'init', '-q', '-b', 'main');
    commit(top);
    return top;
  };
  const found = async (top: string, ...args: string[]) => {
    const { stdout, code, stderr } = await handrail(top, ['scan', '--format', 'json', ...args], { rules });
    assert.notEqual(code, 2, stderr);
    const report = JSON.parse(stdout) as { findings: { path: string; change?: string; startLine: number }[] };
    return report.findings.map(({ path, change, startLine }) => `${path}:${startLine} ${change}`);
  };

  it('reports what was brought in since a commit, uncommitted and untracked files too', async () => {
    const top = repository({ 'old.py': `t = "${token}"\n`, 'a.py': 'get(u, verify=True)\n' });
    writeFileSync(join(top, 'a.py'), 'x = 1\nget(u, verify=False)\n');
    writeFileSync(join(top, 'old.py'), `# moved down\nt = "${token}"\n`);
    writeFileSync(join(top, 'new.py'), `t = "${token}"\n`);
    assert.deepEqual(await found(top, '--diff', 'HEAD'), ['a.py:2 weakened', 'new.py:1 new']);
    assert.deepEqual(await found(top, '--diff', 'HEAD', 'new.py'), ['new.py:1 new']);
  });

  it('compares two commits as they were, whatever lies there now', async () => {
    const top = repository({ 'a.py': '\n' });
    writeFileSync(join(top, 'a.py'), `t = "${token}"\n`);
    commit(top);
    rmSync(join(top, 'a.py'));
    assert.deepEqual(await found(top, '--diff', 'HEAD~1..HEAD'), ['a.py:1 new']);
    assert.deepEqual(await found(top, '--diff', 'HEAD..HEAD'), []);
  });

  it('compares a branch with where it left another one', async () => {
    const top = repository({ 'a.py': '\n' });
    git(top, 'checkout', '-qb', 'work');
    writeFileSync(join(top, 'b.py'), `t = "${token}"\n`);
    commit(top);
    git(top, 'checkout', '-q', 'main');
    writeFileSync(join(top, 'c.py'), `t = "${token}"\n`);
    commit(top);
    assert.deepEqual(await found(top, '--diff', 'main...work'), ['b.py:1 new']);
  });

  it('knows a file that was moved', async () => {
    const top = repository({ 'a.py': `${'x = 1\n'.repeat(20)}t = "${token}"\n` });
    mkdirSync(join(top, 'b'));
    renameSync(join(top, 'a.py'), join(top, 'b/a.py'));
    git(top, 'add', '-A');
    assert.deepEqual(await found(top, '--diff', 'HEAD'), []);
  });

  it('says so where there is nothing to compare with', async () => {
    const top = repository({ 'a.py': '\n' });
    const unknown = await handrail(top, ['scan', '--diff', 'nowhere'], { rules });
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /--diff nowhere: nowhere is no commit here/);
    const option = await handrail(top, ['scan', '--diff', '--output=x'], { rules });
    assert.equal(option.code, 2);
    const outside = await handrail(folder({ 'a.py': '\n' }), ['scan', '--diff', 'HEAD'], { rules });
    assert.equal(outside.code, 2);
    assert.match(outside.stderr, /this is no git repository/);
  });

  it('marks results in SARIF', async () => {
    const top = repository({ 'a.py': '\n' });
    writeFileSync(join(top, 'a.py'), `t = "${token}"\n`);
    const { stdout } = await handrail(top, ['scan', '--format', 'sarif', '--diff', 'HEAD'], { rules });
    assert.equal(JSON.parse(stdout).runs[0].results[0].baselineState, 'new');
  });
});
