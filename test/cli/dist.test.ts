import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expandPlaceholders, type Samples } from '../../server/packs/placeholders.ts';
import { temporaryFolders } from './handrail.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

describe('dist/cli.js', () => {
  const folder = temporaryFolders();

  before(function () {
    if (existsSync(cli)) return;
    console.warn('      SKIPPED: dist/cli.js is not built (npm run build)');
    this.skip();
  });

  function handrail(cwd: string, args: readonly string[], input = '') {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, input, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  const shapes: Samples = new Map([
    ['github-pat', { regex: 'ghp_[0-9A-Za-z]{36}', part: 'whole', checksum: 'crc32-base62' }],
  ]);
  const secret = `const pat = '${expandPlaceholders('{{github-pat}}', 1, shapes)}';\n`;

  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    assert.deepEqual(handrail(folder({}), ['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('finds with the built-in rules, in files and on standard input', () => {
    const cwd = folder({ 'src/a.ts': secret, 'README.md': '# Words\n' });
    const { status, stdout, stderr } = handrail(cwd, ['scan', '--format', 'json']);
    assert.equal(status, 1);
    assert.deepEqual(
      JSON.parse(stdout).findings.map(({ path, startLine, family }: Record<string, unknown>) => [
        path,
        startLine,
        family,
      ]),
      [['src/a.ts', 1, 'secrets']],
    );
    assert.equal(stderr, '1 error in 1 file. 2 files checked.\n');
    assert.equal(handrail(cwd, ['scan', '--stdin', '-q'], secret).status, 1);
    assert.equal(handrail(cwd, ['scan', 'README.md']).status, 0);
  });

  it('reads a handrail.yaml and its mistakes', () => {
    const cwd = folder({ 'handrail.yaml': "profile: every\nrules: { 'secrets/*': off }\n", 'a.ts': secret });
    const { status, stdout, stderr } = handrail(cwd, ['scan']);
    assert.equal(status, 2);
    assert.match(stdout, /^Nothing found\. /);
    assert.match(stderr, /^handrail\.yaml:1:10: error: /);
  });

  it('lists its rules', () => {
    const { status, stdout } = handrail(folder({}), ['rules']);
    assert.equal(status, 0);
    assert.ok(stdout.split('\n').length > 40, stdout);
  });

  it('does not complain where nobody reads to the end', async () => {
    const cwd = folder({ 'a.ts': secret.repeat(3000) });
    const child = spawn(process.execPath, [cli, 'scan', '-f', 'json'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(stderr, '3,000 errors in 1 file. 1 file checked.\n');
    assert.equal(status, 1);
  });
});
