import type { Fix, FixContext } from '../fix.ts';

/**
 * Pins an action to the commit that the same file names for that version elsewhere: `uses: a/b@<commit> # v1.2.3`. No
 * commit is ever looked up or made up.
 */
export function pinAction({ source: { text }, finding }: FixContext): readonly Fix[] {
  const { start, end } = finding.span;
  const [, name, reference] = /^([^@\s]+)@(\S+)$/.exec(text.slice(start, end)) ?? [];
  const rest = /^["']?[ \t]*(?=\r?\n|$)/.exec(text.slice(end, end + 200));
  if (name === undefined || reference === undefined) return [];
  const repository = name.split('/').slice(0, 2).join('/');
  const known = [
    ...text.matchAll(/\buses["']?[ \t]*:[ \t]*["']?([\w.-]+\/[\w.-]+)[\w./-]*@([0-9a-f]{40})["']?[ \t]+#[ \t]*(\S+)/g),
  ];
  const pinned = known.find(([, other, , version]) => other === repository && isThat(version!, reference));
  if (!pinned) return [];
  const title = `Pin to the commit of ${pinned[3]}, as elsewhere in this file`;
  if (!rest) {
    const disabled = 'More stands behind it: write the commit there.';
    return [{ id, title, safe: false, disabled, plan: () => ({ edits: [] }) }];
  }
  const edit = {
    span: { start, end: end + rest[0].length },
    text: `${name}@${pinned[2]}${rest[0].trim()} # ${pinned[3]}`,
  };
  return [{ id, title, safe: false, plan: () => ({ edits: [{ edits: [edit] }] }) }];
}

const id = 'pin-action';

/** Whether the version is one that the reference may stand for: `v4` for `v4.2.2`. */
function isThat(version: string, reference: string): boolean {
  return version === reference || version.startsWith(`${reference}.`);
}
