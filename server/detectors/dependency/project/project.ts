import type { Project } from '../../../engine/project.ts';
import { jsonEntries } from '../manifests/jsonEntries.ts';
import { normalised } from '../normalised.ts';
import { lazily, lazilyFor } from '../remember.ts';
import { type Level, levelOf } from './level.ts';
import type { ProjectDisk } from './projectDisk.ts';

/**
 * Makes what is known of the projects of texts. What was read once is kept as long as the function is, so let it go when
 * something on the disk may have changed.
 * @returns from a text's absolute path, and the folder above which nobody looks
 */
export function projectFinder(disk: ProjectDisk): (path: string, root: string) => Project {
  const levelAt = lazilyFor((folder) => levelOf(folder, disk));
  const namesIn = lazilyFor((folder): ReadonlySet<string> => new Set(disk.names(folder)));
  const known: KnownDisk = {
    ...disk,
    has: (folder, name) => namesIn(folder).has(name),
    modulesBelow: lazilyFor((folder) => modulesBelow(folder, disk)),
  };
  const projectsUnder = lazilyFor((root) =>
    lazilyFor((folder) =>
      projectOf(
        lazily(() => upwards(folder, root).map(levelAt)),
        known,
      ),
    ),
  );
  return (path, root) => projectsUnder(slashed(root))(parent(path));
}

/** The disk, with what was looked up before. */
interface KnownDisk extends ProjectDisk {
  /** The name of a folder with a slash at the end. */
  readonly has: (folder: string, name: string) => boolean;
  /** See {@link modulesBelow}. */
  readonly modulesBelow: (folder: string) => ReadonlySet<string>;
}

/** A folder, and those it is in up to the root; only itself where the root is elsewhere. */
function upwards(folder: string, root: string): string[] {
  const out = [folder];
  if (folder !== root && !folder.startsWith(`${root}/`)) return out;
  for (let at = folder; at !== root && at.length > root.length; ) {
    at = parent(at);
    out.push(at);
  }
  return out;
}

function parent(path: string): string {
  const whole = slashed(path);
  return whole.slice(0, Math.max(0, whole.lastIndexOf('/')));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/').replace(/(.)\/$/, '$1');
}

