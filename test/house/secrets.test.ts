import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { linearEngine } from '../../server/packs/linear.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is found in our own tree, and is none: where, by which rule, and why it stands there. */
const harmless: readonly (readonly [path: RegExp, rule: RegExp, why: string])[] = [
  [
    /^(?:rules|docs\/rules|example)\/|^test\/unit\/fixes\//,
    /env-fallback-literal$/,
    'words, such as people write as a default',
  ],
  [
    /^(?:rules|docs\/rules)\//,
    /hardcoded-credential$|basic-auth-url$|bearer-authorization-header$/,
    'words and halves',
  ],
  [/^rules\//, /aws-bedrock-api-key$/, 'the regular expression itself'],
  [/^server\/detectors\/credential\//, /./, 'a comment that explains by example'],
  [/^test\//, /hardcoded-credential$/, 'a word under the name of a secret'],
];

/** Every file that git tracks, by its path. */
function trackedFiles(): string[] {
  const { stdout, stderr, status } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.split('\0').filter((path) => path && existsSync(join(root, path)));
}

function isHarmless(path: string, rule: string): boolean {
  return harmless.some(([paths, rules]) => paths.test(path) && rules.test(rule));
}

describe('our own tree', () => {
  it('holds nothing that looks like a live credential', async function () {
    this.timeout(120_000);
    const builtin = parseBuiltin(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
    const secrets = builtin.filter(({ family }) => family === 'secrets');
    const rules = ruleset(secrets, detectors(await linearEngine()), { profile: 'recommended' });
    const paths = trackedFiles();
    assert.ok(paths.length > 100);
    const found = paths.flatMap((path) => {
      const { findings, failures } = scan(source(path, readFileSync(join(root, path), 'utf8')), rules, {
        today: new Date().toISOString().slice(0, 10),
      });
      assert.deepEqual(failures, []);
      return findings
        .filter(({ rule, suppression }) => !suppression && !isHarmless(path, rule))
        .map(({ rule, excerpt }) => `${path}: ${rule}: ${excerpt}`);
    });
    assert.deepEqual(found, []);
  });
});
