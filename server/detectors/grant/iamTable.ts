import { lazily } from '../dependency/remember.ts';

/** What is known of the permissions of the clouds: `tables/iam.txt`, which names its sources. */
export interface IamTable {
  /** Whether there is an AWS service of that prefix, in lower case. */
  readonly hasService: (prefix: string) => boolean;
  readonly services: () => readonly string[];
  /** The actions of an AWS service by lower-case name; undefined where nobody knows the service. */
  readonly actions: (service: string) => ReadonlyMap<string, AwsAction> | undefined;
  /** The condition keys of an AWS service by lower-case name, without prefix; undefined where nobody knows any. */
  readonly conditionKeys: (service: string) => ReadonlyMap<string, string> | undefined;
  /** The action that a call of an SDK needs, by the call in lower case: for calls whose name is no action. */
  readonly operations: () => ReadonlyMap<string, string>;
  /** Sets of AWS actions, in lower case, that together let an identity raise its own rights. */
  readonly escalations: () => readonly (readonly string[])[];
  /** Names of policies that AWS manages, without their path. */
  readonly managedPolicies: () => ReadonlySet<string>;
  /** Roles of Google Cloud with which one acts as a service account. */
  readonly gcpImpersonation: () => ReadonlySet<string>;
  /** Roles of Azure that may do everything, or hand out roles: name by GUID in lower case. */
  readonly azureRoles: () => ReadonlyMap<string, string>;
}

export interface AwsAction {
  readonly name: string;
  /** Letters: List, Read, Write, Tagging, Permissions management. */
  readonly levels: string;
  /** Whether a policy can name resources for it; elsewhere `*` is all there is. */
  readonly restrictable: boolean;
}

/** Makes the table from its text. Each part is made when it is first asked for: few texts need more than one. */
export function iamTable(text: string): IamTable {
  const actionLines = lazily(() => byService(linesOf(text, 'aws-actions')));
  const services = new Map<string, ReadonlyMap<string, AwsAction>>();
  const escalations = lazily(() => linesOf(text, 'aws-escalations').map((line) => line.toLowerCase().split(' ')));
  const keyLines = lazily(() => byService(linesOf(text, 'aws-condition-keys')));
  const operations = lazily(() => new Map(linesOf(text, 'aws-operations').map(operationOf)));
  const managed = lazily(
    () => new Set(linesOf(text, 'aws-policies').map((path) => path.slice(path.lastIndexOf('/') + 1))),
  );
  const gcp = lazily(() => new Set(linesOf(text, 'gcp-impersonation')));
  const azure = lazily(
    () => new Map(linesOf(text, 'azure-roles').map((line) => [line.slice(0, guidLength), line.slice(guidLength + 1)])),
  );
  return {
    hasService: (prefix) => actionLines().has(prefix),
    services: () => [...actionLines().keys()],
    actions(service) {
      const lines = actionLines().get(service);
      if (!lines) return undefined;
      let made = services.get(service);
      if (!made) {
        made = new Map(lines.flatMap(actionsOfLine));
        services.set(service, made);
      }
      return made;
    },
    conditionKeys(service) {
      const names = keyLines().get(service)?.[0]?.split(' ').slice(1);
      return names && new Map(names.map((name) => [name.toLowerCase(), name]));
    },
    operations,
    escalations,
    managedPolicies: managed,
    gcpImpersonation: gcp,
    azureRoles: azure,
  };
}

/** For where there is none: nothing is known, so nothing can be said to be unknown. */
export const noIam = iamTable('');

const guidLength = 36;

function byService(lines: readonly string[]): Map<string, string[]> {
  const made = new Map<string, string[]>();
  for (const line of lines) {
    const service = line.slice(0, line.indexOf(' '));
    const known = made.get(service);
    if (known) known.push(line);
    else made.set(service, [line]);
  }
  return made;
}

function operationOf(line: string): [string, string] {
  const blank = line.indexOf(' ');
  return [line.slice(0, blank).toLowerCase(), line.slice(blank + 1)];
}

function actionsOfLine(line: string): [string, AwsAction][] {
  const [, kind = '', ...names] = line.split(' ');
  const levels = kind.slice(0, -1);
  const restrictable = kind.endsWith('+');
  return names.map((name) => [name.toLowerCase(), { name, levels, restrictable }]);
}

/** The lines between `[section]` and the next line that begins with a comment. */
function linesOf(text: string, section: string): string[] {
  const head = `\n[${section}]\n`;
  const at = text.indexOf(head);
  if (at < 0) return [];
  const start = at + head.length;
  const end = text.indexOf('\n#', start - 1);
  return text.slice(start, end < 0 ? text.trimEnd().length : end).split('\n');
}
