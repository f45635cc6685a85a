import type { Dependency, Wants } from '../dependency.ts';
import { wantsOf } from '../wants.ts';

/** The gems that a `Gemfile` or a gem specification names. */
export function gemfile(text: string): readonly Dependency[] {
  return [...text.matchAll(line)].map((match) => {
    const [whole, name, rest] = match;
    const start = match.index + whole.length - rest!.length - 1 - name!.length;
    const version = /^[ \t]*,[ \t]*(["'])([^"']{0,100})\1/.exec(rest!);
    const at = start + name!.length + 1 + (version ? version[0].length - 1 - version[2]!.length : 0);
    return {
      ecosystem: 'gem' as const,
      name: name!,
      span: { start, end: start + name!.length },
      wants: wants(rest!, version?.[2]),
      ...(version ? { version: { start: at, end: at + version[2]!.length } } : {}),
      // Bundler's lockfile says which; a Gemfile seldom does.
      ...(version ? {} : { customary: true }),
    };
  });
}

const line = /^[ \t]*(?:gem|\w+\.add_(?:development_|runtime_)?dependency)[ (]+["']([\w.-]{1,100})["']([^\n]{0,300})/gm;

function wants(rest: string, version: string | undefined): Wants {
  if (/\bpath(?:\s*=>|:)/.test(rest)) return 'local';
  if (/\b(?:git|github|gist|bitbucket)(?:\s*=>|:)/.test(rest)) {
    return /\bref(?:\s*=>|:)\s*["'][0-9a-f]{7,40}["']/.test(rest) ? 'exact' : 'remote';
  }
  return version === undefined ? 'any' : wantsOf('gem', version);
}
