import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { projectFiles } from '../../server/detectors/dependency/project/projectFiles.ts';
import { endAll, likeNeovim, startClient, type TestClient, token, tokenRule, uriOf } from './harness.ts';

const pack = `rules:
  - id: team/ticket
    title: Ticket number
    severity: medium
    confidence: high
    keywords: [tick-]
    detect:
      pattern:
        regex: 'tick-[0-9]{6}'
    message: A ticket number stands in the text.
    references:
      links: [https://example.com/tickets]
`;

const ticket = 'tick-482913';

describe('handrail.yaml and packs', () => {
  afterEach(endAll);

  it('brings the rules of a pack, sets levels, and has the last word over the settings', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'extends: [./pack]\nrules: { "secrets/*": hint }\n'],
      ['/app/pack/tickets.yaml', pack],
    ]);
    const settings = new Map([['', { rules: { 'secrets/*': 'off', 'team/*': 'info' } as const }]]);
    const client = await startClient({ files, settings });
    await client.open('/app/a.ts', `${ticket} ${token()}`);
    const items = await client.items('/app/a.ts');
    assert.deepEqual(
      items.map(({ code, severity, codeDescription }) => [code, severity, codeDescription?.href]),
      [
        ['team/ticket', 3, 'https://example.com/tickets'],
        ['secrets/github-pat', 4, 'file:///docs/rules/secrets/github-pat.md'],
      ],
    );
  });

  it('counts as it stands in the editor, saved or not', async () => {
    const files = new Map([['/app/handrail.yaml', 'rules: { secrets/github-pat: warning }\n']]);
    const client = await startClient({ files });
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts'))[0]?.severity, 2);

    await client.open('/app/handrail.yaml', files.get('/app/handrail.yaml')!, 'yaml');
    const before = client.refreshes();
    await client.change('/app/handrail.yaml', { text: 'rules: { secrets/github-pat: info }\n' });
    await client.until(() => client.refreshes() > before);
    assert.equal((await client.items('/app/a.ts'))[0]?.severity, 3);

    await client.close('/app/handrail.yaml');
    assert.equal((await client.items('/app/a.ts'))[0]?.severity, 2);
  });

  it('counts from the moment that it is there', async () => {
    const files = new Map<string, string>();
    const client = await startClient({ files });
    await client.open('/app/a.ts', token());
    const { resultId } = await client.pull('/app/a.ts');
    files.set('/app/handrail.yaml', 'rules: { secrets/github-pat: off }\n');
    await changedOnDisk(client, '/app/handrail.yaml');
    await client.until(() => client.refreshes() === 1);
    const report = await client.pull('/app/a.ts', resultId);
    assert.deepEqual(report.kind === 'full' && report.items, []);
  });

  it('follows a pack on disk: changed files, new ones, and the loss of all', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'extends: [./pack]\n'],
      ['/app/pack/tickets.yaml', pack],
    ]);
    const client = await startClient({ files });
    await client.open('/app/a.ts', `${ticket} bug-17`);
    const codes = async () => (await client.items('/app/a.ts')).map(({ code }) => code);
    assert.deepEqual(await codes(), ['team/ticket']);

    files.set(
      '/app/pack/bugs.yaml',
      pack.replace('team/ticket', 'team/bug').replace(/tick-/g, 'bug-').replace('{6}', '{2}'),
    );
    await changedOnDisk(client, '/app/pack/bugs.yaml');
    assert.deepEqual(await codes(), ['team/ticket', 'team/bug']);

    files.delete('/app/pack/bugs.yaml');
    files.delete('/app/pack/tickets.yaml');
    await changedOnDisk(client, '/app/pack');
    assert.deepEqual(await codes(), []);
  });

  it('is not disturbed by other files on disk', async () => {
    const client = await startClient({ files: new Map([['/app/handrail.yaml', 'profile: all\n']]) });
    await client.open('/app/a.ts', token());
    const { resultId } = await client.pull('/app/a.ts');
    await changedOnDisk(client, '/app/deploy.yaml');
    assert.equal((await client.pull('/app/a.ts', resultId)).kind, 'unchanged');
  });

  it('shows what is wrong, at its line, in files that nobody has opened', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'extends:\n  - ./pack\n  - ./gone\n'],
      ['/app/pack/tickets.yaml', pack.replace('medium', 'enormous')],
    ]);
    const client = await startClient({ files });
    await client.until(() => client.published.size === 2);
    const shown = (path: string) => client.published.get(uriOf(path))?.diagnostics.map(inShort);
    assert.deepEqual(shown('/app/handrail.yaml'), ['3:5-3:11 error There is no']);
    assert.deepEqual(shown('/app/pack/tickets.yaml'), ['4:15-4:23 error Write one of']);

    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts')).length, 1);
    await client.until(() => client.statuses.length === 1);
    assert.deepEqual(
      [client.statuses[0]?.state, client.statuses[0]?.message],
      ['error', '2 mistakes in handrail.yaml or its packs.'],
    );

    files.set('/app/handrail.yaml', 'extends: [./pack]\n');
    await changedOnDisk(client, '/app/handrail.yaml');
    await client.until(() => client.published.get(uriOf('/app/handrail.yaml'))?.diagnostics.length === 0);
  });

  it('hands what is wrong over to whoever opens the file, and takes it back from whoever closes it', async () => {
    const client = await startClient({ files: new Map([['/app/handrail.yaml', 'profile: some\n']]) });
    const uri = uriOf('/app/handrail.yaml');
    await client.until(() => client.published.get(uri)?.diagnostics.length === 1);
    await client.open('/app/handrail.yaml', 'profile: some\n', 'yaml');
    await client.until(() => client.published.get(uri)?.diagnostics.length === 0);
    assert.deepEqual((await client.items('/app/handrail.yaml')).map(inShort), ['1:10-1:14 error Write one of']);
    await client.close('/app/handrail.yaml');
    await client.until(() => client.published.get(uri)?.diagnostics.length === 1);
  });

  it('tells clients that cannot pull about open documents, too', async () => {
    const files = new Map([['/app/handrail.yaml', 'profile: recommended\n']]);
    const client = await startClient({ files, capabilities: likeNeovim });
    await client.open('/app/a.ts', token());
    await client.open('/app/handrail.yaml', 'profile: recommended\n', 'yaml');
    await client.until(() => client.published.size === 2);
    await client.change('/app/handrail.yaml', { text: 'rules: { secrets/github-pat: off }\nprofile: some\n' });
    await client.until(() => client.published.get(uriOf('/app/a.ts'))?.diagnostics.length === 0);
    await client.until(() => client.published.get(uriOf('/app/handrail.yaml'))?.diagnostics.length === 1);
  });

  it('shows them what is wrong whether the file is open or not', async () => {
    const files = new Map([['/app/handrail.yaml', 'profile: some\n']]);
    const client = await startClient({ files, capabilities: likeNeovim });
    const shown = () => client.published.get(uriOf('/app/handrail.yaml'));
    /** Whatever was to be sent about other files has been sent once this one has come through. */
    const settled = async (path: string) => {
      await client.open(path, '');
      await client.until(() => client.published.has(uriOf(path)));
    };
    await client.until(() => shown()?.diagnostics.length === 1);
    await client.open('/app/handrail.yaml', 'profile: some\n', 'yaml');
    await client.until(() => shown()?.version === 1);
    await settled('/app/a.ts');
    assert.equal(shown()?.diagnostics.length, 1);
    await client.close('/app/handrail.yaml');
    await client.until(() => shown()?.version === undefined);
    await settled('/app/b.ts');
    assert.equal(shown()?.diagnostics.length, 1);
  });

  it('leaves files out, and says so', async () => {
    const client = await startClient({ files: new Map([['/app/handrail.yaml', 'ignore: ["vendor/**"]\n']]) });
    await client.open('/app/vendor/a.ts', token());
    await client.open('/app/src/vendor.ts', token());
    assert.deepEqual(await client.items('/app/vendor/a.ts'), []);
    assert.equal((await client.items('/app/src/vendor.ts')).length, 1);
    assert.deepEqual([client.statuses[0]?.state, client.statuses[0]?.message], ['off', 'Ignored by handrail.yaml.']);
  });

  it('may stand above the folder', async () => {
    const files = new Map([['/handrail.yaml', 'rules: { secrets/github-pat: info }\n']]);
    const client = await startClient({ files });
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts'))[0]?.severity, 3);
  });

  it('holds for its own folder and those in it', async () => {
    const files = new Map([
      ['/one/handrail.yaml', 'rules: { secrets/github-pat: off }\n'],
      ['/two/handrail.yaml', 'rules: { secrets/github-pat: info }\n'],
    ]);
    const folders = ['/one', '/two', '/two/inner', '/three'];
    const client = await startClient({ files, folders, settings: new Map([['', {}]]) });
    const severities = [];
    for (const path of ['/one/a.ts', '/two/a.ts', '/two/inner/a.ts', '/three/a.ts', '/else/a.ts']) {
      await client.open(path, token());
      severities.push((await client.items(path))[0]?.severity);
    }
    assert.deepEqual(severities, [undefined, 3, 3, 1, 1]);
  });

  it('holds for a part of the repository, too, and names files as the whole repository does', async () => {
    const files = new Map([
      ['/repo/.git/HEAD', 'ref: refs/heads/main\n'],
      ['/repo/handrail.yaml', 'ignore: ["/packages/app/gen/**"]\nrules: { secrets/github-pat: info }\n'],
    ]);
    const builtin = [tokenRule({ files: ['^packages/app/src/'] })];
    const client = await startClient({ files, builtin, folders: ['/repo/packages/app'] });
    await client.open('/repo/packages/app/src/a.ts', token());
    await client.open('/repo/packages/app/gen/a.ts', token());
    assert.equal((await client.items('/repo/packages/app/src/a.ts'))[0]?.severity, 3);
    assert.deepEqual(await client.items('/repo/packages/app/gen/a.ts'), []);
    await client.until(() => client.statuses.length === 2);
    assert.equal(client.statuses[1]?.state, 'off');
  });

  it('comes and goes with its workspace folder', async () => {
    const files = new Map([['/two/handrail.yaml', 'rules: { secrets/github-pat: info }\n']]);
    const client = await startClient({ files, folders: ['/one'] });
    await client.open('/two/a.ts', token());
    const severity = async () => (await client.items('/two/a.ts'))[0]?.severity;
    const two = { uri: uriOf('/two'), name: 'two' };
    assert.equal(await severity(), 1);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [two], removed: [] },
    });
    assert.equal(await severity(), 3);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [two] },
    });
    assert.equal(await severity(), 1);
  });

  it('is not read in a workspace that is not trusted, until it is', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'extends: [./pack]\nrules: { secrets/github-pat: off }\nprofile: some\n'],
      ['/app/pack/tickets.yaml', pack],
    ]);
    const client = await startClient({ files, options: { trusted: false } });
    await client.open('/app/a.ts', `${ticket} ${token()}`);
    const codes = async () => (await client.items('/app/a.ts')).map(({ code }) => code);
    assert.deepEqual(await codes(), ['secrets/github-pat']);
    assert.equal(client.statuses[0]?.state, 'limited');
    assert.equal(client.published.size, 0);

    await client.connection.sendNotification('handrail/trust', { trusted: true });
    await client.until(() => client.refreshes() === 1);
    assert.deepEqual(await codes(), ['team/ticket']);
    await client.until(() => client.published.size === 1);
  });

  it('does not stop the built-in rules when the disk fails', async () => {
    const files = new Map([['/app/handrail.yaml', '']]);
    files.get = () => {
      throw new Error('EIO: i/o error');
    };
    const client = await startClient({ files });
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts')).length, 1);
    await client.until(() => client.statuses.length === 1);
    assert.equal(client.statuses[0]?.message, 'The rules of app cannot be read: EIO: i/o error');
  });

  it('is watched, together with packs outside of the workspace', async () => {
    const files = new Map([
      ['/app/handrail.yaml', 'extends: [../shared, ../one.yaml]\n'],
      ['/shared/tickets.yaml', pack],
      ['/one.yaml', 'rules: []\n'],
    ]);
    const client = await startClient({ files });
    const watchers = () =>
      client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles')?.registerOptions.watchers;
    await client.until(() => watchers() !== undefined);
    assert.deepEqual(watchers(), [
      { globPattern: '**/*.{yaml,yml}' },
      { globPattern: projectFiles },
      { globPattern: { baseUri: 'file:///', pattern: 'handrail.yaml' } },
      { globPattern: { baseUri: 'file:///shared', pattern: '**/*.{yaml,yml}' } },
      { globPattern: { baseUri: 'file:///', pattern: 'one.yaml' } },
    ]);
    files.set('/app/handrail.yaml', 'extends: [../one.yaml]\n');
    await changedOnDisk(client, '/app/handrail.yaml');
    await client.until(() => watchers()?.length === 4);
  });
});

function changedOnDisk(client: TestClient, path: string): Promise<void> {
  const changes = [{ uri: uriOf(path), type: 2 }];
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

/** 1-based, as a person reads it. */
function inShort({ range: { start, end }, severity, message }: Diagnostic): string {
  const place = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  return `${place} ${severity === 1 ? 'error' : 'warning'} ${String(message).split(' ', 3).join(' ')}`;
}
