import { jsonEntries } from '../manifests/jsonEntries.ts';
import { manifests } from '../manifests/manifests.ts';
import { normalised } from '../normalised.ts';
import { lazily } from '../remember.ts';
import { type Lock, lockfiles } from './lockfiles.ts';
import type { ProjectDisk } from './projectDisk.ts';

/** What one folder tells of the project around it. Everything is read when it is first asked for, and once. */
export interface Level {
  readonly folder: string;
  /** Those of folders with a slash at the end. */
  readonly names: ReadonlySet<string>;
  /** Packages that manifests here name, by `ecosystem name`. */
  readonly declared: () => ReadonlySet<string>;
  /** The packages that the manifests are of, by `ecosystem name`. */
  readonly own: () => ReadonlySet<string>;
  /** The ecosystems that have a manifest here. */
  readonly ecosystems: () => ReadonlySet<string>;
  readonly locks: () => readonly Lock[];
  /** The names of the packages of the workspace whose root this is. */
  readonly members: () => ReadonlySet<string>;
  /** The names that settings of TypeScript and of Node map to files: what stands before a `*`. */
  readonly aliases: () => readonly string[];
  /** The folders that imports without a dot are looked up in, where settings say so. */
  readonly baseFolders: () => readonly string[];
}

export function levelOf(folder: string, disk: ProjectDisk): Level {
  const names = new Set(disk.names(folder));
  const text = (name: string) => (names.has(name) ? disk.read(`${folder}/${name}`) : undefined);
  const manifestNames = lazily(() => [...names].filter((name) => manifestEcosystem(name) !== undefined));
  return {
    folder,
    names,
    ecosystems: lazily(() => new Set(manifestNames().map((name) => manifestEcosystem(name)!))),
    declared: lazily(() => declaredIn(manifestNames(), folder, disk)),
    own: lazily(() => new Set(manifestNames().flatMap((name) => ownName(name, text(name) ?? '') ?? []))),
    locks: lazily(() =>
      [...names].flatMap((name) => {
        const read = Object.hasOwn(lockfiles, name) ? text(name) : undefined;
        return read === undefined ? [] : [lockfiles[name]!(read)];
      }),
    ),
    members: lazily(() => new Set(membersOf(folder, text, disk))),
    aliases: lazily(() => configs(names, text).flatMap(aliasesIn)),
    baseFolders: lazily(() => configs(names, text).flatMap((config) => baseIn(config, folder))),
  };
}

function manifestEcosystem(name: string): string | undefined {
  if (
    /^(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|setup\.py|setup\.cfg|environment\.ya?ml)$/.test(
      name,
    )
  )
    return 'pypi';
  return {
    'package.json': 'npm',
    'go.mod': 'go',
    'Cargo.toml': 'cargo',
    Gemfile: 'gem',
    'composer.json': 'composer',
    'deno.json': 'npm',
  }[name];
}

function declaredIn(names: readonly string[], folder: string, disk: ProjectDisk): ReadonlySet<string> {
  const out = new Set<string>();
  for (const name of names) {
    const text = disk.read(`${folder}/${name}`) ?? '';
    for (const one of manifests({ path: name, text })) {
      out.add(`${one.ecosystem} ${one.ecosystem === 'pypi' ? normalised(one.name) : one.name}`);
    }
    if (/^environment/.test(name))
      for (const [, one] of text.matchAll(/^[ \t]*- +([\w.-]+)/gm)) out.add(`pypi ${normalised(one!)}`);
    if (name === 'deno.json')
      for (const { key, path } of jsonEntries(text)) if (path[0] === 'imports') out.add(`npm ${key}`);
  }
  return out;
}

