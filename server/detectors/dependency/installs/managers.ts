import type { Ecosystem, Wants } from '../dependency.ts';

/** How the command line of a package manager is read. */
export interface Manager {
  readonly ecosystem: Ecosystem;
  /** What must follow the name of the program, options left out, for it to install packages. */
  readonly verbs: readonly (readonly string[])[];
  /** Options whose value is the next word. */
  readonly valued: ReadonlySet<string>;
  /** With one of these options, versions come from elsewhere. */
  readonly pinning?: ReadonlySet<string>;
  /** Only the first word is a package; what follows are arguments of its program. */
  readonly single?: boolean;
  /** What a word asks for. */
  readonly wants: (word: string, verb: string) => Wants;
  /** The package that a word names. */
  readonly name: (word: string) => string;
}

/** The manager that a program's name stands for: `/usr/bin/pip3.11` is pip. */
export function managerOf(program: string): Manager | undefined {
  const name = /[^/\\]*$/.exec(program)![0].replace(/\.(?:exe|cmd)$/, '');
  return managers[/^pip[\d.]*$/.test(name) ? 'pip' : name];
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const plainName = (word: string) => /^[^=<>~!:[\]@ ]*/.exec(word)![0];

/** Nothing of it is fixed by what a word says alone. */
const isVariable = (word: string) => /^\$|\$\{?[A-Za-z_]|\$\(|%[A-Za-z_]+%|\{\{|\}\}|<[a-z]/.test(word);
const isPath = (word: string) => /^[./~\\]|^[A-Za-z]:\\/.test(word);
const isArchive = (word: string) => /\.(?:deb|rpm|apk|whl|zip|tar|tgz|tar\.(?:gz|bz2|xz)|gem)$/.test(word);

/** What all managers agree on; `undefined`: it is a name, with or without a version. */
function common(word: string): Wants | undefined {
  if (isVariable(word)) return 'unclear';
  if (isPath(word) || isArchive(word)) return 'local';
  return undefined;
}

const apt: Manager = {
  ecosystem: 'system',
  verbs: [['install']],
  valued: set('-t --target-release --default-release -o --option -c --config-file -a --host-architecture'),
  wants: (word) => common(word) ?? (/[=/]/.test(word) ? 'exact' : /[-+]$/.test(word) ? 'unclear' : 'any'),
  name: plainName,
};

const rpm: Manager = {
  ecosystem: 'system',
  verbs: [['install'], ['module', 'install']],
  valued: set(
    '--installroot --setopt --enablerepo --disablerepo --repo --repoid --releasever -c --config -x --exclude -d -e --forcearch --disableplugin --enableplugin',
  ),
  wants(word, verb) {
    if (verb === 'module') return /:/.test(word) ? 'exact' : 'any';
    if (/:\/\/|^@/.test(word)) return 'local';
    return common(word) ?? (/[-=:]\d|[=<>*]/.test(word) ? 'exact' : 'any');
  },
  name: plainName,
};

const pipOptions =
  '-r --requirement -c --constraint -e --editable -t --target -i --index-url --extra-index-url --trusted-host -f ' +
  '--find-links --prefix --root -b --build --src --platform --python-version --implementation --abi --proxy ' +
  '--retries --timeout --exists-action --cert --client-cert --cache-dir --log --root-user-action --progress-bar ' +
  '--no-binary --only-binary --upgrade-strategy --global-option --install-option -C --config-settings --report ' +
  '--python --use-feature --use-deprecated --hash --group --build-option --index-strategy --keyring-provider';

const pip: Manager = {
  ecosystem: 'pypi',
  verbs: [['install'], ['pip', 'install']],
  valued: set(pipOptions),
  pinning: set('-c --constraint'),
  wants: pipWants,
  name: plainName,
};

function pipWants(word: string): Wants {
  if (/^[\w.-]*(?:\[[\w, -]*\])? ?(?:===?|[~<>!]=?)/.test(word))
    return /^[^=]*===?[^*]*$/.test(word) ? 'exact' : 'range';
  const at = / @ ?(\S+)$|^((?:git|hg|bzr|svn)\+\S+)$/.exec(word);
  // A reference stands behind the last slash: the one before it may be the user's name.
  if (at)
    return isVariable(word)
      ? 'unclear'
      : /@[^/@]*$|@[^/]+\/[^/@]+$/.test(withoutHost((at[1] ?? at[2])!))
        ? 'moving'
        : 'remote';
  if (/:\/\//.test(word)) return 'exact';
  return common(word) ?? (/[/\\]/.test(word) ? 'local' : 'any');
}

/** The path of an address, without its fragment. */
function withoutHost(address: string): string {
  return address.replace(/^[a-z+]+:\/\/[^/]*/, '').replace(/#.*$/s, '');
}

const npm: Manager = {
  ecosystem: 'npm',
  verbs: [['install'], ['i'], ['in'], ['add'], ['global', 'add']],
  valued: set(
    '--registry --loglevel --prefix -C --dir --cwd --cache --userconfig --globalconfig --tag --omit --include -w --workspace --filter --fetch-retries --fetch-timeout --install-strategy --save-prefix --cache-folder --modules-folder --network-timeout --mutex --store-dir --script-shell',
  ),
  wants: npmWants,
  name: (word) => /^(?:@[^/@]+\/)?[^@/]*/.exec(word)![0],
};

function npmWants(word: string): Wants {
  if (/^(?:git[+:@]|https?:|ssh:|github:|gitlab:|bitbucket:)/.test(word)) {
    if (isVariable(word)) return 'unclear';
    return /#./.test(word) || isArchive(word) ? 'moving' : 'remote';
  }
  const [, version] = /^(?:@[^/@]+\/)?[^@/]+(?:@(.*))?$/.exec(word) ?? [];
  if (version !== undefined && version !== '') {
    if (isVariable(version)) return 'unclear';
    return /^(?:latest|next|canary|nightly|beta|alpha|\*|x)$/.test(version) ? 'any' : 'range';
  }
  return common(word) ?? (/^[^@].*\//.test(word) ? 'unclear' : 'any');
}

const go: Manager = {
  ecosystem: 'go',
  verbs: [['install'], ['get'], ['run']],
  valued: set('-ldflags -tags -o -mod -C -p -exec -gcflags -asmflags -modfile -overlay -pkgdir -toolexec -pgo'),
  single: true,
  wants(word, verb) {
    const [path, version] = word.split('@');
    if (isVariable(word)) return 'unclear';
    if (version !== undefined)
      return /^(?:latest|upgrade|patch|master|main|HEAD|trunk|develop)$/.test(version) ? 'any' : 'exact';
    if (isPath(word) || /\.go$|\.\.\.$|^(?:all|std|cmd|tool|work)$|^cmd\//.test(word)) return 'local';
    // A module has a host in front; without one it is a folder, but `get` takes no folders.
    return verb === 'get' || /^[^/]*\.[^/]*\//.test(path!) ? 'any' : 'local';
  },
  name: (word) => word.split('@')[0]!,
};

const gem: Manager = {
  ecosystem: 'gem',
  verbs: [['install'], ['i']],
  valued: set(
    '-v --version --source -s -i --install-dir -n --bindir --platform -P --trust-policy -p --http-proxy --build-root --config-file --document',
  ),
  pinning: set('-v --version -g --file'),
  wants: (word) => common(word) ?? (/:/.test(word) ? 'exact' : /^(?:true|false)$/.test(word) ? 'unclear' : 'any'),
  name: plainName,
};

const conda: Manager = {
  ecosystem: 'system',
  verbs: [['install']],
  valued: set('-c --channel -n --name -p --prefix --file -f --repodata-fn --solver --subdir --override-channels'),
  wants: (word) => common(word) ?? (/[=<>:]/.test(word) ? 'exact' : 'any'),
  name: plainName,
};

const managers: Readonly<Record<string, Manager>> = {
  'apt-get': apt,
  apt,
  aptitude: apt,
  yum: rpm,
  dnf: rpm,
  dnf5: rpm,
  microdnf: rpm,
  tdnf: rpm,
  pip,
  uv: { ...pip, verbs: [['pip', 'install']] },
  npm,
  pnpm: npm,
  yarn: { ...npm, verbs: [['add'], ['global', 'add']] },
  bun: npm,
  go,
  gem,
  conda,
  mamba: conda,
  micromamba: conda,
  apk: {
    ecosystem: 'system',
    verbs: [['add']],
    valued: set(
      '-t --virtual -X --repository -p --root --keys-dir --repositories-file --wait --arch --cache-dir --cache-max-age --progress-fd',
    ),
    wants: (word) => common(word) ?? (/[=~<>]/.test(word) ? 'exact' : /^!/.test(word) ? 'unclear' : 'any'),
    name: plainName,
  },
  zypper: {
    ecosystem: 'system',
    verbs: [['install'], ['in']],
    valued: set('--root -R --installroot -r --repo --from -t --type -p --plus-repo --plus-content -C --capability'),
    wants: (word) => (/:\/\//.test(word) ? 'local' : (common(word) ?? (/[=<>]|-\d/.test(word) ? 'exact' : 'any'))),
    name: plainName,
  },
  pipx: {
    ecosystem: 'pypi',
    verbs: [['install'], ['run']],
    valued: set('--python --suffix -i --index-url --pip-args --preinstall --spec'),
    pinning: set('--spec'),
    single: true,
    wants: pipWants,
    name: plainName,
  },
  cargo: {
    ecosystem: 'cargo',
    verbs: [['install']],
    valued: set(
      '--version --vers --git --branch --tag --rev --path --root -F --features --bin --example --target --target-dir --profile -j --jobs --index --registry --config -Z --color',
    ),
    pinning: set('--version --vers --git --path'),
    wants: (word) => common(word) ?? (/@/.test(word) ? 'exact' : 'any'),
    name: (word) => word.split('@')[0]!,
  },
  composer: {
    ecosystem: 'composer',
    verbs: [['require'], ['global', 'require']],
    valued: set('-d --working-dir'),
    wants: (word) => common(word) ?? (/[:=]/.test(word) || !word.includes('/') ? 'range' : 'any'),
    name: plainName,
  },
};
