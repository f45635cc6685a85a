import type { Span } from '../../../engine/span.ts';
import { attachment } from '../aws/documents.ts';
import type { Grant, Parts, Policy, Scope } from '../grant.ts';

/** The roles and policies that commands of `aws`, `gcloud` and `az` hand out, in scripts, pipelines and documentation. */
export function commandPolicies(text: string): Policy[] {
  const policies: Policy[] = [];
  for (const match of text.matchAll(commands)) {
    const line = commandLine(text, match.index);
    const grant = match[0].startsWith('az') ? ofAzure(line) : match[0].startsWith('aws') ? ofAws(line) : ofGoogle(line);
    if (grant) policies.push({ grants: [grant], span: grant.span });
  }
  return policies;
}

const commands =
  /\b(?:az role assignment create|gcloud [\w -]{2,60} add-iam-policy-binding|aws iam attach-(?:role|user|group)-policy)\b/g;

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Nobody writes longer commands. */
const longest = 4000;

/** The command with the lines it goes on in. */
function commandLine(text: string, start: number): Line {
  const near = text.slice(start, start + longest);
  let end = 0;
  for (;;) {
    const newline = near.indexOf('\n', end);
    if (newline < 0) return { text: near, start };
    end = newline + 1;
    if (!/[\\`^]\s*$/.test(near.slice(Math.max(0, newline - 4), newline)))
      return { text: near.slice(0, newline), start };
  }
}

function option(line: Line, name: string): Parts | undefined {
  const found = new RegExp(`--${name}(?:=|\\s+)(["']?)([^"'\\s]+)\\1`).exec(line.text);
  if (!found) return undefined;
  const at = line.start + found.index + found[0].length - found[2]!.length - found[1]!.length;
  const span: Span = { start: at, end: at + found[2]!.length };
  const known = !found[2]!.includes('$');
  return { list: [{ value: found[2]!, known, span }], complete: true, span };
}

function ofGoogle(line: Line): Grant | undefined {
  const roles = option(line, 'role');
  const subjects = option(line, 'member');
  if (!roles) return undefined;
  const target = /^gcloud (?:(?:alpha|beta) )?([\w-]+)/.exec(line.text)?.[1];
  const scopes: Readonly<Record<string, Scope>> = {
    projects: 'project',
    organizations: 'organization',
    'resource-manager': 'folder',
  };
  return {
    cloud: 'gcp',
    policy: 'binding',
    effect: 'allow',
    roles,
    ...(subjects ? { subjects } : {}),
    scope: scopes[target ?? ''] ?? 'resource',
    conditions: [],
    span: { start: line.start, end: line.start + line.text.length },
  };
}

function ofAzure(line: Line): Grant | undefined {
  const quoted = /--role(?:=|\s+)(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"']+))/.exec(line.text);
  if (!quoted) return undefined;
  const value = quoted[1] ?? quoted[2] ?? quoted[3]!;
  const start = line.start + quoted.index + quoted[0].lastIndexOf(value);
  const span = { start, end: start + value.length };
  const scope = option(line, 'scope')?.list[0]?.value ?? '';
  const group = /--resource-group\b|\s-g\s/.test(line.text);
  return {
    cloud: 'azure',
    policy: 'assignment',
    effect: 'allow',
    roles: { list: [{ value, known: !value.includes('$'), span }], complete: true, span },
    scope: group ? 'group' : scopeOf(scope),
    conditions: [],
    span: { start: line.start, end: line.start + line.text.length },
  };
}

function scopeOf(id: string): Scope {
  if (/managementGroups/i.test(id)) return 'organization';
  if (/resourceGroups\/[^/]+\/./i.test(id)) return 'resource';
  if (/resourceGroups/i.test(id)) return 'group';
  return id === '' || /^\/subscriptions\/[^/]+\/?$/.test(id) ? 'project' : 'unknown';
}

function ofAws(line: Line): Grant | undefined {
  const policy = option(line, 'policy-arn')?.list[0];
  return policy && attachment(policy.value, policy.span, false);
}
