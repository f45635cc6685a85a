import assert from 'node:assert/strict';
import { withMadeUpCredentials } from '../../scripts/vscode/madeUp.ts';
import { inNeovim, requireNeovim } from './neovim.ts';

describe('Neovim, a foreign editor', function () {
  this.timeout(30_000);

  before(function () {
    this.timeout(300_000); // It may have to be installed first.
    requireNeovim();
  });

  const token = withMadeUpCredentials('{{github-pat}}');

  it('shows what the server finds, and takes its fix', async () => {
    // The cup takes one character, two UTF-16 units and four bytes: a mix-up of positions would show.
    const { before, taken, after, text } = await inNeovim(
      { name: 'tea.ts', text: `export const cup = '🍵', token = '${token}';\n` },
      'environment variable',
    );
    assert.deepEqual(before, [{ line: 1, text: token, source: 'handrail', code: 'secrets/github-pat', severity: 1 }]);
    assert.match(taken ?? '', /environment variable/i);
    assert.ok(!text.includes(token));
    assert.match(text, /process\.env/);
    assert.match(text, /^export const cup = '🍵', token = [\w()']+;$/m);
    assert.deepEqual(after, []);
  });

  it('shows what the server finds in Python, and takes its fix', async () => {
    const { before, text, after } = await inNeovim(
      { name: 'tea.py', text: `order = {"cup": "🍵", "token": "${token}"}\n` },
      'environment variable',
    );
    assert.deepEqual(
      before.map(({ line, text, code }) => ({ line, text, code })),
      [{ line: 1, text: token, code: 'secrets/github-pat' }],
    );
    assert.match(text, /^import os$/m);
    assert.match(text, /"token": os\.environ\[/);
    assert.deepEqual(after, []);
  });
});
