import type { Dependency, Ecosystem } from '../dependency.ts';
import { wantsOf } from '../wants.ts';
import { type JsonEntry, jsonEntries } from './jsonEntries.ts';

/** The dependencies of a `package.json`, of every kind. */
export function packageJson(text: string): readonly Dependency[] {
  return jsonEntries(text).flatMap((entry) => {
    const [section, ...rest] = entry.path;
    if (!npmSections.has(section ?? '') || rest.length) return [];
    const optional = section === 'optionalDependencies' || section === 'peerDependencies';
    const development = section === 'devDependencies';
    const one = dependency('npm', entry);
    return [{ ...one, ...(optional ? { optional } : {}), ...(development ? { development } : {}) }];
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
  // `npm:name@version` goes by another name here.
  const name = /^npm:((?:@[^/@]+\/)?[^/@]+)/.exec(value)?.[1] ?? key;
  return { ecosystem, name, span: keySpan, wants: wantsOf(ecosystem, value.trim()), version: valueSpan };
}
