import assert from 'node:assert/strict';
import { handrail, temporaryFolders } from './handrail.ts';

describe('progress of handrail scan', () => {
  const folder = temporaryFolders();

  it('is one line on a terminal that is gone in the end', async () => {
    const long = `${'long'.repeat(20)}/${'name'.repeat(10)}.txt`;
    const cwd = folder({ 'a.txt': '', [long]: '' });
    const { stdout, stderr } = await handrail(cwd, ['scan'], { terminal: true });
    const lines = stderr.split('\r\x1b[K').slice(1);
    assert.equal(lines[0], '1 files  a.txt');
    assert.match(lines[1]!, /^2 files {2}….*name\.txt$/);
    assert.equal(lines[1]!.length, 79);
    assert.equal(lines.at(-1), '');
    assert.equal(stdout, 'Nothing found. 2 files checked.\n');
  });

  it('is not shown where no person watches, or wants to', async () => {
    const cwd = folder({ 'a.txt': '' });
    assert.equal((await handrail(cwd, ['scan'])).stderr, '');
    assert.equal((await handrail(cwd, ['scan', '--quiet'], { terminal: true })).stderr, '');
  });
});