/** @param levels nearest first */
function projectOf(levels: () => readonly Level[], disk: KnownDisk): Project {
  const installed = lazily(
    () => new Set(levels().flatMap(({ folder, names }) => [...sitePackages(folder, names, disk)])),
  );
  const localModules = () => {
    const top = levels().findLast(({ ecosystems }) => ecosystems().size) ?? levels().at(-1)!;
    return disk.modulesBelow(top.folder);
  };
  const inNodeModules = (name: string): string | undefined => {
    const scope = /^@[^/]+(?=\/)/.exec(name)?.[0];
    for (const { folder, names } of levels()) {
      if (!names.has('node_modules/')) continue;
      const home = `${folder}/node_modules${scope ? `/${scope}` : ''}`;
      if (disk.has(home, `${name.slice(scope ? scope.length + 1 : 0)}/`)) return `${folder}/node_modules/${name}`;
    }
    return undefined;
  };
  const locksOf = (ecosystem: string) =>
    levels().flatMap((level) => level.locks().filter((lock) => lock.ecosystem === ecosystem));
  const version = (ecosystem: string, name: string): string | undefined => {
    const key = ecosystem === 'pypi' ? normalised(name) : name;
    for (const { versions } of locksOf(ecosystem)) if (versions.has(key)) return versions.get(key);
    return undefined;
  };
  const scopes = lazily(() => {
    const own = levels().flatMap((level) => [...level.members(), ...level.own()]);
    return new Set(own.flatMap((name) => /@[^/]+\//.exec(name)?.[0] ?? []));
  });
  return {
    has: (ecosystem) => levels().some((level) => level.ecosystems().has(ecosystem)),
    isResolved: (ecosystem) =>
      locksOf(ecosystem).length > 0 ||
      (ecosystem === 'npm' && levels().some(({ names }) => names.has('node_modules/'))) ||
      (ecosystem === 'pypi' && installed().size > 0),
    declares(ecosystem, name) {
      const key = `${ecosystem} ${ecosystem === 'pypi' ? normalised(name) : name}`;
      return levels().some((level) => level.declared().has(key) || level.own().has(key));
    },
    declared: lazilyFor((ecosystem) => {
      const prefix = `${ecosystem} `;
      const all = levels().flatMap((level) => [...level.declared()]);
      return all.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    }),
    holds(ecosystem, name) {
      if (version(ecosystem, name) !== undefined) return true;
      if (ecosystem === 'npm')
        return inNodeModules(name) !== undefined || levels().some((level) => level.members().has(name));
      return ecosystem === 'pypi' && installed().has(normalised(name));
    },
    isLocal(ecosystem, module) {
      if (ecosystem === 'npm') return isAlias(module, levels(), disk, scopes());
      if (levels().some(({ names }) => isModuleIn(names, module))) return true;
      return localModules().has(module);
    },
    version,
    licence(ecosystem, name) {
      const home = ecosystem === 'npm' ? inNodeModules(name) : undefined;
      const text = home === undefined ? undefined : disk.read(`${home}/package.json`);
      // Old packages write `"license": { "type": "MIT" }`.
      return jsonEntries(text ?? '').find(
        ({ key, path }) => (key === 'license' && !path.length) || (key === 'type' && path.join() === 'license'),
      )?.value;
    },
  };
}

/** The modules of virtual environments, as they are imported and as they are installed. */
function* sitePackages(folder: string, names: ReadonlySet<string>, disk: ProjectDisk): Generator<string> {
  for (const environment of ['.venv', 'venv', 'env', '.env']) {
    if (!names.has(`${environment}/`)) continue;
    const versions = disk.names(`${folder}/${environment}/lib`).filter((name) => name.startsWith('python'));
    const homes = [...versions.map((name) => `lib/${name}site-packages`), 'Lib/site-packages'];
    for (const home of homes) {
      for (const name of disk.names(`${folder}/${environment}/${home}`)) {
        yield normalised(name.replace(/(?:-[\d.]+[^/]*)?(?:\.dist-info|\.egg-info)?\/?$/, '').replace(/\.py$/, ''));
      }
    }
  }
}

/** Whether the import finds a file of the project by a name that its settings map, or from a folder they name. */
function isAlias(name: string, levels: readonly Level[], disk: KnownDisk, scopes: ReadonlySet<string>): boolean {
  const scope = /^@[^/]+\//.exec(name)?.[0];
  if (scope && scopes.has(scope)) return true;
  return levels.some((level) => {
    if (
      level
        .aliases()
        .some((alias) => alias !== '' && (name === alias || name.startsWith(alias) || alias.startsWith(`${name}/`)))
    )
      return true;
    const first = name.split('/')[0]!;
    return [level.folder, `${level.folder}/src`, ...level.baseFolders()].some((base) => {
      return disk.has(base, `${first}/`) || sourceEndings.some((ending) => disk.has(base, first + ending));
    });
  });
}

const sourceEndings = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.d.ts', '.vue', '.json'];

function isModuleIn(names: ReadonlySet<string>, module: string): boolean {
  return names.has(`${module}/`) || moduleEndings.some((ending) => names.has(module + ending));
}

const moduleEndings = ['.py', '.pyi', '.so', '.pyx', '.pyd', '.ipynb', '.rb', '.rs'];

/** The names of all modules and folders below a folder: programs change the path that they import from. */
function modulesBelow(top: string, disk: ProjectDisk): ReadonlySet<string> {
  const found = new Set<string>();
  let folders = [top];
  for (let depth = 0, seen = 0; depth < 6 && folders.length; depth++) {
    const next: string[] = [];
    for (const folder of folders) {
      if (seen++ > mostFolders) return found;
      for (const name of disk.names(folder)) {
        if (!name.endsWith('/')) {
          const module = /^(.+?)\.(?:py|pyi|pyx|so|rb|rs|proto)$/.exec(name)?.[1];
          if (module !== undefined) found.add(module.replace(/\.cpython.*$/, ''));
          continue;
        }
        found.add(name.slice(0, -1));
        if (!/^(?:\.|node_modules\/|__pycache__\/|site-packages\/|venv\/)/.test(name))
          next.push(`${folder}/${name.slice(0, -1)}`);
      }
    }
    folders = next;
  }
  return found;
}

/** More than that is not walked for a single name. */
const mostFolders = 2000;
