import assert from 'node:assert/strict';
import { appendFileSync, closeSync, ftruncateSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { handrail, temporaryFolders, token } from './handrail.ts';

describe('handrail scan and bad input', () => {
  const folder = temporaryFolders();
  const places = (stdout: string) => stdout.match(/^\S+(?= {2}error)/gm);

  it('finds the right column in every encoding of text', async () => {
    const line = `x = "😀" + "${token}"\r\n`;
    const text = `first\r\n${line}`;
    const utf16be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    const cwd = folder({
      'bom.txt': `\uFEFF${text}`,
      'invalid.txt': Buffer.concat([Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(text)]),
      'plain.txt': text,
      'utf16be.txt': utf16be,
      'utf16le-odd.txt': Buffer.concat([Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from('x')]),
      'utf16be-odd.txt': Buffer.concat([utf16be, Buffer.from('x')]),
    });
    const { stdout } = await handrail(cwd, ['scan']);
    assert.deepEqual(places(stdout), [
      'bom.txt:2:13',
      'invalid.txt:2:13',
      'plain.txt:2:13',
      'utf16be-odd.txt:2:13',
      'utf16be.txt:2:13',
      'utf16le-odd.txt:2:13',
    ]);
  });

  it('passes over binary files, and says how many', async () => {
    const cwd = folder({
      'image.bin': Buffer.concat([Buffer.from([1, 0, 2]), Buffer.from(token)]),
      'utf32.txt': Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]),
      'late-nul.txt': `${' '.repeat(9000)}\0${token}`,
    });
    const { code, stdout, stderr } = await handrail(cwd, ['scan']);
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
    assert.deepEqual(places(stdout), ['late-nul.txt:1:9002']);
    assert.match(stdout, /1 file checked, 2 binary\.$/m);
    assert.equal((await handrail(cwd, ['scan', '--stdin'], { stdin: `\0${token}` })).code, 0);
  });

  it('checks empty files', async () => {
    const { stdout } = await handrail(folder({ 'a.txt': '', 'b.ts': '\uFEFF' }), ['scan']);
    assert.equal(stdout, 'Nothing found. 2 files checked.\n');
  });

  it('checks a file of 50 MB that is one line, and shows only a part of it', async () => {
    const cwd = folder({ 'min.js': '' });
    const file = join(cwd, 'min.js');
    const piece = Buffer.from('a(b,c,d);'.repeat(100_000));
    for (let size = 0; size < 50e6; size += piece.length) appendFileSync(file, piece);
    appendFileSync(file, `let t="${token}";${'e();'.repeat(50)}`);
    const { stdout } = await handrail(cwd, ['scan']);
    assert.deepEqual(places(stdout), ['min.js:1:50400008']);
    const [, excerpt, marker] = stdout.split('\n');
    assert.ok(excerpt!.length < 300);
    const start = marker!.indexOf('^');
    assert.equal(excerpt!.slice(start, start + marker!.trim().length), 'tok_••••••••');
  });

  it('passes over files above --max-file-size with one clear line', async () => {
    const cwd = folder({ 'big.txt': 'x'.repeat(1001), 'small.txt': 'x'.repeat(1000) });
    const { code, stdout, stderr } = await handrail(cwd, ['scan', '--max-file-size', '1000']);
    assert.equal(
      stderr,
      'big.txt: warning: not checked: its 1,001 bytes are more than --max-file-size allows (1,000)\n',
    );
    assert.equal(stdout, 'Nothing found. 1 file checked, 1 too large.\n');
    assert.equal(code, 0);
  });

  it('does not read a large binary file to its end, and does not call it too large', async () => {
    const cwd = folder({ 'huge.bin': '' });
    const file = openSync(join(cwd, 'huge.bin'), 'w');
    ftruncateSync(file, 1e12); // A hole: takes no room on the disk.
    closeSync(file);
    assert.equal((await handrail(cwd, ['scan'])).stdout, 'Nothing found. 0 files checked, 1 binary.\n');
  });

  it('warns of a file that vanishes while it is about to be read, and checks the others', async () => {
    const cwd = folder({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': token });
    const { code, stdout, stderr } = await handrail(cwd, ['scan'], {
      terminal: true,
      onStderr: (text) => text.endsWith('b.txt') && rmSync(join(cwd, 'b.txt')),
    });
    assert.equal(code, 1);
    assert.match(stderr, /b\.txt: warning: cannot be read \(ENOENT: no such file or directory\)\n/);
    assert.match(stdout, /1 error in 1 file\. 2 files checked, 1 not readable\./);
  });

  it('warns of a folder that vanishes before it is looked into', async () => {
    const cwd = folder({ 'a.txt': 'a', 'b/c.txt': token });
    const { code, stderr } = await handrail(cwd, ['scan'], {
      terminal: true,
      onStderr: (text) => text.endsWith('a.txt') && rmSync(join(cwd, 'b'), { recursive: true }),
    });
    assert.equal(code, 0);
    assert.match(stderr, /b: warning: cannot be read \(ENOENT: no such file or directory\)\n/);
  });

  it('follows no symbolic link, into loops or out of the tree, but one that is named', async function () {
    if (process.platform === 'win32') this.skip(); // Links take a privilege there.
    const outside = folder({ 'secret.txt': token });
    const cwd = folder({ 'a.txt': 'a' });
    symlinkSync(cwd, join(cwd, 'loop'));
    symlinkSync(outside, join(cwd, 'out'));
    symlinkSync(join(outside, 'secret.txt'), join(cwd, 'out.txt'));
    symlinkSync('nowhere', join(cwd, 'broken'));
    assert.equal((await handrail(cwd, ['scan'])).stdout, 'Nothing found. 1 file checked.\n');
    assert.deepEqual(places((await handrail(cwd, ['scan', 'out.txt', 'out'])).stdout), [
      'out.txt:1:1',
      'out/secret.txt:1:1',
    ]);
  });

  it('says what it does not check where a device is named', async function () {
    if (process.platform === 'win32') this.skip();
    const { code, stderr } = await handrail(folder({}), ['scan', '/dev/null']);
    assert.equal(code, 2);
    assert.equal(stderr, '/dev/null: error: is neither a file nor a folder; hand its text over with --stdin\n');
  });

  it('keeps control characters of files and names away from the terminal', async function () {
    if (process.platform === 'win32') this.skip(); // No such names there.
    const cwd = folder({ 'evil\x1b[2J.txt': `\x1b]0;title\x07 \u202e ${token}` });
    const { stdout, stderr } = await handrail(cwd, ['scan', '.', 'no\x1b[2Jfile']);
    assert.doesNotMatch(stdout + stderr, /[\x00-\x09\x0b-\x1f\u202e]/);
    assert.match(stdout, /^evil\uFFFD\[2J\.txt:1:14 {2}error/);
  });
});
