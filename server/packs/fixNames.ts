/** The quick fixes that a rule can name. Packs know no fixes, only their names; a test compares the two. */
export const fixNames: readonly string[] = [
  'delete-residue',
  'env-lookup',
  'pin-action',
  'pin-version',
  'rename-package',
  'strict-source',
  'strip-hidden',
];
