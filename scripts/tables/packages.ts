/**
 * Makes `tables/packages.txt`: the names of much-used packages and of what comes with a language, for telling a name
 * that exists from one that may be made up. Run by hand when the sources change:
 * `node scripts/tables/packages.ts POPULAR.json.gz STDLIB.json`.
 *
 * Sources, named again in the table with licence and date: `../shared/data/popular_packages.json.gz` and
 * `../shared/data/stdlib_and_imports.json` (described in the README beside them). Only names are kept: no counts, and
 * of an order no more than which names are among the first ones. What the sources lack stands in `packages.corrections.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { normalised } from '../../server/detectors/dependency/normalised.ts';
import { firstMark, packageTable } from '../../server/detectors/dependency/packageTable.ts';
import { alsoImported, alsoNpm } from './packages.corrections.ts';

const [popularFile, stdlibFile] = process.argv.slice(2);
if (!popularFile || !stdlibFile) throw new Error('usage: packages.ts POPULAR.json.gz STDLIB.json');

interface Popular {
  readonly npm: readonly string[];
  readonly npmDependents: readonly string[];
  readonly npmExtra: readonly string[];
  readonly pypi: readonly (readonly [name: string, downloads: number])[];
  readonly pypiExtra: readonly string[];
  readonly go: readonly string[];
  readonly rubygems: readonly string[];
}

interface Stdlib {
  readonly pythonStdlib: Readonly<Record<string, unknown>>;
  readonly python2Only: readonly string[];
  readonly nodeBuiltins: readonly string[];
  readonly importToPypi: Readonly<Record<string, string>>;
  readonly importToPypiHand: Readonly<Record<string, string>>;
}

const popular: Popular = JSON.parse(gunzipSync(readFileSync(popularFile)).toString('utf8'));
const stdlib: Stdlib = JSON.parse(readFileSync(stdlibFile, 'utf8'));

/** So many of the first ones are what a slip of the pen is measured against. */
const first = 4000;

const pypi = popular.pypi.map(([name]) => normalised(name));
const distributions = { ...stdlib.importToPypi, ...stdlib.importToPypiHand, ...alsoImported };

const sections: [name: string, about: string, lines: readonly string[]][] = [
  [
    'npm',
    'npm-high-impact 1.13.0 (MIT, 2026-09-23); DataDog/guarddog top_npm_packages (Apache-2.0, 2026-06-16); some by hand',
    marked(
      [...popular.npm, ...popular.npmDependents, ...popular.npmExtra, ...alsoNpm],
      [...popular.npm.slice(0, first), ...popular.npmDependents.slice(0, first / 4)],
    ),
  ],
  [
    'pypi',
    'hugovk/top-pypi-packages (no licence in what was read: names only; 2026-04-01); DataDog/guarddog top_pypi_packages (Apache-2.0, 2026-06-16)',
    marked(
      [...pypi, ...popular.pypiExtra.map(normalised), ...Object.values(distributions).map(normalised)],
      pypi.slice(0, first),
    ),
  ],
  ['go', 'DataDog/guarddog (Apache-2.0, 2026-02-05)', marked(popular.go, popular.go)],
  ['gem', 'DataDog/guarddog (Apache-2.0, 2026-06-16)', marked(popular.rubygems, popular.rubygems)],
  [
    'node-builtins',
    'npm builtin-modules 5.5.0 (MIT)',
    stdlib.nodeBuiltins.map((name) => name.replace(/^node:/, '').replace(/\/.*/, '')),
  ],
  [
    'python-modules',
    'omnilib/stdlibs (MIT, 2026-02-26): of Python 2 and 3, in any version',
    [...Object.keys(stdlib.pythonStdlib), ...stdlib.python2Only],
  ],
  [
    'python-imports',
    'bndr/pipreqs (Apache-2.0, 2026-03-01), and some by hand: what is imported, and the name it is installed by',
    Object.entries(distributions).map(([module, name]) => `${module} ${normalised(name)}`),
  ],
];

const head = `# Names of packages. Made by scripts/tables/packages.ts, not to be edited.
# Being here says that there is such a package. Not being here says nothing: these are only the much-used ones.
# A mark behind a name says that it is among the first ones.`;
const text = `${head}\n${sections.map(([name, about, lines]) => `# ${name}: ${about}\n[${name}]\n${list(lines)}\n`).join('')}`;
if (!packageTable(text).npm.has('react')) throw new Error('The table cannot be read again.');
writeFileSync(fileURLToPath(new URL('../../tables/packages.txt', import.meta.url)), text);

function marked(names: readonly string[], firstOnes: readonly string[]): string[] {
  const among = new Set(firstOnes);
  return names.map((name) => (among.has(name) ? name + firstMark : name));
}

function list(lines: readonly string[]): string {
  return [...new Set(lines)]
    .filter((line) => /^[\x21-\x7e]+(?: [\x21-\x7e]+)?$/.test(line))
    .sort()
    .join('\n');
}
