import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brittleRule, handrail, temporaryFolders, token, tokenRule } from './handrail.ts';

describe('handrail scan', () => {
  const folder = temporaryFolders();

  it('exits with 0 where nothing is found', async () => {
    const called = await handrail(folder({ 'a.ts': 'const a = 1;\n', 'b/c.md': '# Words\n' }), ['scan']);
    assert.deepEqual(called, { code: 0, stdout: 'Nothing found. 2 files checked.\n', stderr: '' });
  });

  it('shows a finding with its line, masked and marked, and exits with 1', async () => {
    const cwd = folder({ 'src/a.ts': `// 漢字\n\tconst 漢字 = "${token}"; // x\n` });
    const { code, stdout, stderr } = await handrail(cwd, ['scan', 'src']);
    assert.equal(
      stdout,
      [
        'src/a.ts:2:14  error  A test token stands in the text.  secrets/test-token',
        '    const 漢字 = "tok_••••••••"; // x',
        '                  ^^^^^^^^^^^^',
        '',
        '1 error in 1 file. 1 file checked.',
        '',
      ].join('\n'),
    );
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
  });

  it('groups findings by file, and leaves those out that a comment allows', async () => {
    const cwd = folder({
      'a.txt': `x ${token} y ${token}\n`,
      'b.txt': `one: ${token}\ntwo: ${token} # handrail: allow secrets/* -- sample\n`,
    });
    const { stdout } = await handrail(cwd, ['scan']);
    assert.equal(
      stdout,
      [
        'a.txt:1:3  error  A test token stands in the text.  secrets/test-token',
        '    x tok_•••••••• y tok_••••••••',
        '      ^^^^^^^^^^^^',
        'a.txt:1:42  error  A test token stands in the text.  secrets/test-token',
        '    x tok_•••••••• y tok_••••••••',
        '                     ^^^^^^^^^^^^',
        '',
        'b.txt:1:6  error  A test token stands in the text.  secrets/test-token',
        '    one: tok_••••••••',
        '         ^^^^^^^^^^^^',
        '',
        '3 errors in 2 files (1 allowed). 2 files checked.',
        '',
      ].join('\n'),
    );
  });

  it('exits with 0 where everything is allowed', async () => {
    const { code } = await handrail(folder({ 'a.txt': `${token} # handrail: allow secrets/*\n` }), ['scan']);
    assert.equal(code, 0);
  });

  it('finds nothing by an allow comment that has run out', async () => {
    const cwd = folder({ 'a.txt': `${token} # handrail: allow secrets/* until 2026-11-19\n` });
    assert.equal((await handrail(cwd, ['scan'])).code, 1);
  });

  it('shows rules for audits with --profile all', async () => {
    const cwd = folder({ 'a.txt': 'a weak-thing\n' });
    assert.equal((await handrail(cwd, ['scan'])).code, 0);
    const { code, stdout } = await handrail(cwd, ['scan', '--profile', 'all']);
    assert.equal(code, 1);
    assert.match(stdout, /^a\.txt:1:3 {2}hint {2}A weak thing\. {2}defaults\/weak-thing\n/);
  });

  it('checks each file once, in the order in which they are named', async () => {
    const cwd = folder({ 'a.txt': token, 'b/c.txt': token });
    const { stdout } = await handrail(cwd, ['scan', 'b', 'a.txt', '.', 'b/c.txt']);
    assert.deepEqual(stdout.match(/^\S+\.txt(?=:)/gm), ['b/c.txt', 'a.txt']);
    assert.match(stdout, /2 files checked/);
  });

  it('goes on where a named path is missing, and exits with 2', async () => {
    const cwd = folder({ 'a.txt': token });
    const { code, stdout, stderr } = await handrail(cwd, ['scan', 'gone', 'a.txt']);
    assert.equal(code, 2);
    assert.equal(stderr, 'gone: error: cannot be read (ENOENT: no such file or directory)\n');
    assert.match(stdout, /^1 error in 1 file\. 1 file checked\. Incomplete: 1 problem, see above\.$/m);
  });

  for (const [args, message] of [
    [['scan', '--nonsense'], "error: unknown option '--nonsense'"],
    [['scan', '--format', 'xml'], "option '-f, --format <format>' argument 'xml' is invalid"],
    [['scan', '--profile', 'none'], "option '--profile <profile>' argument 'none' is invalid"],
    [['scan', '--max-file-size', '1MB'], 'It must be a whole number of bytes'],
    [['scan', '--stdin', 'a.txt'], 'error: --stdin takes no paths'],
    [['scan', '--filename', 'a.txt'], 'error: --filename goes with --stdin'],
    [['nonsense'], "error: unknown command 'nonsense'"],
  ] as const) {
    it(`refuses handrail ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await handrail(folder({ 'a.txt': token }), args);
      assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
      assert.ok(stderr.includes(message), stderr);
    });
  }

  it('explains itself', async () => {
    const cwd = folder({});
    const help = await handrail(cwd, ['scan', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /Examples:\n {2}handrail scan /);
    assert.deepEqual(await handrail(cwd, ['--version']), { code: 0, stdout: '1.2.3\n', stderr: '' });
    const nothing = await handrail(cwd, []);
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /^Usage: handrail /);
  });

  it('reads standard input with --stdin, under the name of --filename', async () => {
    const cwd = folder({});
    const { code, stdout } = await handrail(cwd, ['scan', '--stdin', '--filename', 'src/new.py'], {
      stdin: `key = "${token}"\n`,
    });
    assert.equal(code, 1);
    assert.match(stdout, /^src\/new\.py:1:8 {2}error/);
    assert.match((await handrail(cwd, ['scan', '--stdin'], { stdin: token })).stdout, /^stdin:1:1 {2}error/);
  });

  it('writes the report to a file with --output, and the summary to standard error', async () => {
    const cwd = folder({ 'a.txt': token });
    const called = await handrail(cwd, ['scan', '--output', 'report.txt'], { env: { FORCE_COLOR: '1' } });
    assert.deepEqual(called, { code: 1, stdout: '', stderr: '1 error in 1 file. 1 file checked.\n' });
    assert.match(readFileSync(join(cwd, 'report.txt'), 'utf8'), /^a\.txt:1:1 {2}error {2}A test token/);
  });

  it('exits with 2 where the report cannot be written', async () => {
    const { code, stderr } = await handrail(folder({ 'a.txt': token }), ['scan', '-o', 'no/where/report.txt']);
    assert.equal(code, 2);
    assert.match(stderr, /^no\/where\/report\.txt: error: the report cannot be written \(ENOENT: [^)']*\)$/m);
  });

  it('says nothing but the report with --quiet', async () => {
    const cwd = folder({ 'a.txt': token });
    const { stdout, stderr } = await handrail(cwd, ['scan', '--quiet', '-f', 'github'], { terminal: true });
    assert.match(stdout, /^::error [^\n]*\n$/);
    assert.equal(stderr, '');
    assert.deepEqual(await handrail(folder({}), ['scan', '-q']), { code: 0, stdout: '', stderr: '' });
  });

  it('uses colours on a terminal, as the variables say, and as it is told', async () => {
    const cwd = folder({ 'a.txt': token });
    const coloured = async (args: readonly string[], env: Readonly<Record<string, string>>, terminal: boolean) =>
      (await handrail(cwd, ['scan', ...args], { env, terminal })).stdout.includes('\x1b[');
    assert.equal(await coloured([], {}, true), true);
    assert.equal(await coloured([], {}, false), false);
    assert.equal(await coloured([], { FORCE_COLOR: '1' }, false), true);
    assert.equal(await coloured([], { NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
    assert.equal(await coloured([], { NO_COLOR: '' }, true), true);
    assert.equal(await coloured([], { TERM: 'dumb' }, true), false);
    assert.equal(await coloured(['--color'], { NO_COLOR: '1' }, false), true);
    assert.equal(await coloured(['--no-color'], {}, true), false);
  });

  it('names a rule that fails once, checks with the others and exits with 2', async () => {
    const cwd = folder({ 'a.txt': `brittle ${token}\n`, 'b.txt': 'brittle\n' });
    const { code, stdout, stderr } = await handrail(cwd, ['scan'], { rules: [brittleRule, tokenRule] });
    assert.equal(code, 2);
    assert.match(stdout, /^a\.txt:1:9 {2}error/);
    assert.match(
      stderr,
      /^a\.txt: error: the rule defaults\/brittle failed here and in 1 more, the others went on: .+\n$/,
    );
  });

  it('gives a file the same fingerprint wherever in the repository it is called', async () => {
    const cwd = folder({ '.git/HEAD': '', 'src/deep/a.txt': token });
    const fingerprint = async (where: string, args: readonly string[]) =>
      JSON.parse((await handrail(join(cwd, where), ['scan', '-f', 'json', ...args])).stdout).findings[0].fingerprint;
    const expected = await fingerprint('.', []);
    assert.match(expected, /^[0-9a-f]{32}$/);
    assert.equal(await fingerprint('.', ['src/deep/a.txt']), expected);
    assert.equal(await fingerprint('src', ['deep']), expected);
    assert.equal(await fingerprint('src/deep', []), expected);
  });
});
