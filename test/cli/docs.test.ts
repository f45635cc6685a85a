import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { handrail, temporaryFolders, token, tokenRule } from './handrail.ts';

/** Every key in a JSON value, with the keys around it: `findings.[].path`. */
function keys(value: unknown, around = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keys(item, `${around}[].`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [around + key, ...keys(inner, `${around}${key}.`)]);
}

describe('docs/command-line.md', () => {
  const folder = temporaryFolders();
  const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');

  it('shows the JSON that is printed', async () => {
    const cwd = folder({
      'handrail.yaml': 'profile: every\n',
      'a.txt': `${token} # handrail: allow secrets/* -- expired\nfriend\n`,
    });
    const rules = [tokenRule];
    const { stdout } = await handrail(cwd, ['scan', '-f', 'json'], { rules });
    const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!);
    // No rule of these tests has a second place; its keys are those of the first.
    const related = keys(example).filter((key) => key.startsWith('findings.[].related.'));
    assert.deepEqual(
      keys(example).filter((key) => !related.includes(key)),
      keys(JSON.parse(stdout)),
    );
  });
});
