import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block]) => block!.split('\n'))
  .filter((line) => line && !line.startsWith('#'));
const scripts = commands.filter((command) => command.startsWith('npm '));
const runnable = commands.filter((command) => !command.startsWith('npm '));

describe('the README', () => {
  it('names scripts that are there', () => {
    const names = scripts.map((script) => script.replace(/^npm (run )?/, ''));
    assert.deepEqual(names.slice(0, 2), ['start', 'test']);
    assert.deepEqual(
      names.filter((name) => !(name in manifest.scripts)),
      [],
    );
  });

  it('has every setting with its default', () => {
    const rows = [...readme.matchAll(/^\| `(handrail\.\w+)` +\| `([^`]*)` +\|/gm)];
    const settings = Object.entries<{ default: unknown }>(manifest.contributes.configuration.properties);
    assert.deepEqual(
      Object.fromEntries(rows.map(([, name, value]) => [name!, JSON.parse(value!)])),
      Object.fromEntries(settings.map(([name, { default: value }]) => [name, value])),
    );
  });

  it('has only options that the command line has', function () {
    this.timeout(20_000); // Starts a program.
    const help = spawnSync(process.execPath, ['dist/cli.js', 'scan', '--help'], { cwd: root, encoding: 'utf8' });
    assert.equal(help.status, 0, help.stderr);
    const options = [...readme.matchAll(/^\| (`--[^|]+)/gm)].flatMap(([, cell]) => cell!.match(/--[\w-]+/g)!);
    assert.ok(options.length > 5);
    assert.deepEqual(
      options.filter((option) => !help.stdout.includes(option)),
      [],
    );
  });

  describe('has commands that run', () => {
    let folder: string;

    before(function () {
      this.timeout(20_000); // Copies what a clone has after the build.
      folder = mkdtempSync(join(tmpdir(), 'handrail-readme-'));
      for (const path of ['dist', 'example', 'package.json']) {
        cpSync(join(root, path), join(folder, path), { recursive: true });
      }
    });
    after(() => rmSync(folder, { recursive: true }));

    for (const command of runnable) {
      it(command, function () {
        this.timeout(20_000); // Starts a program.
        const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
        const { status, stderr } = spawnSync(command, {
          cwd: folder,
          shell: true,
          encoding: 'utf8',
          env: { ...process.env, PATH: path },
        });
        // A scan says with 1 that it found something; everything else is a failure.
        assert.ok(status === 0 || (status === 1 && command.includes(' scan ')), `exits with ${status}: ${stderr}`);
      });
    }
  });
});