/** The package that the manifest is of. */
function ownName(file: string, text: string): string | undefined {
  switch (file) {
    case 'package.json': {
      const name = jsonEntries(text).find(({ key, path }) => key === 'name' && !path.length)?.value;
      return name && `npm ${name}`;
    }
    case 'pyproject.toml':
    case 'setup.py':
    case 'setup.cfg': {
      const name = /^[ \t]*name[ \t]*=[ \t]*["']?([\w.-]+)/m.exec(text)?.[1];
      return name && `pypi ${normalised(name)}`;
    }
    case 'go.mod': {
      const name = /^module\s+"?([^\s"]+)/m.exec(text)?.[1];
      return name && `go ${name}`;
    }
    case 'Cargo.toml': {
      const name = /^[ \t]*name[ \t]*=[ \t]*"([\w-]+)"/m.exec(text)?.[1];
      return name && `cargo ${name}`;
    }
    default:
      return undefined;
  }
}

/** The names of the packages in the folders that `workspaces`, `pnpm-workspace.yaml` or `lerna.json` list. */
function* membersOf(folder: string, text: (name: string) => string | undefined, disk: ProjectDisk): Generator<string> {
  const listed = [
    /"workspaces"\s*:\s*(?:\{[^{}\]]*?"packages"\s*:\s*)?\[([^\]]{0,5000})\]/.exec(text('package.json') ?? '')?.[1],
    /"packages"\s*:\s*\[([^\]]{0,5000})\]/.exec(text('lerna.json') ?? '')?.[1],
    /^packages:[ \t\r]*\n((?:[ \t\r]*(?:[-#][^\n]*)?\n)*)/m.exec(`${text('pnpm-workspace.yaml') ?? ''}\n`)?.[1],
  ];
  for (const list of listed) {
    for (const [, pattern] of (list ?? '').matchAll(/(?:"|'|- +)([\w@./*-]+)/g)) {
      for (const member of foldersOf(folder, pattern!.replace(/^\.\/|\/$/g, ''), disk)) {
        const name = jsonEntries(disk.read(`${member}/package.json`) ?? '').find(
          ({ key, path }) => key === 'name' && !path.length,
        );
        if (name) yield name.value;
      }
    }
  }
}

/** The folders that a pattern of folders stands for; `**` goes two levels down. */
function foldersOf(folder: string, pattern: string, disk: ProjectDisk): string[] {
  const steps = pattern.split('/').flatMap((step) => (step === '**' ? ['*', '*?'] : [step]));
  let found = [folder];
  for (const step of steps) {
    found = found.flatMap((one) => {
      if (!step.includes('*')) return [`${one}/${step}`];
      const below = disk.names(one).filter((name) => name.endsWith('/') && !/^(?:\.|node_modules\/)/.test(name));
      return [...(step === '*?' ? [one] : []), ...below.slice(0, 1000).map((name) => `${one}/${name.slice(0, -1)}`)];
    });
  }
  return found;
}

function configs(names: ReadonlySet<string>, text: (name: string) => string | undefined): string[] {
  return [...names]
    .filter((name) =>
      /^(?:[tj]sconfig[\w.-]*\.json|package\.json|deno\.json|(?:vite|vitest|webpack|rollup|next|nuxt|svelte|astro|craco|babel|metro|jest|rspack|rsbuild)\.config\.[cm]?[jt]s|babel\.config\.json|\.babelrc)$/.test(
        name,
      ),
    )
    .flatMap((name) => text(name) ?? []);
}

/** Keys of `paths`, `imports` and `alias`, without what stands for any text. */
function aliasesIn(text: string): string[] {
  const blocks = text.matchAll(/["']?\b(?:paths|imports|alias|moduleNameMapper)["']?\s*:\s*[{[]([^{}]{0,20000})/g);
  return [...blocks].flatMap(([, block]) =>
    [...block!.matchAll(/["']([^"'\n]{1,200})["']\s*:|^\s*([\w$-]+)\s*:|find:\s*["'/]\^?([\w@~/-]+)/gm)].map((match) =>
      (match[1] ?? match[2] ?? match[3])!.replace(/^\^|\*.*$|\$$|\(.*$/g, ''),
    ),
  );
}

function baseIn(text: string, folder: string): string[] {
  const base = /"baseUrl"\s*:\s*"([^"\n]{0,200})"/.exec(text)?.[1];
  return base === undefined ? [] : [`${folder}/${base.replace(/^\.\/?|\/$/g, '')}`.replace(/\/$/, '')];
}
