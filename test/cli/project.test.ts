import assert from 'node:assert/strict';
import { builtinFiles } from '../../scripts/compileRules.ts';
import { compilePack } from '../../server/packs/compile.ts';
import { handrail, temporaryFolders } from './handrail.ts';

describe('handrail scan, on the packages of a project', () => {
  const folder = temporaryFolders();
  const { rules } = compilePack(
    builtinFiles().filter(({ path }) => path === 'rules/deps/packages.yaml'),
    true,
  );

  it('looks them up from the file upwards', async () => {
    const cwd = folder({
      'web/package.json': '{ "dependencies": { "vector-magic-pro": "^1.0.0" } }',
      'web/src/a.ts': "import a from 'vector-magic-pro';\nimport b from 'vector-magic-max';\n",
      'api/requirements.txt': 'flask\n',
      'api/app/a.py': 'import flask\nimport vector_magic_pro\nimport helper\n',
      'api/tools/helper.py': '',
      'web/node_modules/vector-magic-min/index.js': "require('vector-magic-none')",
    });
    const { stdout } = await handrail(cwd, ['scan', '--no-ignore'], { rules });
    const found = stdout.split('\n').filter((line) => line.includes('deps/'));
    assert.deepEqual(
      found.map((line) => line.split('  ')[0]),
      // The entry of the manifest is not installed yet: the moment to look.
      ['api/app/a.py:2:8', 'web/package.json:1:22', 'web/src/a.ts:2:16'],
    );
  });
});
