import assert from 'node:assert/strict';
import { handrail, temporaryFolders, token } from './handrail.ts';

describe('handrail scan of a notebook', () => {
  const folder = temporaryFolders();
  const text = JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', source: ['# Title'] },
        { cell_type: 'code', source: ['import os\n', `key = "${token}"\n`] },
      ],
      metadata: { key: token },
    },
    undefined,
    1,
  );
  const scan = async (format: string) => {
    const { code, stdout } = await handrail(folder({ '.git/HEAD': '', 'a.ipynb': text }), ['scan', '--format', format]);
    assert.equal(code, 1);
    assert.ok(!stdout.includes(token));
    return stdout;
  };

  it('names the cell, and shows the line of the file', async () => {
    assert.equal(
      await scan('text'),
      `a.ipynb:13:14 (cell 2)  error  A test token stands in the text.  secrets/test-token
    "key = \\"tok_••••••••\\"\\n"
             ^^^^^^^^^^^^
a.ipynb:18:11  error  A test token stands in the text.  secrets/test-token
    "key": "tok_••••••••"
            ^^^^^^^^^^^^

2 errors in 1 file. 1 file checked.
`,
    );
  });

  it('names the cell in JSON', async () => {
    const { findings } = JSON.parse(await scan('json'));
    assert.deepEqual(
      findings.map(({ place, startLine, startColumn }: Record<string, unknown>) => ({ place, startLine, startColumn })),
      [
        { place: 'cell 2', startLine: 13, startColumn: 14 },
        { place: undefined, startLine: 18, startColumn: 11 },
      ],
    );
  });

  it('names the cell in SARIF as a logical location', async () => {
    const [run] = JSON.parse(await scan('sarif')).runs;
    assert.deepEqual(
      run.results.map(
        ({ locations }: { locations: { logicalLocations?: object[] }[] }) => locations[0]?.logicalLocations,
      ),
      [[{ name: 'cell 2' }], undefined],
    );
  });

  it('names the cell in annotations', async () => {
    const [first, second] = (await scan('github')).split('\n');
    assert.match(first!, /::A test token stands in the text\. \(secrets\/test-token, cell 2\)$/);
    assert.match(second!, /::A test token stands in the text\. \(secrets\/test-token\)$/);
  });
});
