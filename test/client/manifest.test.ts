import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import picomatch from 'picomatch';
import { defaultSettings, settingsSection } from '../../server/protocol.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;

describe('the manifest', () => {
  it('offers the settings that the server reads, with the same defaults', () => {
    const offered = Object.entries<{ default: unknown }>(contributes.configuration.properties).map(
      ([name, { default: value }]) => [name.replace(`${settingsSection}.`, ''), value],
    );
    assert.deepEqual(Object.fromEntries(offered), defaultSettings);
  });

  it('lets no workspace that is not trusted change a setting', () => {
    assert.deepEqual(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      Object.keys(contributes.configuration.properties).toSorted(),
    );
  });

  it('has a text for every key, and a key for every text', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(JSON.parse(read('package.nls.json'))).toSorted());
  });

  it('offers the commands that the client has', () => {
    const code = readdirSync(join(root, 'client')).map((file) => read(join('client', file)));
    const registered = [...code.join('\n').matchAll(/registerCommand\(\s*'([^']+)'/g)].map(([, name]) => name!);
    const offered = contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual(registered.toSorted(), offered.toSorted());
    const mentioned = [...read('package.nls.json').matchAll(/command:([\w.]+)/g)].map(([, name]) => name!);
    assert.deepEqual(
      mentioned.filter((name) => !offered.includes(name)),
      [],
    );
  });

  it('names only files that are there and are shipped', () => {
    const files = [
      manifest.icon,
      ...contributes.walkthroughs[0].steps.map(({ media }: { media: { svg: string } }) => media.svg),
      ...contributes.yamlValidation.map(({ url }: { url: string }) => url),
    ].map((path: string) => path.replace('./', ''));
    // Everything is left out but what these lines bring back.
    const kept = read('.vscodeignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    const shipped = picomatch(kept.map((line) => line.slice(1)));
    assert.deepEqual(
      files.filter((file) => !existsSync(join(root, file)) || !shipped(file)),
      [],
    );
  });

  it('has an icon of 256 × 256 pixels', () => {
    const png = readFileSync(join(root, manifest.icon));
    assert.equal(png.toString('latin1', 12, 16), 'IHDR');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
  });

  it('has no more keywords than the Marketplace lists', () => {
    assert.ok(manifest.keywords.length <= 5);
  });
});
