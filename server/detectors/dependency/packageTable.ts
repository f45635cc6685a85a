import { nearNames } from './near.ts';
import { lazily } from './remember.ts';

/** What is known of packages without asking anybody: `tables/packages.txt`, which names its sources. */
export interface PackageTable {
  readonly npm: PackageNames;
  /** Names as PyPI compares them (PEP 503). */
  readonly pypi: PackageNames;
  readonly go: PackageNames;
  readonly gem: PackageNames;
  /** Modules that come with Node, without `node:`. */
  readonly nodeBuiltins: PackageNames;
  /** Top-level modules that come with some version of Python. */
  readonly pythonModules: PackageNames;
  /** The name under which the packages that a module is imported as are installed, as PyPI compares names. */
  readonly pythonImports: ReadonlyMap<string, string>;
}

export interface PackageNames {
  readonly has: (name: string) => boolean;
  /** The one, of those that most people have, that the name may be a slip of the pen for. */
  readonly near: (name: string) => string | undefined;
}

/** Makes the table from its text. Each list is made when it is first asked for: few texts need more than one. */
export function packageTable(text: string): PackageTable {
  const names = (section: string) => lazily(() => namesOf(linesOf(text, section)));
  const lists = {
    npm: names('npm'),
    pypi: names('pypi'),
    go: names('go'),
    gem: names('gem'),
    nodeBuiltins: names('node-builtins'),
    pythonModules: names('python-modules'),
    pythonImports: lazily(() => new Map(linesOf(text, 'python-imports').map(pair))),
  };
  return {
    get npm() {
      return lists.npm();
    },
    get pypi() {
      return lists.pypi();
    },
    get go() {
      return lists.go();
    },
    get gem() {
      return lists.gem();
    },
    get nodeBuiltins() {
      return lists.nodeBuiltins();
    },
    get pythonModules() {
      return lists.pythonModules();
    },
    get pythonImports() {
      return lists.pythonImports();
    },
  };
}

/** For where there is none: nothing is known, so nothing can be said to be unknown. */
export const noPackages = packageTable('');

/** What stands behind a name that is among the first ones. */
export const firstMark = ' !';

function namesOf(lines: readonly string[]): PackageNames {
  const first: string[] = [];
  const all = new Set<string>();
  for (const line of lines) {
    const isFirst = line.endsWith(firstMark);
    const name = isFirst ? line.slice(0, -firstMark.length) : line;
    all.add(name);
    if (isFirst) first.push(name);
  }
  const near = lazily(() => nearNames(first));
  return { has: (name) => all.has(name), near: (name) => near()(name) };
}

/** The lines between `[section]` and the next line that begins with a bracket or a comment. */
function linesOf(text: string, section: string): string[] {
  const head = `\n[${section}]\n`;
  const at = text.indexOf(head);
  if (at < 0) return [];
  const start = at + head.length;
  const end = text.indexOf('\n#', start - 1);
  return text
    .slice(start, end < 0 ? text.length : end)
    .split('\n')
    .filter((line) => line !== '');
}

function pair(line: string): [string, string] {
  const blank = line.indexOf(' ');
  return [line.slice(0, blank), line.slice(blank + 1)];
}
