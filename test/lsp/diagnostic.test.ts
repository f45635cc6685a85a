import assert from 'node:assert/strict';
import { CancellationTokenSource, DocumentDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { endAll, likeNeovim, likeVsCode, startClient, token, tokenRule, uriOf } from './harness.ts';

describe('textDocument/diagnostic', () => {
  afterEach(endAll);

  it('says everything about a finding, at exactly the secret', async () => {
    const client = await startClient();
    await client.open('/app/src/pay.ts', `// pay\nconst t = "${token()}";\n`, 'typescript');
    const report = await client.pull('/app/src/pay.ts');
    const range = { start: { line: 1, character: 11 }, end: { line: 1, character: 51 } };
    const location = { uri: 'file:///app/src/pay.ts', range };
    assert.equal(report.kind, 'full');
    const data = report.items[0]?.data as { fingerprint: string };
    assert.match(data.fingerprint, /^[0-9a-f]{32}$/);
    assert.deepEqual(report.items, [
      {
        range,
        severity: 1,
        source: 'handrail',
        code: 'secrets/github-pat',
        codeDescription: { href: 'file:///docs/rules/secrets/github-pat.md' },
        message: 'A GitHub token stands in the text.',
        relatedInformation: [
          {
            location,
            message:
              'It opens the repositories of its owner. Revoke it at https://github.com/settings/tokens (GitHub). Read it from the environment.',
          },
        ],
        data,
      },
    ]);
    assert.ok(!JSON.stringify(report).includes(token()));
  });

  it('leaves out what the client does not understand', async () => {
    const capabilities = { textDocument: { diagnostic: {} } };
    const client = await startClient({ capabilities });
    await client.open('/app/a.ts', token());
    assert.deepEqual(await client.items('/app/a.ts'), [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 40 } },
        severity: 1,
        source: 'handrail',
        code: 'secrets/github-pat',
        message: 'A GitHub token stands in the text.',
      },
    ]);
    assert.equal(client.registrations.length, 0);
    assert.deepEqual(client.result.capabilities.diagnosticProvider, {
      identifier: 'handrail',
      interFileDependencies: false,
      workspaceDiagnostics: true,
    });
  });

  it('has one line for a message, whatever the rule says', async () => {
    const client = await startClient({ builtin: [tokenRule({ message: 'A token.\n  Really.' })] });
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts'))[0]?.message, 'A token. Really.');
  });

  it('answers "unchanged" until the text changes', async () => {
    const client = await startClient();
    await client.open('/app/a.ts', `a\nlet t = "${token()}"\n`);
    const first = await client.pull('/app/a.ts');
    assert.ok(first.resultId);
    assert.deepEqual(await client.pull('/app/a.ts', first.resultId), { kind: 'unchanged', resultId: first.resultId });
    assert.equal(client.statuses.length, 1);

    await client.change('/app/a.ts', {
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 3 } },
      text: 'var',
    });
    const second = await client.pull('/app/a.ts', first.resultId);
    assert.equal(second.kind, 'full');
    assert.notEqual(second.resultId, first.resultId);
    assert.deepEqual(second.items[0]?.range, {
      start: { line: 0, character: 9 },
      end: { line: 0, character: 49 },
    });
  });

  it('does not take a document that was opened anew for the old one', async () => {
    const client = await startClient();
    await client.open('/app/a.ts', token());
    const { resultId } = await client.pull('/app/a.ts');
    await client.close('/app/a.ts');
    assert.deepEqual(await client.pull('/app/a.ts', resultId), { kind: 'full', items: [] });
    await client.open('/app/a.ts', 'clean');
    assert.equal((await client.pull('/app/a.ts', resultId)).kind, 'full');
  });

  it('follows several changes in one notification, each on the text that the one before it left', async () => {
    const client = await startClient();
    await client.open('/app/a.ts', 'one\ntwo\n');
    await client.change(
      '/app/a.ts',
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, text: `${token()}\nthree` },
      { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' },
    );
    assert.equal(await client.marks('/app/a.ts'), `${token()}\n${'^'.repeat(40)} secrets/github-pat\nthree\n`);
    await client.change('/app/a.ts', { text: 'all new' });
    assert.equal(await client.marks('/app/a.ts'), 'all new');
  });

  it('counts in UTF-16 code units, through CRLF, lone CR, a byte order mark and astral characters', async () => {
    const client = await startClient();
    await client.open('/app/a.txt', `\uFEFF${token(1)}\r\n😀 "${token(2)}"\r\n\r\r\n𝒳 ${token(3)}\rx\r\n`);
    const ranges = (await client.items('/app/a.txt')).map(({ range }) => [range.start.line, range.start.character]);
    assert.deepEqual(ranges, [
      [0, 1],
      [1, 4],
      [4, 3],
    ]);
  });

  it('stays silent where a comment allows it, until the day that the comment names', async () => {
    const text = `${token()} // handrail: allow secrets/github-pat until 2026-11-20 -- a sample\n`;
    const onTheDay = await startClient({ today: '2026-11-20' });
    await onTheDay.open('/app/a.ts', text);
    assert.deepEqual(await onTheDay.items('/app/a.ts'), []);
    assert.deepEqual([onTheDay.statuses[0]?.allowed, onTheDay.statuses[0]?.counts.error], [1, 0]);
    const after = await startClient({ today: '2026-11-21' });
    await after.open('/app/a.ts', text);
    assert.equal((await after.items('/app/a.ts')).length, 1);
  });

  it('goes by the path for the language, and by the client where the path says nothing', async () => {
    const client = await startClient({ builtin: [tokenRule({ languages: ['shellscript'] })] });
    await client.open('/app/a.sh', token(), 'sh');
    await client.open('/app/b.ts', token(), 'shellscript');
    await client.open('untitled:Untitled-1', token(), 'shellscript');
    await client.open('vscode-notebook-cell:/app/a.ipynb#W0', token(), 'shellscript');
    const found = async (path: string) => (await client.items(path)).length;
    assert.deepEqual(
      [
        await found('/app/a.sh'),
        await found('/app/b.ts'),
        await found('untitled:Untitled-1'),
        await found('vscode-notebook-cell:/app/a.ipynb#W0'),
      ],
      [1, 0, 1, 1],
    );
  });

  it('goes by the path below the workspace folder for the files of a rule, however the client encodes it', async () => {
    const client = await startClient({ folders: ['/a b'], builtin: [tokenRule({ files: ['^src/.*\\.ts$'] })] });
    await client.open('file:///a%20b/src/c%2Bd.ts', token());
    await client.open('file:///a%20b/test/src/c.ts', token());
    assert.equal((await client.items('file:///a%20b/src/c%2Bd.ts')).length, 1);
    assert.equal((await client.items('file:///a%20b/test/src/c.ts')).length, 0);
  });

  it('links to the page that the client names', async () => {
    const client = await startClient({ options: { rulePages: 'handrail-rule:/{rule}.md' } });
    await client.open('/app/a.ts', token());
    const [first] = await client.items('/app/a.ts');
    assert.equal(first?.codeDescription?.href, 'handrail-rule:/secrets%2Fgithub-pat.md');
  });

  it('leaves out a rule that throws, names it once, and goes on', async () => {
    const broken = tokenRule({ id: 'secrets/broken', regex: '(' });
    const client = await startClient({ builtin: [broken, tokenRule()] });
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts')).length, 1);
    assert.equal((await client.items('/app/a.ts')).length, 1);
    await client.until(() => client.statuses.length === 2);
    assert.equal(client.statuses[1]?.state, 'error');
    assert.equal(client.statuses[1]?.message, '1 rule failed: secrets/broken.');
    assert.deepEqual(
      client.statuses[1]?.failures.map(({ rule }) => rule),
      ['secrets/broken'],
    );
    assert.deepEqual(
      client.log.map((line) => line.slice(0, 50)),
      ['The rule secrets/broken failed and was left out: I'],
    );
  });

  it('does not work for a client that has cancelled', async () => {
    const client = await startClient();
    await client.open('/app/a.ts', token());
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: uriOf('/app/a.ts') } };
    const answer = client.connection.sendRequest(DocumentDiagnosticRequest.type, params, source.token);
    source.cancel();
    await assert.rejects(answer, { code: -32800 });
    assert.equal(client.statuses.length, 0);
    assert.equal((await client.items('/app/a.ts')).length, 1);
  });

  it('checks a large document when it is opened and saved, not while somebody types', async () => {
    const large = new Map([['', { maxFileSize: 0.0001 }]]);
    const client = await startClient({ settings: large });
    await client.open('/app/a.ts', `${' '.repeat(100)}\n${token()}\n`);
    const opened = await client.pull('/app/a.ts');
    assert.equal(opened.kind === 'full' && opened.items.length, 1);
    assert.equal(
      client.statuses[0]?.message,
      'Larger than 0.0001 MB (handrail.maxFileSize): checked when opened and saved, not while typing.',
    );
    await client.change('/app/a.ts', {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: token(2),
    });
    assert.deepEqual(await client.pull('/app/a.ts', opened.resultId), {
      kind: 'unchanged',
      resultId: opened.resultId,
    });
    await client.save('/app/a.ts');
    await client.until(() => client.refreshes() === 1);
    const saved = await client.pull('/app/a.ts', opened.resultId);
    assert.equal(saved.kind === 'full' && saved.items.length, 2);
  });

  it('checks a large document at once where nothing is known of it, or the rules have changed', async () => {
    const settings = new Map([['', { maxFileSize: 0.00001, rules: {} }]]);
    const client = await startClient({ settings });
    await client.open('/app/a.ts', `${token()}\n`);
    const { resultId } = await client.pull('/app/a.ts');
    await client.change('/app/a.ts', { text: `${token(2)}\n\n` });
    assert.equal((await client.pull('/app/a.ts')).kind, 'full');
    settings.set('', { maxFileSize: 0.00001, rules: { 'secrets/*': 'off' } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes() === 1);
    const report = await client.pull('/app/a.ts', resultId);
    assert.deepEqual(report.kind === 'full' && report.items, []);
  });

  it('says how it went with every check', async () => {
    const client = await startClient({ builtin: [tokenRule(), tokenRule({ id: 'secrets/other', regex: 'x{9}' })] });
    await client.open('/app/a.ts', token());
    await client.pull('/app/a.ts');
    assert.deepEqual(client.statuses, [
      {
        uri: 'file:///app/a.ts',
        version: 1,
        state: 'ready',
        counts: { hint: 0, info: 0, warning: 0, error: 1 },
        allowed: 0,
        milliseconds: 1,
        rules: 2,
        failures: [],
      },
    ]);
  });
});

