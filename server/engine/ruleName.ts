/**
 * A test for rule ids from an id or a glob: `*` stands for any run of characters, slashes included,
 * so `secrets/*` is a family and `*` everything.
 */
export function ruleMatcher(pattern: string): (id: string) => boolean {
  if (!pattern.includes('*')) return (id) => id === pattern;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const regex = new RegExp(`^${parts.join('.*')}$`);
  return (id) => regex.test(id);
}
