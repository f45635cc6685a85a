import type { Ecosystem } from '../dependency.ts';
import { normalised } from '../normalised.ts';

/** What a lockfile settled on: the version of every package, by name. */
export interface Lock {
  readonly ecosystem: Ecosystem;
  readonly versions: ReadonlyMap<string, string>;
}

/** The lockfiles that are understood, by file name. */
export const lockfiles: Readonly<Record<string, (text: string) => Lock>> = {
  'package-lock.json': npmLock,
  'npm-shrinkwrap.json': npmLock,
  'yarn.lock': yarnLock,
  'pnpm-lock.yaml': pnpmLock,
  'bun.lock': (text) => lock('npm', text.matchAll(/^ *"[^"\n]+": \["((?:@[^/"\n]+\/)?[^@"\n]+)@([^"\n]*)"/gm)),
  'poetry.lock': (text) => tables('pypi', text),
  'uv.lock': (text) => tables('pypi', text),
  'pdm.lock': (text) => tables('pypi', text),
  'Pipfile.lock': (text) => lock('pypi', text.matchAll(/^ {8}"([\w.-]+)": \{[^{}]*?"version": "==([^"]+)"/gm)),
  'go.sum': (text) => lock('go', text.matchAll(/^(\S+) (v\S+?)(?:\/go\.mod)? h1:/gm)),
  'Cargo.lock': (text) => tables('cargo', text),
  'Gemfile.lock': (text) => lock('gem', text.matchAll(/^ {4}([\w.-]+) \(([^)\n]+)\)$/gm)),
  'composer.lock': (text) => lock('composer', text.matchAll(/^ {12}"name": "([^"\n]+)",\s+"version": "([^"\n]+)"/gm)),
};

/** Both the flat list of npm 7 and later, with paths as keys, and the tree before it. The outermost one wins. */
function npmLock(text: string): Lock {
  return lock(
    'npm',
    text.matchAll(
      /^[ \t]*"(?:(?:[^"\n]*\/)?node_modules\/)?((?:@[^/"\n]+\/)?[^/"\n]+)": \{\s*(?:"name": "[^"\n]*",\s*)?"(?:version|resolved)": "([^"\n]+)"/gm,
    ),
  );
}

function yarnLock(text: string): Lock {
  return lock('npm', text.matchAll(/^"?((?:@[^/@"\n]+\/)?[^@"\n,: ]+)@[^\n]*:\n {2}version:? "?([^"\n]+)"?/gm));
}

/** Keys of `packages:`, as every version of pnpm wrote them: `/name/1.2.3`, `/name@1.2.3`, `name@1.2.3`. */
function pnpmLock(text: string): Lock {
  return lock('npm', text.matchAll(/^ {2}['"]?\/?((?:@[^/@'"\n]+\/)?[^/@'"\n: ]+)[@/](\d[^('":\n]*)[^\n]*:/gm));
}

/** The lists of tables that Cargo, Poetry, uv and PDM write. */
function tables(ecosystem: Ecosystem, text: string): Lock {
  return lock(ecosystem, text.matchAll(/^\[\[package\]\]\s+name = "([^"\n]+)"\s+version = "([^"\n]+)"/gm));
}

function lock(ecosystem: Ecosystem, matches: Iterable<RegExpMatchArray>): Lock {
  const versions = new Map<string, string>();
  for (const [, name, version] of matches) {
    const key = ecosystem === 'pypi' ? normalised(name!) : name!;
    if (!versions.has(key)) versions.set(key, version!);
  }
  return { ecosystem, versions };
}
