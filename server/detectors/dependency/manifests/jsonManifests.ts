import type { Dependency, Ecosystem } from '../dependency.ts';
import { wantsOf } from '../wants.ts';
import { type JsonEntry, jsonEntries } from './jsonEntries.ts';

/** The dependencies of a `package.json`, of every kind. */
export function packageJson(text: string): readonly Dependency[] {
  return jsonEntries(text).flatMap((entry) => {
    const [section, ...rest] = entry.path;
    if (!npmSections.has(section ?? '') || rest.length) return [];
    const optional = section === 'optionalDependencies' || section === 'peerDependencies';
    return [{ ...dependency('npm', entry), ...(optional ? { optional } : {}) }];
  });
}

const npmSections: ReadonlySet<string> = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
]);

/** The dependencies of a `composer.json`, without those on PHP itself and its extensions. */
export function composerJson(text: string): readonly Dependency[] {
  return jsonEntries(text).flatMap((entry) => {
    const [section, ...rest] = entry.path;
    if (!/^require(?:-dev)?$/.test(section ?? '') || rest.length || !entry.key.includes('/')) return [];
    return [dependency('composer', entry)];
  });
}

function dependency(ecosystem: Ecosystem, { key, value, keySpan, valueSpan }: JsonEntry): Dependency {
  return { ecosystem, name: key, span: keySpan, wants: wantsOf(ecosystem, value.trim()), version: valueSpan };
}
