import type { Span } from '../../../engine/span.ts';
import type { Dependency, Wants } from '../dependency.ts';
import { wantsOf } from '../wants.ts';
import { requirement } from './requirements.ts';
import { type TomlLine, tomlLines } from './tomlLines.ts';

/** The dependencies of a `pyproject.toml`: of the standard, of dependency groups, of Poetry, and those of the build. */
export function pyproject(text: string): readonly Dependency[] {
  const lines = tomlLines(text);
  // What uv takes from elsewhere is not looked for on PyPI.
  const elsewhere = new Set(lines.filter(({ table }) => table === 'tool.uv.sources').map(({ key }) => key));
  return lines.flatMap((line) => {
    if (listsRequirements(line)) return requirementsIn(line).filter(({ name }) => !elsewhere.has(name));
    if (/^tool\.poetry\.(?:group\.[^.]+\.)?(?:dev-)?dependencies$/.test(line.table) && line.key !== 'python')
      return table(line);
    return [];
  });
}

function listsRequirements({ table, array }: TomlLine): boolean {
  if (array === undefined) return false;
  return (
    (table === 'project' && array === 'dependencies') ||
    table === 'project.optional-dependencies' ||
    table === 'dependency-groups' ||
    (table === 'build-system' && array === 'requires')
  );
}

/** The dependencies of a `Pipfile`. */
export function pipfile(text: string): readonly Dependency[] {
  return tomlLines(text).flatMap((line) => (/^(?:dev-)?packages$/.test(line.table) ? table(line) : []));
}

function requirementsIn({ value, valueStart }: TomlLine): Dependency[] {
  const code = value.replace(/(^|[\s,[])#.*$/, '$1');
  return [...code.matchAll(/"([^"]{1,500})"|'([^']{1,500})'/g)].flatMap(
    (match) => requirement((match[1] ?? match[2])!, valueStart + match.index + 1) ?? [],
  );
}

/** `name = "^1.2"`, or `name = { version = "^1.2", git = "…", rev = "…" }`. */
function table({ key, keyStart, value, valueStart }: TomlLine): Dependency[] {
  if (key === undefined) return [];
  const span = { start: keyStart, end: keyStart + key.length };
  const { wants, version } = wantsOfTomlValue(value, valueStart);
  return [{ ecosystem: 'pypi', name: key, span, wants, ...(version ? { version } : {}) }];
}

/** What the value of a TOML table of dependencies asks for, as Poetry, Pipenv and Cargo write it. */
export function wantsOfTomlValue(value: string, start: number): { readonly wants: Wants; readonly version?: Span } {
  const field = (name: string) => new RegExp(`(?:^|[{,])\\s*${name}\\s*=\\s*["']([^"']{1,300})["']`).exec(value)?.[1];
  if (value.startsWith('{')) {
    if (/\b(?:path|workspace)\s*=/.test(value)) return { wants: 'local' };
    if (/\b(?:git|url|hg)\s*=/.test(value)) {
      const commit = field('rev') ?? field('ref');
      return { wants: commit && /^[0-9a-f]{7,64}$/.test(commit) ? 'exact' : 'remote' };
    }
    const version = field('version');
    return { wants: version === undefined ? 'any' : wantsOf('pypi', version) };
  }
  const text = /^["']([^"'\n]{0,200})["']/.exec(value);
  if (!text) return { wants: 'unclear' };
  return { wants: wantsOf('pypi', text[1]!), version: { start: start + 1, end: start + 1 + text[1]!.length } };
}
