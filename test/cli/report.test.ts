import assert from 'node:assert/strict';
import { join } from 'node:path';
import { brittleRule, handrail, temporaryFolders, token, tokenRule, weakRule } from './handrail.ts';

describe('reports of handrail scan', () => {
  const folder = temporaryFolders();
  const call = (files: Readonly<Record<string, string>>, ...args: string[]) =>
    handrail(folder({ '.git/HEAD': '', ...files }), ['scan', ...args]);

  it('as JSON', async () => {
    const { stdout } = await call(
      { 'src/a b.txt': `x\n  k=${token};\n# handrail: allow secrets/test-token -- like ${token}\n${token}\n` },
      '--format',
      'json',
    );
    const report = JSON.parse(stdout);
    const fingerprints = report.findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    assert.ok(fingerprints.every((fingerprint: string) => /^[0-9a-f]{32}$/.test(fingerprint)));
    const common = {
      rule: 'secrets/test-token',
      title: 'Test token',
      family: 'secrets',
      severity: 'critical',
      confidence: 'high',
      level: 'error',
      path: 'src/a b.txt',
      message: 'A test token stands in the text.',
      related: [],
    };
    const place = (line: number, column: number) => ({
      startLine: line,
      startColumn: column,
      endLine: line,
      endColumn: column + token.length,
    });
    assert.deepEqual(report, {
      version: 1,
      tool: { name: 'handrail', version: '1.2.3' },
      files: { checked: 1, binary: 0, large: 0, unreadable: 0 },
      notices: [],
      findings: [
        { ...common, ...place(2, 5), excerpt: 'k=tok_••••••••;', fingerprint: fingerprints[0] },
        {
          ...common,
          ...place(3, 46),
          excerpt: '# handrail: allow secrets/test-token -- like tok_••••••••',
          fingerprint: fingerprints[1],
          suppression: { line: 3, reason: 'like tok_••••••••' },
        },
        {
          ...common,
          ...place(4, 1),
          excerpt: 'tok_••••••••',
          fingerprint: fingerprints[2],
          suppression: { line: 3, reason: 'like tok_••••••••' },
        },
      ],
    });
  });

  it('as JSON, where there is nothing to report but what went wrong', async () => {
    const { stdout } = await call(
      { 'handrail.yaml': 'profile: every\n', 'big.txt': 'xx' },
      '-f',
      'json',
      '--max-file-size',
      '1',
      'gone',
      'big.txt',
    );
    const { notices, findings, files } = JSON.parse(stdout);
    assert.deepEqual(findings, []);
    assert.deepEqual(files, { checked: 0, binary: 0, large: 1, unreadable: 0 });
    assert.deepEqual(
      notices.map(({ about, level, path, line, column }: Record<string, unknown>) => ({
        about,
        level,
        path,
        line,
        column,
      })),
      [
        { about: 'file', level: 'error', path: 'gone', line: undefined, column: undefined },
        { about: 'configuration', level: 'error', path: 'handrail.yaml', line: 1, column: 10 },
        { about: 'file', level: 'warning', path: 'big.txt', line: undefined, column: undefined },
      ],
    );
  });

  it('as annotations for GitHub, with paths from the top of the repository', async () => {
    const cwd = folder({
      '.git/HEAD': '',
      'src/100%, a:b.txt': `${token}\nweak-thing ${token} # handrail: allow secrets/*\n`,
    });
    const rules = [{ ...tokenRule, title: 'Token: 100%, new', message: '100% a token:\nreally, yes.' }, weakRule];
    const { stdout, stderr } = await handrail(join(cwd, 'src'), ['scan', '-f', 'github', '--profile', 'all'], {
      rules,
    });
    assert.equal(
      stdout,
      '::error file=src/100%25%2C a%3Ab.txt,line=1,endLine=1,col=1,endColumn=37,title=Token%3A 100%25%2C new::100%25 a token:%0Areally, yes. (secrets/test-token)\n' +
        '::notice file=src/100%25%2C a%3Ab.txt,line=2,endLine=2,col=1,endColumn=11,title=Weak thing::A weak thing. (defaults/weak-thing)\n',
    );
    assert.equal(stderr, '1 error and 1 hint in 1 file (1 allowed). 1 file checked.\n');
  });

  it('as annotations for GitHub, without columns where a finding has several lines', async () => {
    const cwd = folder({ 'a.txt': 'x weak\nthing\n' });
    const lines = {
      ...weakRule,
      keywords: ['weak'],
      detect: { ...weakRule.detect, regex: { engine: 'js', source: 'weak\\sthing', flags: '' } },
    } as const;
    const { stdout } = await handrail(cwd, ['scan', '-f', 'github', '--profile', 'all'], { rules: [lines] });
    assert.equal(
      stdout,
      '::notice file=a.txt,line=1,endLine=2,title=Weak thing::A weak thing. (defaults/weak-thing)\n',
    );
  });

  it('as annotations for GitHub of what went wrong', async () => {
    const { stdout } = await call({ 'handrail.yaml': 'profile: every\n' }, '-f', 'github', 'gone', '.');
    assert.match(stdout, /^::error file=gone,title=Handrail::cannot be read \(ENOENT: [^\n]+\n/);
    assert.match(stdout, /^::error file=handrail\.yaml,line=1,col=10,title=Handrail::/m);
  });

  for (const format of ['text', 'json', 'sarif', 'github']) {
    it(`as ${format} hold no secret`, async () => {
      const cwd = folder({
        'a.txt': `${token}${' '.repeat(50)}${token} brittle\n// handrail: allow secrets/* -- it was ${token}\n${token}\n`,
      });
      const rules = [tokenRule, brittleRule];
      const { stdout, stderr } = await handrail(cwd, ['scan', '-f', format, 'a.txt'], { rules });
      assert.match(stdout, /test-token/);
      for (let at = 4; at + 8 <= token.length; at++) {
        assert.ok(!stdout.includes(token.slice(at, at + 8)), stdout);
        assert.ok(!stderr.includes(token.slice(at, at + 8)), stderr);
      }
    });
  }
});
