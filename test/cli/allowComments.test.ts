import assert from 'node:assert/strict';
import { handrail, temporaryFolders, token } from './handrail.ts';

describe('handrail scan and comments for other tools', () => {
  const folder = temporaryFolders();
  const files = {
    '.git/HEAD': '',
    'a.py': `a = "${token}"  # gitleaks:allow\n# pragma: allowlist nextline secret\nb = "${token}"\n`,
  };
  const scan = (more: Readonly<Record<string, string>>, ...args: string[]) =>
    handrail(folder({ ...files, ...more }), ['scan', ...args]);

  it('lets what they allow pass, and counts it', async () => {
    const { code, stdout } = await scan({});
    assert.equal(stdout, 'Nothing found (2 allowed). 1 file checked.\n');
    assert.equal(code, 0);
  });

  it('lists it in SARIF as suppressed, with the place of the comment', async () => {
    const [run] = JSON.parse((await scan({}, '--format', 'sarif')).stdout).runs;
    const artifactLocation = { uri: 'a.py', uriBaseId: '%SRCROOT%' };
    const suppressed = (startLine: number, startColumn: number, endColumn: number) => {
      const region = { startLine, startColumn, endLine: startLine, endColumn };
      return [{ kind: 'inSource', status: 'accepted', location: { physicalLocation: { artifactLocation, region } } }];
    };
    assert.deepEqual(
      run.results.map(({ suppressions }: { suppressions: unknown }) => suppressions),
      [suppressed(1, 47, 61), suppressed(2, 3, 36)],
    );
  });

  it('lists it in JSON with the line of the comment', async () => {
    const { findings } = JSON.parse((await scan({}, '--format', 'json')).stdout);
    assert.deepEqual(
      findings.map(({ startLine, suppression }: Record<string, unknown>) => ({ startLine, suppression })),
      [
        { startLine: 1, suppression: { line: 1 } },
        { startLine: 3, suppression: { line: 2 } },
      ],
    );
  });

  it('passes over them where the command line or handrail.yaml says so; the command line wins', async () => {
    const yaml = (value: string) => ({ 'handrail.yaml': `allowComments: ${value}\n` });
    const found = async (...args: Parameters<typeof scan>) => {
      const { stdout, code } = await scan(...args);
      return [stdout.match(/\d+ errors?/)?.[0], code];
    };
    assert.deepEqual(await found({}, '--allow-comments', 'own'), ['2 errors', 1]);
    assert.deepEqual(await found(yaml('own')), ['2 errors', 1]);
    assert.deepEqual(await found(yaml('own'), '--allow-comments', 'all'), [undefined, 0]);
    assert.deepEqual(await found(yaml('all'), '--allow-comments', 'own'), ['2 errors', 1]);
  });

  it('still goes by its own comments then', async () => {
    const own = { 'a.py': `a = "${token}"  # handrail: allow secrets/test-token -- sample\n` };
    assert.equal((await scan(own, '--allow-comments', 'own')).stdout, 'Nothing found (1 allowed). 1 file checked.\n');
  });

  it('takes nothing else for an answer', async () => {
    const { code, stderr } = await scan({}, '--allow-comments', 'some');
    assert.equal(code, 2);
    assert.match(stderr, /Allowed choices are all, own\./);
  });
});
