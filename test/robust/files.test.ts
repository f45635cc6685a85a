import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { mask } from '../../server/engine/redact.ts';
import { pack, places, scanTree, token } from './tree.ts';

/** A file in which something is found, whatever stands beside it. */
const good = { ...pack, 'z.ts': `const t = "${token}";\n` };
const foundGood = 'z.ts:1:12';

describe('a tree with bad files in it', () => {
  it('is scanned past a file that may not be read', () => {
    // Simulated, since whoever runs this as root may read everything.
    const refused = `
      const open = fs.openSync;
      fs.openSync = (path, ...rest) => {
        if (String(path).endsWith('locked.ts')) {
          throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' });
        }
        return open(path, ...rest);
      };`;
    const scanned = scanTree({ ...good, 'locked.ts': 'x' }, { hook: refused });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.equal(scanned.code, 1);
    assert.match(scanned.stderr, /^locked\.ts: warning: cannot be read .*\n/m);
    assert.equal(scanned.report.files.unreadable, 1);
  });

  it('is scanned past a file that vanishes meanwhile', () => {
    const vanishing = `
      const open = fs.openSync;
      fs.openSync = (path, ...rest) => {
        if (String(path).endsWith('gone.ts')) fs.rmSync(path);
        return open(path, ...rest);
      };`;
    const scanned = scanTree({ ...good, 'gone.ts': token }, { hook: vanishing });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.match(scanned.stderr, /^gone\.ts: warning: cannot be read .*\n/m);
  });

  it('is scanned past a folder that vanishes meanwhile', () => {
    const vanishing = `
      const list = fs.readdirSync;
      fs.readdirSync = (path, ...rest) => {
        if (String(path).endsWith('gone')) fs.rmSync(path, { recursive: true });
        return list(path, ...rest);
      };`;
    const scanned = scanTree({ ...good, 'gone/a.ts': token }, { hook: vanishing });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.match(scanned.stderr, /^gone: warning: cannot be read .*\n/m);
  });

  it('is scanned past links that lead nowhere or in a circle', function () {
    if (process.platform === 'win32') this.skip(); // Links need a privilege there.
    const scanned = scanTree(good, {
      arrange(folder) {
        symlinkSync('nowhere', join(folder, 'dangling.ts'));
        symlinkSync('.', join(folder, 'circle'));
        symlinkSync('self.ts', join(folder, 'self.ts'));
      },
    });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.equal(scanned.code, 1);
  });

  it('is scanned past folders that are called like files', () => {
    const scanned = scanTree(good, { arrange: (folder) => mkdirSync(join(folder, 'folder.ts')) });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.equal(scanned.stderr.includes('folder.ts'), false);
  });

  it('is scanned past files that are no text', () => {
    const binary = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), Buffer.from(token)]);
    const scanned = scanTree({ ...good, 'a.bin': binary, 'b.ts': binary, 'empty.ts': '' });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.equal(scanned.report.files.binary, 2);
  });

  it('fails where a named path is not there, and scans the others', () => {
    const scanned = scanTree(good, { paths: ['missing.ts', 'z.ts'] });
    assert.deepEqual(places(scanned), [foundGood]);
    assert.equal(scanned.code, 2);
    assert.match(scanned.stderr, /^missing\.ts: error: /m);
  });
});

describe('a file', () => {
  it('of 50 MB is scanned to its end', () => {
    const line = 'export const answer = 42; // an ordinary line of text\n';
    const lines = Math.ceil(50_000_000 / line.length);
    const scanned = scanTree({ ...pack, 'large.ts': `${line.repeat(lines)}const t = "${token}";\n` });
    assert.deepEqual(places(scanned), [`large.ts:${lines + 1}:12`]);
  });

  it('of one line of 5 MB has a finding with a short excerpt', () => {
    const code = 'function a(b,c){return b+c}var d={e:[1,2,3],f:"g"};';
    const before = code.repeat(50_000);
    const scanned = scanTree({ ...pack, 'app.min.js': `${before}var t="${token}";${before}` });
    assert.deepEqual(places(scanned), [`app.min.js:1:${before.length + 8}`]);
    const [finding] = scanned.report.findings;
    assert.ok(finding!.excerpt.length < 300);
    assert.ok(finding!.excerpt.includes(mask));
  });

  it('with tens of thousands of findings reports them all', () => {
    const count = 30_000;
    const scanned = scanTree({ ...pack, 'dump.sql': `insert into t values ('${token}');\n`.repeat(count) });
    assert.equal(scanned.report.findings.length, count);
    assert.equal(new Set(scanned.report.findings.map(({ fingerprint }) => fingerprint)).size, count);
  });

  it('of bytes that are not UTF-8 is scanned', () => {
    const bytes = Buffer.concat([Buffer.from('// caf'), Buffer.from([0xe9, 0x0a]), Buffer.from(`t = "${token}"`)]);
    assert.deepEqual(places(scanTree({ ...pack, 'latin1.py': bytes })), ['latin1.py:2:6']);
    const torn = Buffer.concat([Buffer.from([0xf0, 0x9f, 0x94]), Buffer.from(token), Buffer.from([0xed, 0xa0, 0x80])]);
    assert.deepEqual(places(scanTree({ ...pack, 'torn.txt': torn })), ['torn.txt:1:2']);
  });

  it('with other line ends, marks and wide characters has its findings at the right places', () => {
    const scanned = scanTree({
      ...pack,
      'bom.ts': `\ufefft = "${token}"`,
      'cr.ts': `a\rt = "${token}"\rb`,
      'crlf.ts': `a\r\nt = "${token}"\r\nb\r\n`,
      'utf16.ts': Buffer.from(`\ufefft = "${token}"`, 'utf16le'),
      'wide.ts': `"🔑🔑é" = "${token}"`,
    });
    assert.deepEqual(places(scanned), ['bom.ts:1:6', 'cr.ts:2:6', 'crlf.ts:2:6', 'utf16.ts:1:6', 'wide.ts:1:12']);
    const fingerprints = (path: string) =>
      scanned.report.findings.filter((one) => one.path === path).map((f) => f.excerpt);
    assert.deepEqual(fingerprints('crlf.ts'), fingerprints('bom.ts'));
  });

  it('never shows its secret', () => {
    const { report, stderr } = scanTree({
      ...pack,
      'a.ts': `const t = "${token}"; // handrail: allow team/token -- was ${token}\n${token}${token}\n`,
    });
    assert.ok(report.findings.length >= 2);
    for (const part of [token, token.slice(4), token.slice(0, 12)]) {
      assert.ok(!JSON.stringify(report).includes(part));
      assert.ok(!stderr.includes(part));
    }
  });
});
