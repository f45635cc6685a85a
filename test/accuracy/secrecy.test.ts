import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkspaceDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import type { Rule } from '../../server/engine/rule.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { endAll, startClient, type World } from '../lsp/harness.ts';
import { leakFinder, type Planted, planted } from './planted.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Every bad example of every built-in rule is checked; nothing that comes out may hold one of the secrets. */
describe('no secret comes out', function () {
  this.timeout(120_000);
  let builtin: readonly Rule[];
  let examples: readonly Planted[];
  let leaksIn: (output: string) => string[];

  before(() => {
    builtin = parseBuiltin(readFileSync(join(dist, 'rules.json'), 'utf8'));
    examples = planted(builtin);
    leaksIn = leakFinder(examples.flatMap(({ secrets }) => secrets));
  });

  /** Says how long they are, for a failing test must not print them either. */
  function assertSilent(output: string, about = ''): void {
    assert.deepEqual(
      leaksIn(output).map((secret) => `${about}: ${secret.length} characters`),
      [],
    );
  }

  it('though there are some, and they would be noticed', () => {
    const known = examples.filter(({ secrets }) => secrets.length);
    assert.ok(known.length > 1000, `${known.length} examples with secrets`);
    const [{ secrets }] = known as [Planted];
    assert.deepEqual(leaksIn(`x${secrets[0]}x`), [secrets[0]]);
    assert.equal(leaksIn(examples.map(({ text }) => text).join('\n')).length > 1000, true);
    assert.deepEqual(leakFinder(['pass "1\n2"'])(JSON.stringify({ said: 'pass "1\n2"' })), ['pass \\"1\\n2\\"']);
  });

  describe('of the command line', () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'handrail-secrecy-'));
      for (const [index, { file, text }] of examples.entries()) {
        const path = join(folder, String(index), ...file.split('/'));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const format of ['text', 'json', 'sarif', 'github']) {
      it(`with --format ${format}`, () => {
        const flags = ['--no-config', '--no-ignore', '--profile', 'all', '--format', format];
        const command = [join(dist, 'cli.js'), 'scan', folder, ...flags];
        const { stdout, stderr, status } = spawnSync(process.execPath, command, {
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        });
        assert.equal(status, 1, stderr);
        assert.ok(stdout.length > 100_000, stderr);
        assertSilent(stdout + stderr);
      });
    }
  });

  describe('of the language server', () => {
    afterEach(endAll);

    /** A client whose server keeps all rules on, and everything that server says, byte by byte. */
    async function listening(world: World) {
      const said: Buffer[] = [];
      const settings = new Map([['', { profile: 'all', scope: 'workspace' } as const]]);
      const client = await startClient({ builtin, settings, onBytes: (bytes) => said.push(bytes), ...world });
      return { client, said: () => Buffer.concat(said.splice(0)).toString('utf8') };
    }

    it('in diagnostics, status, offers of fixes, their edits, and the log', async () => {
      const { client, said } = await listening({});
      let [diagnostics, edits, length] = [0, 0, 0];
      for (const [index, { file, text }] of examples.entries()) {
        const path = `/app/${index}/${file}`;
        await client.open(path, text);
        for (const diagnostic of await client.items(path)) {
          diagnostics++;
          for (const action of await client.actions(path, diagnostic)) {
            if (action.disabled) continue;
            const { edit } = await client.resolve(action);
            if (edit) edits++;
          }
        }
        await client.close(path);
        const words = said();
        length += words.length;
        assertSilent(words, file);
      }
      assert.ok(length > 1_000_000, `${length} characters said`);
      assert.ok(diagnostics > 1000, `${diagnostics} diagnostics`);
      assert.ok(edits > 1000, `${edits} edits`);
    });

    it('in a report on the whole workspace', async () => {
      const files = new Map(examples.map(({ file, text }, index) => [`/app/${index}/${file}`, text]));
      const { client, said } = await listening({ files });
      const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
      assert.ok(items.length > 1000, `${items.length} files with findings`);
      const words = said();
      assert.ok(words.includes('"severity":'));
      assertSilent(words);
    });
  });
});
