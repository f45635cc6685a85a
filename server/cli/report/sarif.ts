import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Invocation,
  Location,
  Log,
  Notification,
  ReportingDescriptor,
  Result,
  Run,
  Region as SarifRegion,
} from 'sarif';
import { relativePath } from '../../disk/relativePath.ts';
import type { Finding } from '../../engine/finding.ts';
import { defaultLevel } from '../../engine/level.ts';
import type { Rule, Severity } from '../../engine/rule.ts';
import type { Notice } from '../notice.ts';
import type { Located, Outcome, Region } from '../outcome.ts';
import { jsonWithList } from './jsonWithList.ts';

/**
 * The findings as a SARIF 2.1.0 log (docs.oasis-open.org/sarif/sarif/v2.1.0), with what GitHub code scanning reads on
 * top (docs.github.com, "SARIF support for code scanning"). Findings that a comment allows are among the results, with
 * their suppression. No snippets: what stands in the text stays there.
 */
export function* sarifReport(outcome: Outcome): Generator<string> {
  const { findings, rules, root } = outcome;
  const indices = new Map(rules.map((rule, index) => [rule.id, index]));
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [runWithoutResults(outcome, indices)],
  };
  yield* jsonWithList(log, findings, (located) => resultOf(located, indices.get(located.finding.rule)!, root));
}

function runWithoutResults(outcome: Outcome, indices: ReadonlyMap<string, number>): Run {
  const { rules, version, root } = outcome;
  return {
    tool: {
      driver: {
        name: 'Handrail',
        version,
        semanticVersion: version,
        rules: rules.map(descriptor),
        notifications: notificationIds.map((id) => ({ id })),
      },
    },
    invocations: [invocation(outcome, indices)],
    originalUriBaseIds: { [rootId]: { uri: pathToFileURL(`${root}/`).href } },
    columnKind: 'utf16CodeUnits',
    results: [],
  };
}

const rootId = '%SRCROOT%';

function descriptor(rule: Rule): ReportingDescriptor {
  const { id, title, family, severity, confidence, references } = rule;
  const link = references.links?.find((address) => URL.canParse(address));
  return {
    id,
    name: pascalCase(id.slice(id.indexOf('/') + 1)),
    shortDescription: { text: title },
    fullDescription: { text: rule.why ?? title },
    help: { text: paragraphs(rule, plain).join('\n\n'), markdown: paragraphs(rule, markdown).join('\n\n') },
    ...(link === undefined ? {} : { helpUri: new URL(link).href }),
    defaultConfiguration: { level: levels[defaultLevel(severity, confidence)] },
    properties: {
      family,
      severity,
      confidence,
      // What GitHub calls them: its severity is a number as in CVSS, its precision is our confidence.
      'security-severity': score[severity],
      precision: confidence,
      tags: [
        'security',
        family,
        ...(references.cwe ?? []).map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`),
        ...(references.nhi ?? []).map((entry) => `external/owasp-nhi/${entry.toLowerCase()}`),
        ...(references.csf ?? []).map((entry) => `external/nist-csf/${entry.toLowerCase()}`),
      ],
    },
  };
}

const score: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** How words are marked up. */
interface Markup {
  readonly strong: (text: string) => string;
  readonly link: (address: string) => string;
}

const plain: Markup = { strong: (text) => text, link: (address) => address };
const markdown: Markup = { strong: (text) => `**${text}**`, link: (address) => `<${address}>` };

function paragraphs({ title, why, instead, issuer, references }: Rule, { strong, link }: Markup): string[] {
  return [
    `${title}.`,
    ...(why ? [why] : []),
    ...(instead ? [`${strong('Instead:')} ${instead}`] : []),
    ...(issuer?.opens ? [`${strong('What it opens:')} ${issuer.opens} (${issuer.name}).`] : []),
    ...(issuer?.revoke ? [`${strong('If it has leaked:')} revoke it at ${link(issuer.revoke)}`] : []),
    ...(references.links?.length ? [`${strong('More:')} ${references.links.map(link).join(' ')}`] : []),
  ];
}

function resultOf(located: Located, ruleIndex: number, root: string): Result {
  const { path, finding, whole, related, allowedAt } = located;
  const { rule, level, message, fingerprint, family, severity, confidence, place, change } = finding;
  const artifact = artifactLocation(path, root);
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[level],
    message: { text: message },
    locations: [
      {
        ...location(artifact, whole ?? located),
        ...(place === undefined ? {} : { logicalLocations: [{ name: place }] }),
      },
    ],
    partialFingerprints: { 'handrail/v1': fingerprint },
    ...(related.length
      ? {
          relatedLocations: related.map((place, index) => ({
            id: index + 1,
            ...location(artifact, place),
            message: { text: place.message },
          })),
        }
      : {}),
    ...(allowedAt ? { suppressions: [suppression(finding, location(artifact, allowedAt))] } : {}),
    ...(change ? { baselineState: change === 'new' ? 'new' : 'updated' } : {}),
    properties: { family, severity, confidence },
  };
}

function suppression({ suppression }: Finding, place: Location): NonNullable<Result['suppressions']>[number] {
  return {
    kind: 'inSource',
    status: 'accepted',
    location: place,
    ...(suppression?.reason === undefined ? {} : { justification: suppression.reason }),
  };
}

const levels: Record<Finding['level'], 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

function location(artifact: ArtifactLocation, place: Region): Location {
  return { physicalLocation: { artifactLocation: artifact, region: region(place) } };
}

function region({ startLine, startColumn, endLine, endColumn }: Region): SarifRegion {
  return { startLine, startColumn, endLine, endColumn };
}

function artifactLocation(path: string, root: string): ArtifactLocation {
  const below = relativePath(root, path);
  if (below === undefined) return { uri: pathToFileURL(path).href };
  return { uri: below.split('/').map(encodeSegment).join('/'), uriBaseId: rootId };
}

/** Half a surrogate pair, which Windows allows in names, has no percent-encoding. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

const notificationIds = ['configuration', 'rule', 'file'] satisfies Notice['about'][];

function invocation({ notices, exitCode, root }: Outcome, indices: ReadonlyMap<string, number>): Invocation {
  const notification = (notice: Notice) => notificationOf(notice, root, indices);
  const [configuration, execution] = [true, false].map((wanted) =>
    notices.filter(({ about }) => (about === 'configuration') === wanted).map(notification),
  );
  return {
    executionSuccessful: exitCode !== 2,
    exitCode,
    ...(configuration!.length ? { toolConfigurationNotifications: configuration } : {}),
    ...(execution!.length ? { toolExecutionNotifications: execution } : {}),
  };
}

function notificationOf(
  { about, level, message, path, line, column, rule }: Notice,
  root: string,
  indices: ReadonlyMap<string, number>,
): Notification {
  return {
    descriptor: { id: about, index: notificationIds.indexOf(about) },
    level,
    message: { text: message },
    ...(path === undefined
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifactLocation(path, root),
                ...(line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } }),
              },
            },
          ],
        }),
    ...(rule === undefined ? {} : { associatedRule: { id: rule, index: indices.get(rule) ?? -1 } }),
  };
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase());
}
