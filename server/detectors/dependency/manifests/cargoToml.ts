import type { Dependency } from '../dependency.ts';
import { wantsOfTomlValue } from './pythonToml.ts';
import { tomlLines } from './tomlLines.ts';

/** The dependencies of a `Cargo.toml`, under the names they have on crates.io. */
export function cargoToml(text: string): readonly Dependency[] {
  return tomlLines(text).flatMap(({ table, key, keyStart, value, valueStart }) => {
    const own = /(?:^|\.)(?:dev-|build-)?dependencies\.([\w-]+)$/.exec(table);
    if (own) {
      if (key !== 'version') return [];
      const span = { start: keyStart, end: keyStart + key.length };
      return [{ ecosystem: 'cargo' as const, name: own[1]!, span, ...wantsOfCargo(value, valueStart) }];
    }
    if (!/(?:^|\.)(?:dev-|build-)?dependencies$/.test(table) || key === undefined) return [];
    const name = /\bpackage\s*=\s*["']([\w-]{1,100})["']/.exec(value)?.[1] ?? key.replace(/\.workspace$/, '');
    const span = { start: keyStart, end: keyStart + key.length };
    if (key.endsWith('.workspace')) return [{ ecosystem: 'cargo' as const, name, span, wants: 'local' as const }];
    return [{ ecosystem: 'cargo' as const, name, span, ...wantsOfCargo(value, valueStart) }];
  });
}

/** `"1.2"` is a range here, whose top the lockfile settles. */
function wantsOfCargo(value: string, start: number): Pick<Dependency, 'wants' | 'version'> {
  const found = wantsOfTomlValue(value, start);
  return found.wants === 'exact' && !/\brev\s*=/.test(value) ? { ...found, wants: 'range' } : found;
}
