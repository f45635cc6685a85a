import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsPython, python } from './python.ts';
import { applied, filled, fixAt } from './spots.ts';

/** Programs that print what they were made to send, before and after the fix. */
const programs: readonly { readonly path: string; readonly text: string; readonly says: string }[] = [
  {
    path: 'report.ts',
    text: `import { format } from 'node:util';

export function header(kind: string, token = '{{github-pat}}'): string {
  return format('%s %s', kind, token);
}

console.log(header('Bearer'));
`,
    says: 'Bearer {{github-pat}}\n',
  },
  {
    path: 'late.mjs',
    text: `const send = () => "to \\"{{github-pat}}\\" \`\${1}\`";
if (process.argv.includes('never')) console.log(send());
console.log('ready');
`,
    says: 'ready\n',
  },
  {
    path: 'options.cjs',
    text: `'use strict';
const { inspect } = require('node:util');
module.exports = { token: '{{github-pat}}' };
console.log(inspect(module.exports.token));
`,
    says: "'{{github-pat}}'\n",
  },
  {
    path: 'set.mts',
    text: `process.env.GITHUB_TOKEN = '{{github-pat}}';
console.log(process.env.GITHUB_TOKEN);
`,
    says: '{{github-pat}}\n',
  },
  {
    path: 'report.py',
    text: `"""Reports."""
import json


def header(kind, token="{{github-pat}}"):
    return json.dumps({kind: f"{kind} {{{token}}}"})


print(header("Bearer"))
`,
    says: '{"Bearer": "Bearer {{{github-pat}}}"}\n',
  },
  {
    path: 'late.py',
    text: `import sys


def send():
    return b"to {{github-pat}}\\x21"


if "never" in sys.argv:
    print(send())
print("ready")
`,
    says: 'ready\n',
  },
  {
    path: 'set.py',
    text: `import os

os.environ["GITHUB_TOKEN"] = "{{github-pat}}"
print(os.environ["GITHUB_TOKEN"])
`,
    says: '{{github-pat}}\n',
  },
];

describe('a program after the fix with an environment variable', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-fixes-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  for (const { path, text, says } of programs) {
    describe(path, () => {
      before(function () {
        if (path.endsWith('.py')) needsPython.call(this);
        writeFileSync(join(folder, path), applied(fixAt(path, filled(text, path), 'env-lookup')));
      });

      it('does what it did, with the variable set', () => {
        const { status, stdout, stderr } = run(path, { GITHUB_TOKEN: filled('{{github-pat}}', path) });
        assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: filled(says, path), stderr: '' });
      });

      it('fails when it starts, and names the variable, without', () => {
        const { status, stdout, stderr } = run(path, {});
        assert.notEqual(status, 0);
        assert.equal(stdout, '');
        assert.match(stderr, /GITHUB_TOKEN/);
      });
    });
  }

  function run(path: string, variables: Readonly<Record<string, string>>) {
    const { GITHUB_TOKEN: _, ...others } = process.env;
    const env = { ...others, NODE_NO_WARNINGS: '1', ...variables };
    const [program, ...options] = path.endsWith('.py') ? [python!, '-B'] : [process.execPath];
    const { status, stdout, stderr } = spawnSync(program!, [...options, join(folder, path)], { encoding: 'utf8', env });
    return { status, stdout: stdout.replaceAll('\r\n', '\n'), stderr };
  }
});
