import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds and packs the extension; the path of `handrail-<version>.vsix`. */
export async function packageExtension(): Promise<string> {
  await build();
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = join(root, `${manifest.name}-${manifest.version}.vsix`);
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false, // Everything is bundled.
    // vsce takes the placeholders in the rule pages for secrets; test/house/secrets.test.ts looks at the whole tree.
    allowPackageAllSecrets: true,
    // Without a known repository there is no address to turn the README's relative links into.
    ...(manifest.repository ? {} : { rewriteRelativeLinks: false, allowMissingRepository: true }),
    ...(existsSync(join(root, 'LICENSE')) ? {} : { skipLicense: true }),
  });
  return vsix;
}

if (import.meta.main) {
  const vsix = await packageExtension(); // vsce prints what it packs.
  console.log(`${vsix}: ${(statSync(vsix).size / 1024 / 1024).toFixed(2)} MB`);
}
