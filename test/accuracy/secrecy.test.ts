import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declaredRules } from '../../scripts/generate/declaredRules.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Every bad example of every built-in rule is scanned; nothing that comes out may hold one of the secrets. */
describe('no secret comes out', function () {
  this.timeout(120_000);
  let folder: string;
  const secrets = new Set<string>();

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-secrecy-'));
    const declared = declaredRules();
    const samples = samplesOf(declared);
    const rules = ruleset(parseBuiltin(readFileSync(join(dist, 'rules.json'), 'utf8')), detectors(), {
      profile: 'all',
    });
    let number = 0;
    for (const { examples } of declared) {
      for (const example of examples.bad) {
        const { text, file = 'example.ts' } = typeof example === 'string' ? { text: example } : example;
        const path = join(folder, String(number++), ...file.split('/'));
        // With a seed of its own: a value of one shape is an id here and a secret there.
        const written = expandPlaceholders(text, number, samples);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, written);
        for (const { span, severity } of scan(source(file, written), rules, { today: '2026-11-20' }).findings) {
          const secret = written.slice(span.start, span.end);
          // A word such as "postgres" stands in messages anyway.
          const word = secret.length < 8 || !/\d/.test(secret);
          if (severity !== 'low' && !word) secrets.add(secret);
        }
      }
    }
    assert.ok(secrets.size > 1000, `${secrets.size} secrets`);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const format of ['text', 'json', 'sarif', 'github']) {
    it(`of handrail scan --format ${format}`, () => {
      const flags = ['--no-config', '--no-ignore', '--profile', 'all', '--format', format];
      const { stdout, stderr, status } = spawnSync(process.execPath, [join(dist, 'cli.js'), 'scan', folder, ...flags], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      assert.equal(status, 1, stderr);
      const out = `${stdout}${stderr}`;
      assert.deepEqual(
        [...secrets].filter((secret) => out.includes(secret)).map((secret) => `${secret.length} characters`),
        [],
      );
    });
  }
});
