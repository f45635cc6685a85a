import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { default as Draft4 } from 'ajv-draft-04';
import type { Log } from 'sarif';
import { brittleRule, handrail, temporaryFolders, token, tokenRule, weakRule } from './handrail.ts';

/** The schema is large and not ours to publish, so it lies beside the project. */
const schemaFile = fileURLToPath(new URL('../../../shared/data/schemas/sarif-2.1.0.json.gz', import.meta.url));

describe('SARIF of handrail scan', () => {
  const folder = temporaryFolders();
  const sarif = async (cwd: string, args: readonly string[] = [], rules = [tokenRule, weakRule]) => {
    const { stdout } = await handrail(cwd, ['scan', '--format', 'sarif', ...args], { rules });
    return JSON.parse(stdout) as Log;
  };

  it('says where a finding is, what it is and how to know it again', async () => {
    const cwd = folder({ '.git/HEAD': '', 'src/a.ts': `\n  const 😀 = "${token}";\n` });
    const [run] = (await sarif(join(cwd, 'src'))).runs;
    assert.deepEqual(run!.originalUriBaseIds, { '%SRCROOT%': { uri: pathToFileURL(`${cwd}/`).href } });
    assert.equal(run!.columnKind, 'utf16CodeUnits');
    const [result] = run!.results!;
    assert.match(result!.partialFingerprints!['handrail/v1']!, /^[0-9a-f]{32}$/);
    assert.deepEqual(
      { ...result, partialFingerprints: undefined },
      {
        ruleId: 'secrets/test-token',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'A test token stands in the text.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/a.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 2, startColumn: 15, endLine: 2, endColumn: 51 },
            },
          },
        ],
        partialFingerprints: undefined,
        properties: { family: 'secrets', severity: 'critical', confidence: 'high' },
      },
    );
    assert.deepEqual(run!.invocations, [{ executionSuccessful: true, exitCode: 1 }]);
  });

  it('describes the rules that are on', async () => {
    const cwd = folder({});
    const ids = async (...args: string[]) => (await sarif(cwd, args)).runs[0]!.tool.driver.rules!.map(({ id }) => id);
    assert.deepEqual(await ids(), ['secrets/test-token']);
    assert.deepEqual(await ids('--profile', 'all'), ['secrets/test-token', 'defaults/weak-thing']);
    const [rule] = (await sarif(cwd)).runs[0]!.tool.driver.rules!;
    assert.deepEqual(rule, {
      id: 'secrets/test-token',
      name: 'TestToken',
      shortDescription: { text: 'Test token' },
      fullDescription: { text: 'Whoever reads the text can use it.' },
      help: {
        text: [
          'Test token.',
          'Whoever reads the text can use it.',
          'Instead: Read it from the environment.',
          'What it opens: everything (Test).',
          'If it has leaked: revoke it at https://example.com/revoke',
          'More: https://example.com/test token',
        ].join('\n\n'),
        markdown: [
          'Test token.',
          'Whoever reads the text can use it.',
          '**Instead:** Read it from the environment.',
          '**What it opens:** everything (Test).',
          '**If it has leaked:** revoke it at <https://example.com/revoke>',
          '**More:** <https://example.com/test token>',
        ].join('\n\n'),
      },
      helpUri: 'https://example.com/test%20token',
      defaultConfiguration: { level: 'error' },
      properties: {
        family: 'secrets',
        severity: 'critical',
        confidence: 'high',
        'security-severity': '9.5',
        precision: 'high',
        tags: ['security', 'secrets', 'external/cwe/cwe-798', 'external/owasp-nhi/nhi2', 'external/nist-csf/pr.aa-01'],
      },
    });
  });

  it('keeps findings that a comment allows, with the reason', async () => {
    const cwd = folder({ 'a.txt': `${token}\n# handrail: allow secrets/* -- a sample\n${token}\n` });
    const results = (await sarif(cwd)).runs[0]!.results!;
    assert.equal(results[0]!.suppressions, undefined);
    assert.deepEqual(results[1]!.suppressions, [
      {
        kind: 'inSource',
        status: 'accepted',
        location: {
          physicalLocation: {
            artifactLocation: { uri: 'a.txt', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 40 },
          },
        },
        justification: 'a sample',
      },
    ]);
  });

  it('percent-encodes paths, and names those outside of the root by themselves', async function () {
    if (process.platform === 'win32') this.skip(); // No such names there.
    const names = ['a b#?%41.txt', 'é:ü/[x].txt', 'quote\'"\\.txt'];
    const cwd = folder(Object.fromEntries(names.map((name) => [`repo/${name}`, token])));
    const other = folder({ 'x y.txt': token });
    const uris = async (...args: string[]) =>
      (await sarif(join(cwd, 'repo'), args)).runs[0]!.results!.map(
        ({ locations }) => locations![0]!.physicalLocation!.artifactLocation!,
      );
    const inside = await uris();
    assert.deepEqual(inside.map(({ uri }) => decodeURIComponent(uri!)).sort(), [...names].sort());
    assert.ok(
      inside.every(({ uri }) => /^[\w.~!*'()%/-]+$/.test(uri!)),
      JSON.stringify(inside),
    );
    assert.deepEqual((await uris('.', join(other, 'x y.txt'))).at(-1), {
      uri: pathToFileURL(join(other, 'x y.txt')).href,
    });
  });

  it('tells what went wrong', async () => {
    const cwd = folder({ 'handrail.yaml': 'profile: every\n', 'a.txt': 'brittle' });
    const [invocation] = (await sarif(cwd, ['gone', 'a.txt'], [tokenRule, brittleRule])).runs[0]!.invocations!;
    assert.equal(invocation!.executionSuccessful, false);
    assert.equal(invocation!.exitCode, 2);
    assert.deepEqual(
      invocation!.toolConfigurationNotifications!.map(({ level, locations }) => [
        level,
        locations![0]!.physicalLocation,
      ]),
      [
        [
          'error',
          {
            artifactLocation: { uri: 'handrail.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 10 },
          },
        ],
      ],
    );
    assert.deepEqual(
      invocation!.toolExecutionNotifications!.map(({ descriptor, level, associatedRule }) => [
        descriptor!.id,
        level,
        associatedRule,
      ]),
      [
        ['file', 'error', undefined],
        ['rule', 'error', { id: 'defaults/brittle', index: 1 }],
      ],
    );
  });

  it('is valid by the schema of SARIF 2.1.0', async function () {
    if (!existsSync(schemaFile)) {
      console.warn(`      SKIPPED: the SARIF schema is not at ${schemaFile}`);
      this.skip();
    }
    const ajv = new Draft4.default({ strict: false, allErrors: true });
    ajv.addFormat('uri', (text) => URL.canParse(text) && !/[\s<>"{}|\\^`]/.test(text));
    ajv.addFormat('uri-reference', (text) => URL.canParse(text, 'file:///') && !/[\s<>"{}|\\^`]/.test(text));
    ajv.addFormat('date-time', () => false); // We write none.
    const validate = ajv.compile(JSON.parse(gunzipSync(readFileSync(schemaFile)).toString('utf8')));
    const cwd = folder({
      'handrail.yaml': 'profile: every\n',
      'a b.txt': `brittle ${token}\nweak-thing\n# handrail: allow * -- a sample\n${token}\n# handrail: allow *\n${token}\n`,
      'é/x.txt': token,
      'n.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: token }] }),
    });
    const everything = await sarif(cwd, ['gone', '.', '--profile', 'all'], [tokenRule, weakRule, brittleRule]);
    assert.equal(everything.runs[0]!.results!.length, 6);
    for (const log of [everything, await sarif(folder({}))]) {
      validate(log);
      assert.deepEqual(validate.errors ?? [], []);
    }
    assert.equal(validate({ ...everything, version: 'x' }), false, 'The schema says no to what is wrong.');
  });
});
