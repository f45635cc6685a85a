import assert from 'node:assert/strict';
import { commentStyle } from '../../server/engine/comment.ts';
import { languageOf } from '../../server/engine/language.ts';

describe('language', () => {
  const table: [path: string, language: string][] = [
    ['src/a.ts', 'typescript'],
    ['src/a.d.ts', 'typescript'],
    ['a.test.tsx', 'typescriptreact'],
    ['A.PY', 'python'],
    ['deploy/Dockerfile', 'dockerfile'],
    ['deploy/Dockerfile.dev', 'dockerfile'],
    ['.env', 'dotenv'],
    ['app/.env.production.local', 'dotenv'],
    ['prod.env', 'dotenv'],
    ['tsconfig.json', 'jsonc'],
    ['package.json', 'json'],
    ['.eslintrc.json', 'json'],
    ['main.tf', 'terraform'],
    ['prod.auto.tfvars', 'terraform'],
    ['.github/workflows/ci.yml', 'yaml'],
    ['folder.ts/README', 'plaintext'],
    ['LICENSE', 'plaintext'],
    ['.', 'plaintext'],
    ['', 'plaintext'],
    ['a.', 'plaintext'],
    // Names that every JavaScript object has.
    ['constructor', 'plaintext'],
    ['a.constructor', 'plaintext'],
    ['__proto__', 'plaintext'],
  ];
  for (const [path, language] of table)
    it(`of ${path || 'nothing'} is ${language}`, () => assert.equal(languageOf(path), language));
});

describe('comment style', () => {
  it('fits the language', () => {
    assert.deepEqual(commentStyle('typescript'), { open: '//' });
    assert.deepEqual(commentStyle('python'), { open: '#' });
    assert.deepEqual(commentStyle('html'), { open: '<!--', close: '-->' });
  });

  it('is none where there are no comments', () => {
    for (const language of ['json', 'plaintext', 'nonesuch']) assert.equal(commentStyle(language), undefined);
  });
});
