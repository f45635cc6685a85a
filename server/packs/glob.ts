import picomatch from 'picomatch';

/**
 * Makes a regular expression over paths (relative, forward slashes) from a glob: `*` within a folder, `**` over
 * folders, `?`, `[abc]`, `{a,b}`. One without a slash applies at any depth. Files that begin with a dot count.
 * @param report is told what is wrong, if anything
 */
export function compileGlob(glob: string, report: (message: string) => void): string | undefined {
  const complaint = complaintOf(glob);
  if (complaint) {
    report(complaint);
    return undefined;
  }
  if (ending.test(glob)) return endingSource(glob);
  const whole = glob.includes('/') ? glob : `**/${glob}`;
  try {
    return picomatch.makeRe(whole, options).source;
  } catch (error) {
    // With `strictBrackets`, brackets that are not closed.
    report(error instanceof Error ? `${error.message}.` : String(error));
    return undefined;
  }
}

/** `id_rsa`, `*.pem`: by far the most, and a test of the path's end is several times cheaper than what a glob becomes. */
const ending = /^\*?[\w.-]+$/;

function endingSource(glob: string): string {
  const end = glob.replace('*', '').replaceAll('.', '\\.');
  return glob.startsWith('*') ? `${end}$` : `(?:^|\\/)${end}$`;
}

const options = { dot: true, nonegate: true, noextglob: true, strictBrackets: true, windows: false } as const;

function complaintOf(glob: string): string | undefined {
  if (glob.length > 500) return 'A glob has at most 500 characters. Write several.';
  if (glob.startsWith('!')) return 'A glob cannot say "not" here. Name the files that the rule is for.';
  if (glob.includes('\\')) return 'Write forward slashes, on every system.';
  if (glob.startsWith('/') || /^[A-Za-z]:/.test(glob))
    return 'Paths are relative to the folder. Leave the beginning out.';
  // Each star multiplies the ways to match a path; the time must stay harmless whoever wrote the glob.
  const segments = glob.split('/');
  if (segments.some((segment) => segment !== '**' && (segment.match(/\*+/g) ?? []).length > 3)) {
    return 'A glob has at most three * between two slashes. Write several globs.';
  }
  if (segments.filter((segment) => segment === '**').length > 3)
    return 'A glob has at most three **. Write several globs.';
  return undefined;
}
