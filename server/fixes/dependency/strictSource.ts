import type { Fix, FixContext } from '../fix.ts';

/** Switches a check back on that was switched off, where one word does it; none elsewhere. */
export function strictSource({ source: { text }, finding: { span } }: FixContext): readonly Fix[] {
  const written = text.slice(span.start, span.end);
  const change = changes.find(([loose]) => loose.test(written));
  if (!change) return [];
  const [loose, strict, title] = change;
  const edit = { span, text: written.replace(loose, strict) };
  // Not safe: whatever did not bear the check stops working.
  return [{ id: 'strict-source', title, safe: false, plan: () => ({ edits: [{ edits: [edit] }] }) }];
}

const changes: readonly (readonly [loose: RegExp, strict: string, title: string])[] = [
  [/^(trust_remote_code\s*=\s*)True$/, '$1False', 'Do not run the code of the model'],
  [/^(weights_only\s*=\s*)False$/, '$1True', 'Load the weights alone'],
  [/^(insecure-external-code-execution\s*:\s*["']?)allow$/, '$1deny', 'Deny it'],
  [/^(strict-ssl[ \t=]+["']?)false$/, '$1true', 'Check certificates'],
  [/^((?:repo_)?gpgcheck[ \t]*=[ \t]*)(?:0|no|false)$/i, '$1true', 'Check signatures'],
  [/^((?:disable_gpg_check|allow_unauthenticated):[ \t]*["']?)(?:yes|true)$/i, '$1false', 'Check signatures'],
  [/^((?:--)?(?:extra-)?index-url[ \t=]+["']?|registry[ \t=]+["']?)http:/, '$1https:', 'Use https'],
  [/^(GOSUMDB[= ]["']?)off$/, '$1sum.golang.org', 'Check the checksums of modules'],
];
