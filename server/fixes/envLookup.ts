import type { Fix, FixContext } from './fix.ts';
import { rewriteJavaScript } from './javascript/rewrite.ts';
import { fill, lookups } from './lookup.ts';
import { rewritePython } from './python/rewrite.ts';
import { isRefusal, reasons } from './refusal.ts';
import type { Rewriter } from './rewrite.ts';

/** Replaces a secret in a program by a look-up of an environment variable; none for languages that we cannot rewrite. */
export function envLookup({ source, finding, rule }: FixContext): readonly Fix[] {
  const lookup = lookups.find(({ manager, languages }) => manager === 'env' && languages.includes(source.language));
  const rewriter = rewriters[source.language];
  if (pages.has(source.language)) return [disabled('Replace by an environment variable', reasons.browser)];
  if (!lookup || !rewriter) return [];
  const rewrite = rewriter({ source, span: finding.span, lookup, rule: rule.id });
  if (isRefusal(rewrite)) return [disabled('Replace by an environment variable', rewrite.refusal)];
  const { name, places, edits } = rewrite;
  const title = fill(lookup.title, { NAME: name }) + (places > 1 ? ` (${places} places)` : '');
  // Not safe: the program does not run again until somebody has put the value where it is looked up.
  return [{ id, title, safe: false, plan: () => ({ edits: [{ edits }] }) }];
}

const id = 'env-lookup';

/** Languages of what is sent to a browser. */
const pages = new Set(['html', 'vue', 'svelte']);

const rewriters: Readonly<Record<string, Rewriter>> = {
  javascript: rewriteJavaScript,
  javascriptreact: rewriteJavaScript,
  typescript: rewriteJavaScript,
  typescriptreact: rewriteJavaScript,
  python: rewritePython,
};

function disabled(title: string, reason: string): Fix {
  return { id, title, safe: false, disabled: reason, plan: () => ({ edits: [] }) };
}
