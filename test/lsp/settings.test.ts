import assert from 'node:assert/strict';
import type { Settings } from '../../server/protocol.ts';
import { endAll, likeNeovim, likeVsCode, startClient, type TestClient, token, tokenRule, uriOf } from './harness.ts';

describe('settings', () => {
  afterEach(endAll);

  it('are asked for before anything is answered, for each folder', async () => {
    const settings = new Map<string, Partial<Settings>>([
      [uriOf('/off'), { enable: false }],
      [uriOf('/on'), { rules: { 'secrets/*': 'info' } }],
    ]);
    const client = await startClient({ settings, folders: ['/off', '/on'] });
    await client.open('/off/a.ts', token());
    await client.open('/on/a.ts', token());
    await client.open('/else/a.ts', token());
    const severities = [];
    for (const path of ['/off/a.ts', '/on/a.ts', '/else/a.ts']) {
      severities.push((await client.items(path))[0]?.severity);
    }
    assert.deepEqual(severities, [undefined, 3, 1]);
    assert.deepEqual(
      client.statuses.map(({ state, message }) => [state, message]),
      [
        ['off', 'Switched off by the setting handrail.enable.'],
        ['ready', undefined],
        ['ready', undefined],
      ],
    );
  });

  it('are asked for again when they change, and only then is anything checked again', async () => {
    const settings = new Map<string, Partial<Settings>>();
    const builtin = [tokenRule({ profile: 'all' })];
    const client = await startClient({ settings, builtin });
    await client.open('/app/a.ts', token());
    assert.deepEqual(await client.items('/app/a.ts'), []);

    await changed(client);
    settings.set('', { profile: 'all' });
    await changed(client);
    await client.until(() => client.refreshes() === 1);
    assert.equal((await client.items('/app/a.ts')).length, 1);
    assert.deepEqual(
      client.registrations.find(({ method }) => method === 'workspace/didChangeConfiguration')?.registerOptions,
      { section: 'handrail' },
    );
  });

  it('come with the notification from clients that cannot be asked', async () => {
    const capabilities = { ...likeNeovim, workspace: {} };
    const options = { settings: { rules: { 'secrets/*': 'off' } } as const };
    const client = await startClient({ capabilities, options });
    const severity = () => client.published.get(uriOf('/app/a.ts'))?.diagnostics[0]?.severity;
    await client.open('/app/a.ts', token());
    await client.until(() => client.published.has(uriOf('/app/a.ts')));
    assert.equal(severity(), undefined);
    await changed(client, { handrail: { rules: { 'secrets/*': 'warning' } } });
    await client.until(() => severity() === 2);
    await changed(client, { rules: { 'secrets/*': 'hint' } });
    await client.until(() => severity() === 4);
  });

  it('fall back to the default where they are wrong, and the log says so', async () => {
    const rules = { 'secrets/*': 'info', 'secrets/github-pat': 'loud' };
    const settings = new Map([['', { enable: 'yes', rules, maxFileSize: 0 } as never]]);
    const client = await startClient({ settings });
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts'))[0]?.severity, 3);
    assert.deepEqual(client.log, [
      'The setting handrail.enable cannot be "yes"; the default is used.',
      'The setting handrail.rules.secrets/github-pat cannot be "loud"; the default is used.',
      'The setting handrail.maxFileSize cannot be 0; the default is used.',
    ]);
  });

  it('say whose comments count, unless handrail.yaml does', async () => {
    const settings = new Map<string, Partial<Settings>>([['', { allowComments: 'own' }]]);
    const files = new Map([['/all/handrail.yaml', 'allowComments: all\n']]);
    const client = await startClient({ settings, files, folders: ['/app', '/all'] });
    const found = async (path: string) => {
      await client.open(path, `${token()} # gitleaks:allow\n`);
      const { length } = await client.items(path);
      return [length, client.statuses.at(-1)?.allowed];
    };
    assert.deepEqual(await found('/app/a.ts'), [1, 0]);
    assert.deepEqual(await found('/all/a.ts'), [0, 1]);
  });

  it('say whether the whole workspace is asked about', async () => {
    const settings = new Map<string, Partial<Settings>>();
    const client = await startClient({ settings });
    const registered = (method: string) => client.registrations.filter((each) => each.method === method);
    const options = () => registered('textDocument/diagnostic').map(({ registerOptions }) => registerOptions);
    const common = { documentSelector: null, identifier: 'handrail', interFileDependencies: false };
    await client.until(() => registered('workspace/didChangeWatchedFiles').length === 1);
    assert.deepEqual(options(), [{ ...common, workspaceDiagnostics: false }]);

    settings.set('', { scope: 'workspace' });
    await changed(client);
    const watched = () => registered('workspace/didChangeWatchedFiles')[0]?.registerOptions.watchers[0].globPattern;
    await client.until(() => watched() === '**/*');
    assert.deepEqual(options(), [{ ...common, workspaceDiagnostics: true }]);
  });

  it('do not hold up a client that fails to answer', async () => {
    const client = await startClient();
    client.connection.onRequest('workspace/configuration', () => {
      throw new Error('no settings here');
    });
    await changed(client);
    await client.open('/app/a.ts', token());
    assert.equal((await client.items('/app/a.ts')).length, 1);
    assert.match(client.log.join('\n'), /^workspace\/configuration: .*no settings here/);
  });
});

describe('initialize', () => {
  afterEach(endAll);

  it('says what the server can do', async () => {
    const { result } = await startClient({ capabilities: likeVsCode });
    assert.deepEqual(result, {
      serverInfo: { name: 'handrail' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        codeActionProvider: { codeActionKinds: ['quickfix'], resolveProvider: true },
      },
    });
  });

  it('offers no code actions to a client that only knows commands', async () => {
    const { result } = await startClient({ capabilities: {} });
    assert.equal(result.capabilities.codeActionProvider, undefined);
  });
});

function changed(client: TestClient, settings: unknown = null): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
}
