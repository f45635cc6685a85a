import type { Fix, FixContext } from './fix.ts';
import { rewriteJavaScript } from './javascript/rewrite.ts';
import { fill, type Lookup, lookups } from './lookup.ts';
import { rewritePython } from './python/rewrite.ts';
import { isRefusal } from './refusal.ts';
import type { Rewriter } from './rewrite.ts';

/** Replaces a secret in a program by a look-up of an environment variable; none for languages that we cannot rewrite. */
export function envLookup({ source, finding, rule }: FixContext): readonly Fix[] {
  const lookup = lookups.find(({ manager, languages }) => manager === 'env' && languages.includes(source.language));
  const rewriter = rewriters[source.language];
  if (!lookup || !rewriter) return [];
  return [lookupFix('env-lookup', lookup, rewriter, { source, finding, rule })];
}

const rewriters: Readonly<Record<string, Rewriter>> = {
  javascript: rewriteJavaScript,
  javascriptreact: rewriteJavaScript,
  typescript: rewriteJavaScript,
  typescriptreact: rewriteJavaScript,
  python: rewritePython,
};

function lookupFix(id: string, lookup: Lookup, rewriter: Rewriter, { source, finding, rule }: FixContext): Fix {
  const rewrite = rewriter({ source, span: finding.span, lookup, rule: rule.id });
  // Not safe: the program no longer runs until somebody has put the value where it is looked up.
  if (isRefusal(rewrite)) {
    const title = fill(lookup.title, { NAME: '…' });
    return { id, title, safe: false, disabled: rewrite.refusal, plan: () => ({ edits: [] }) };
  }
  const { name, places, edits } = rewrite;
  const title = fill(lookup.title, { NAME: name }) + (places > 1 ? ` (${places} places)` : '');
  return { id, title, safe: false, plan: () => ({ edits: [{ edits }] }) };
}
