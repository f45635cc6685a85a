import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';
import { cargoToml } from './cargoToml.ts';
import { gemfile } from './gemfile.ts';
import { goMod } from './goMod.ts';
import { composerJson, packageJson } from './jsonManifests.ts';
import { pipfile, pyproject } from './pythonToml.ts';
import { requirements } from './requirements.ts';
import { setupCfg, setupPy } from './setup.ts';

/** The packages that a manifest names, in the order of the text; none where the file is no manifest. */
export function manifests({ path, text }: Pick<Source, 'path' | 'text'>): readonly Dependency[] {
  return readerOf(path)?.(text) ?? [];
}

/** Whether a file of that path is a manifest, as people write it by hand. */
export function isManifest(path: string): boolean {
  return readerOf(path) !== undefined;
}

function readerOf(path: string): ((text: string) => readonly Dependency[]) | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    byName[name] ??
    (/^(?:[\w.-]*requirements[\w.-]*|constraints)\.(?:txt|in)$/.test(name) ||
    /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/.test(path)
      ? requirements
      : /\.gemspec$/.test(name)
        ? gemfile
        : undefined)
  );
}

const byName: Readonly<Record<string, (text: string) => readonly Dependency[]>> = {
  'package.json': packageJson,
  'composer.json': composerJson,
  'pyproject.toml': pyproject,
  Pipfile: pipfile,
  'setup.py': setupPy,
  'setup.cfg': setupCfg,
  'go.mod': goMod,
  'Cargo.toml': cargoToml,
  Gemfile: gemfile,
};
