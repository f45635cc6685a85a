import type { KeywordHits } from '../../engine/keywordHits.ts';
import { lineSpan, positionAt } from '../../engine/lineMap.ts';
import type { Source } from '../../engine/source.ts';
import type { Dependency, Wants } from './dependency.ts';

/**
 * The container images that a text names: `FROM` and `COPY --from` of a Dockerfile; `image:`, `container:` and
 * `uses: docker://…` of Kubernetes, Compose, GitHub, GitLab and their kind; `image =` in the containers of Terraform.
 */
export function images(source: Source, hits: KeywordHits): Dependency[] {
  switch (source.language) {
    case 'dockerfile':
      return inDockerfile(source.text);
    case 'yaml':
      return inYaml(source, hits);
    case 'terraform':
      return inTerraform(source.text, hits);
    default:
      return [];
  }
}

/**
 * An image by its reference, `host:5000/path/name:tag@sha256:…`.
 * @returns undefined where it is none
 */
export function imageNamed(text: string, start: number): Dependency | undefined {
  if (!reference.test(text)) return undefined;
  const name = /^[^@]*/.exec(text)![0].replace(/:[^/:]*$/, '');
  return { ecosystem: 'image', name, span: { start, end: start + text.length }, wants: wantsOf(text) };
}

const reference = /^[\w$][\w${}./:@+-]{0,300}$/;

function wantsOf(text: string): Wants {
  if (/@sha\d+:/.test(text)) return 'exact';
  if (/\$|\{\{/.test(text)) return 'unclear';
  const tag = /:([^/:]+)$/.exec(text)?.[1];
  return tag === undefined || tag === 'latest' ? 'any' : 'moving';
}

function inDockerfile(text: string): Dependency[] {
  const stages = new Set(['scratch']);
  const found: Dependency[] = [];
  for (const match of text.matchAll(instruction)) {
    const [whole, from, stage, copied] = match;
    const image = (from ?? copied)!;
    const start = match.index + (from ? whole.indexOf(from, whole.search(/from/i) + 4) : whole.length - image.length);
    const named = stages.has(image.toLowerCase()) || /^\d+$/.test(image) ? undefined : imageNamed(image, start);
    // What is copied from by a plain name may be a context that is handed to the build.
    if (named && (from || /[/:]/.test(image))) found.push(named);
    if (stage) stages.add(stage.toLowerCase());
  }
  return found;
}

const instruction =
  /^[ \t]*(?:FROM[ \t]+(?:--[a-z]+=\S+[ \t]+)*([^\s#]{1,300})(?:[ \t]+AS[ \t]+([\w.-]{1,100}))?|(?:COPY|ADD)[ \t]+(?:--(?!from)[a-z]+(?:=\S+)?[ \t]+)*--from=([^\s#]{1,300}))/gim;

function inYaml({ text, path, lines }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  const isWorkflow = /^jobs:/m.test(text) && /^["']?on["']?:/m.test(text);
  if (!isWorkflow && !runsContainers.test(text)) return found;
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = hits.ends[i]!;
    const line = positionAt(lines, hit).line;
    const { start, end } = lineSpan(lines, text, line);
    const match = imageLine.exec(text.slice(start, Math.min(end, start + 500)));
    if (!match || start + match[1]!.length < hit - 20 || (match[2] === 'container' && !isWorkflow)) continue;
    const image = match[3]!;
    if (looksLikeFile.test(image) || (match[2] === 'image' && isBuilt(text, start, match[1]!))) continue;
    const named = imageNamed(image, start + match[0].length - image.length);
    if (!named || found.at(-1)?.span.start === named.span.start) continue;
    const isPipeline = isWorkflow || /gitlab-ci|\.circleci/.test(path);
    // A tag says which one in most places; beside actions that are pinned by commit it is the odd one out.
    found.push(named.wants === 'moving' && isPipeline ? { ...named, wants: 'any', customary: true } : named);
  }
  return found;
}

const runsContainers =
  /^[ \t]*-?[ \t]*["']?(?:containers|services|kind|stages|script|steps|docker|executors|jobs|initContainers)["']?[ \t]*:/m;
const imageLine =
  /^([ \t]*(?:-[ \t]+)*)["']?(image|container|uses(?=["']?[ \t]*:[ \t]+["']?docker:))["']?[ \t]*:[ \t]+["']?(?:docker:\/\/)?([^\s"'#,{}[\]&*!|>][^\s"'#,]{0,300})/;
const looksLikeFile = /\.(?:png|jpe?g|gif|svg|webp|ico|avif|bmp|iso|img|qcow2|vmdk)$|^(?:https?:|\.{0,2}\/)/i;

/** Whether a service of Compose is built from here, so that the image is only the name it is given. */
function isBuilt(text: string, start: number, indent: string): boolean {
  const build = new RegExp(`^${indent.replace(/-/g, ' ')}["']?build["']?[ \\t]*:`);
  return [-1, 1].some((step) => {
    let at = start;
    for (let count = 0; count < 60; count++) {
      const next = step > 0 ? text.indexOf('\n', at) + 1 : text.lastIndexOf('\n', at - 2) + 1;
      if (next === at || (step > 0 && next === 0) || at === 0) return false;
      at = next;
      const line = text.slice(at, at + 200).split('\n', 1)[0]!;
      if (build.test(line)) return true;
      if (/\S/.test(line) && /^[ \t]*/.exec(line)![0].length < indent.length) return false;
    }
    return false;
  });
}

function inTerraform(text: string, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = hits.ends[i]!;
    const match = /^[ \t]*=[ \t]*"([^"\n]{1,300})"/.exec(text.slice(hit, hit + 400));
    const before = text.slice(Math.max(0, hit - 1500), hit);
    if (!match || !/(?:^|\n)[ \t]*image$/.test(before) || !inContainer.test(before)) continue;
    const named = imageNamed(match[1]!, hit + match[0].length - 1 - match[1]!.length);
    if (named) found.push(named);
  }
  return found;
}

const inContainer = /\bcontainer[ \t]*(?:=[ \t]*)?\{|"docker_(?:container|service)"/;
