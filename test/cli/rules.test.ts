import assert from 'node:assert/strict';
import { handrail, temporaryFolders } from './handrail.ts';

describe('handrail rules', () => {
  const folder = temporaryFolders();

  it('lists the rules of every profile', async () => {
    const { code, stdout } = await handrail(folder({}), ['rules']);
    assert.equal(code, 0);
    assert.equal(
      stdout,
      [
        'RULE                 SEVERITY  CONFIDENCE  PROFILE      TITLE',
        'defaults/weak-thing  low       low         all          Weak thing',
        'secrets/test-token   critical  high        recommended  Test token',
        '',
      ].join('\n'),
    );
  });

  it('lists them for programs', async () => {
    const { stdout } = await handrail(folder({}), ['rules', '--format', 'json']);
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      rules: [
        { id: 'defaults/weak-thing', title: 'Weak thing', severity: 'low', confidence: 'low', profile: 'all' },
        {
          id: 'secrets/test-token',
          title: 'Test token',
          severity: 'critical',
          confidence: 'high',
          profile: 'recommended',
        },
      ],
    });
  });

  it('exits with 2 where a handrail.yaml is broken', async () => {
    const cwd = folder({ 'handrail.yaml': 'profile: every\n' });
    const { code, stdout, stderr } = await handrail(cwd, ['rules']);
    assert.equal(code, 2);
    assert.match(stderr, /^handrail\.yaml:1:10: error: /);
    assert.match(stdout, /secrets\/test-token/);
    assert.equal((await handrail(cwd, ['rules', '--no-config'])).code, 0);
  });
});
