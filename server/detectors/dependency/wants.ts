import type { Ecosystem, Wants } from './dependency.ts';

/** What the version of a manifest entry asks for. `text` is without quotes and blanks around it. */
export function wantsOf(ecosystem: Ecosystem, text: string): Wants {
  switch (ecosystem) {
    case 'npm':
      return npm(text);
    case 'pypi':
      return python(text);
    case 'composer':
      return text.startsWith('dev-') ? 'moving' : plain(text);
    default:
      return plain(text);
  }
}

function npm(text: string): Wants {
  if (/[$`]|\{\{/.test(text)) return 'unclear';
  if (/^(?:file|link|portal|workspace|catalog):|^[./~]/.test(text)) return 'local';
  const alias = /^npm:(?:@[^/@]+\/)?[^@]*(?:@(.*))?$/.exec(text);
  if (alias) return npm(alias[1] ?? '');
  if (/^[a-z+]+:\/\/|^git@|^(?:github|gitlab|bitbucket|gist):|^[\w-]+\/[\w.-]+(?:#|$)/.test(text)) return address(text);
  return plain(text);
}

/** An address is as exact as what it says of the commit. */
export function address(text: string): Wants {
  if (/[$`]|\{\{/.test(text)) return 'unclear';
  if (/^file:/.test(text)) return 'local';
  if (/[#@/:=][0-9a-f]{40}(?:[#&/.]|$)|sha(?:256|512)[:=-]/i.test(text)) return 'exact';
  return 'remote';
}

function plain(text: string): Wants {
  if (/[$`]|\{\{/.test(text)) return 'unclear';
  if (text === '' || /^(?:[*xX](?:\.[*xX])*|latest|next|canary|nightly|LATEST|RELEASE|>=? ?0(?:\.0)*)$/.test(text))
    return 'any';
  return /^[=v]{0,2} ?\d+(?:\.\d+)+(?:[-+.][\w.+-]+)?$/.test(text) ? 'exact' : 'range';
}

/** A requirement without its name: `==1.2`, `>=1,<2`, `@ git+https://…`, or nothing. */
function python(text: string): Wants {
  if (text.startsWith('@')) return address(text.slice(1).trim());
  if (/^===?[^*,]+$/.test(text)) return 'exact';
  if (text === '' || text === '*') return 'any';
  // Poetry writes an exact version without an operator.
  if (/^\d+(?:\.\d+)*[\w.]*$/.test(text)) return 'exact';
  return /[$`]|\{\{/.test(text) ? 'unclear' : 'range';
}
