import type { KeywordHits } from '../../engine/keywordHits.ts';
import type { Source } from '../../engine/source.ts';
import type { Dependency, Wants } from './dependency.ts';
import { imageNamed } from './images.ts';

/** What the steps and jobs of GitHub's workflows use: `uses: owner/repository@reference`. The hits are of `uses:`. */
export function actions({ text }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  for (let i = 0; i < hits.ends.length; i++) {
    // The keyword may have the colon in it.
    const hit = text.lastIndexOf('uses', hits.ends[i]! - 1) + 4;
    const before = text.slice(Math.max(0, hit - 80), hit);
    if (!key.test(before)) continue;
    const match = value.exec(text.slice(hit, hit + 400));
    if (!match) continue;
    const start = hit + match[0].length - match[1]!.length;
    const dependency = actionNamed(match[1]!, start);
    if (dependency) found.push(dependency);
  }
  return found;
}

const key = /(?:^|[\r\n{,])[ \t]*(?:-[ \t]+)?["']?uses$/;
const value = /^["']?[ \t]*:[ \t]*(?:[|>][-+]?[ \t]*\r?\n[ \t]*)?["']?([^\s"'#,}]{3,300})/;

function actionNamed(text: string, start: number): Dependency | undefined {
  if (text.startsWith('docker://')) return imageNamed(text.slice(9), start + 9);
  // `./` is this repository, and so is `$/`.
  if (/^[.$]{1,2}\//.test(text)) return undefined;
  const [, name, reference] = /^([\w.-]+\/[\w./-]+)(?:@(.+))?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const version = reference === undefined ? undefined : { start: start + name.length + 1, end: start + text.length };
  return {
    ecosystem: 'action',
    name,
    span: { start, end: start + text.length },
    wants: wantsOf(reference),
    ...(version ? { version, reference: reference! } : {}),
    ...(ofGitHub.test(name) && !/^(?:main|master)$/.test(reference ?? '') ? { customary: true } : {}),
  };
}

/** Who can move these tags runs the workflow anyway. */
const ofGitHub = /^(?:actions|github)\//;

function wantsOf(reference: string | undefined): Wants {
  if (reference === undefined) return 'any';
  if (reference.includes('${{')) return 'unclear';
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(reference) ? 'exact' : 'moving';
}
