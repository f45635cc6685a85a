import type { Dependency } from './dependency.ts';

/** What every message and fix may speak of. */
export function factsOf({ ecosystem, name }: Dependency): Record<string, string> {
  return { NAME: name, ECOSYSTEM: ecosystem };
}
