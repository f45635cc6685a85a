import assert from 'node:assert/strict';
import { endAll, startClient, tokenRule } from './harness.ts';

const builtin = [
  tokenRule({ keywords: ['secure'], regex: 'secure: false', message: 'Not secure.', severity: 'medium' }),
];
const path = '/app/a.ts';

describe('what an edit weakened', () => {
  afterEach(endAll);

  const messages = async (committed: string | undefined, text: string, trusted = true) => {
    const client = await startClient({
      builtin,
      committed: new Map(committed === undefined ? [] : [[path, committed]]),
      ...(trusted ? {} : { options: { trusted: false } }),
    });
    await client.open(path, committed ?? text);
    await client.change(path, { text });
    return (await client.items(path)).map(({ message, severity }) => `${severity} ${message}`);
  };

  it('is said, and ranks higher', async () => {
    assert.deepEqual(await messages('cookie({ secure: true })', 'cookie({ secure: false })'), [
      '1 Not secure. It was strict before this edit.',
    ]);
  });

  it('is not said of what is new, of what is old, or where there is no commit', async () => {
    assert.deepEqual(await messages('x', 'x\ncookie({ secure: false })'), ['2 Not secure.']);
    assert.deepEqual(await messages('cookie({ secure: false })', '\ncookie({ secure: false })'), ['2 Not secure.']);
    assert.deepEqual(await messages(undefined, 'cookie({ secure: false })'), ['2 Not secure.']);
  });

  it('is not looked up in Restricted Mode', async () => {
    assert.deepEqual(await messages('cookie({ secure: true })', 'cookie({ secure: false })', false), ['2 Not secure.']);
  });
});
