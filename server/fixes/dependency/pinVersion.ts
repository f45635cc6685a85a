import type { Fix, FixContext, TextEdit } from '../fix.ts';

/** Names the version that the lockfile settled on; none where there is none, or the place has no room for one. */
export function pinVersion({ source, finding }: FixContext): readonly Fix[] {
  const { ECOSYSTEM: ecosystem, LOCKED: version, WRITTEN: place } = finding.facts ?? {};
  if (ecosystem === undefined || version === undefined || !/^[\w.+-]+$/.test(version)) return [];
  const { start, end } = finding.span;
  const written = source.text.slice(start, end);
  const pin =
    place === 'installs' ? pinInCommand(ecosystem, version, written) : pinInManifest(ecosystem, version, written);
  if (pin === undefined) return [];
  // The extras of a requirement stand before its version.
  const extras = /^\[[^\]\n]{0,200}\]/.exec(pin.behind ? source.text.slice(end, end + 300) : '')?.[0].length ?? 0;
  const edit: TextEdit = pin.behind
    ? { span: { start: end + extras, end: end + extras }, text: pin.text }
    : { span: finding.span, text: pin.text };
  // In a manifest it says what the lockfile says already; an image may have been built with another one.
  const safe = place === 'manifests';
  return [
    {
      id: 'pin-version',
      title: `Pin to ${version}, as in the lockfile`,
      safe,
      plan: () => ({ edits: [{ edits: [edit] }] }),
    },
  ];
}

interface Pin {
  readonly text: string;
  /** Whether it stands behind what was found, and not in its place. */
  readonly behind?: true;
}

function pinInManifest(ecosystem: string, version: string, written: string): Pin | undefined {
  const isLoose = /^(?:\*|latest|)$/.test(written);
  switch (ecosystem) {
    case 'npm':
    case 'composer':
      return isLoose ? { text: version } : undefined;
    case 'pypi':
      return isLoose
        ? { text: `==${version}` }
        : /^[\w.-]+$/.test(written)
          ? { text: `==${version}`, behind: true }
          : undefined;
    case 'cargo':
      return isLoose ? { text: `=${version}` } : undefined;
    default:
      return undefined;
  }
}

/** The word of a command, whose quotes stay. */
function pinInCommand(ecosystem: string, version: string, written: string): Pin | undefined {
  const [, quote, word] = /^(["']?)([^"']+)\1$/.exec(written) ?? [];
  if (word === undefined) return undefined;
  switch (ecosystem) {
    case 'npm':
      return /:\/\//.test(word)
        ? undefined
        : { text: `${quote}${word.replace(/(?<=.)@[^@/]*$/, '')}@${version}${quote}` };
    case 'pypi':
      return /:\/\//.test(word) ? undefined : { text: `${quote}${word}==${version}${quote}` };
    case 'gem':
      return { text: `${quote}${word}:${version}${quote}` };
    default:
      return undefined;
  }
}
