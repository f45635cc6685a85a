import type { Dependency } from '../dependency.ts';

/** The modules that a `go.mod` requires. Their versions are always exact. */
export function goMod(text: string): readonly Dependency[] {
  const replaced = new Set(
    [...text.matchAll(/^[ \t]*(?:replace[ \t]+)?(\S{1,300})(?:[ \t]+v\S{1,200})?[ \t]+=>/gm)].map(([, name]) => name),
  );
  return [...text.matchAll(line)].flatMap((match) => {
    const [whole, name, version] = match;
    if (replaced.has(name)) return [];
    const start = match.index + whole.indexOf(name!);
    const end = match.index + whole.length;
    const span = { start, end: start + name!.length };
    return [
      {
        ecosystem: 'go' as const,
        name: name!,
        span,
        wants: 'exact' as const,
        version: { start: end - version!.length, end },
      },
    ];
  });
}

const line =
  /^[ \t]*(?:require[ \t]+)?([a-z0-9][\w.-]{0,100}\.[a-z]{2,20}(?:\/[\w.~-]{1,100}){0,12})[ \t]+(v\d[\w.+-]{0,200})/gm;