describe('textDocument/publishDiagnostics, for clients that cannot pull', () => {
  afterEach(endAll);

  it('sends what was found, and takes it back', async () => {
    const client = await startClient({ capabilities: likeNeovim });
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    const uri = 'file:///app/a.py';
    await client.open('/app/a.py', `t = "${token()}"\n`, 'python');
    await client.until(() => client.published.has(uri));
    const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 45 } };
    const location = { uri, range };
    assert.deepEqual(client.published.get(uri), {
      uri,
      version: 1,
      diagnostics: [
        {
          range,
          severity: 1,
          source: 'handrail',
          code: 'secrets/github-pat',
          message: 'A GitHub token stands in the text.',
          relatedInformation: [
            {
              location,
              message:
                'It opens the repositories of its owner. Revoke it at https://github.com/settings/tokens (GitHub). Read it from the environment.',
            },
          ],
        },
      ],
    });
    await client.change('/app/a.py', { text: 't = None\n' });
    await client.until(() => client.published.get(uri)?.version === 2);
    assert.deepEqual(client.published.get(uri)?.diagnostics, []);
    await client.change('/app/a.py', { text: token() });
    await client.close('/app/a.py');
    await client.until(() => client.published.get(uri)?.version === undefined);
    assert.deepEqual(client.published.get(uri)?.diagnostics, []);
  });

  it('sends a large document anew when it is saved', async () => {
    const settings = new Map([['', { maxFileSize: 0.00001 }]]);
    const client = await startClient({ capabilities: likeNeovim, settings });
    const uri = 'file:///app/a.py';
    await client.open('/app/a.py', token());
    await client.until(() => client.published.has(uri));
    await client.change('/app/a.py', { text: `${token()}\n${token(2)}` });
    await client.open('/app/small.py', token());
    await client.until(() => client.published.has('file:///app/small.py'));
    assert.equal(client.published.get(uri)?.version, 1);
    await client.save('/app/a.py');
    await client.until(() => client.published.get(uri)?.version === 2);
    assert.equal(client.published.get(uri)?.diagnostics.length, 2);
  });

  it('is not for clients that pull', async () => {
    const client = await startClient({ capabilities: likeVsCode });
    await client.open('/app/a.py', token());
    await client.pull('/app/a.py');
    assert.equal(client.published.size, 0);
  });
});
