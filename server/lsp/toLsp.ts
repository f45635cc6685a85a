import type {
  CodeAction,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { type LineMap, positionAt } from '../engine/lineMap.ts';
import type { Level, Rule } from '../engine/rule.ts';
import type { Source } from '../engine/source.ts';
import type { Span } from '../engine/span.ts';
import type { TextEdit as PlannedEdit } from '../fixes/fix.ts';
import type { Problem } from '../packs/problem.ts';
import type { DiagnosticData } from '../protocol.ts';
import type { Client } from './client.ts';

// The one place that knows the numbers and shapes of the protocol for what the engine hands out.

/** What a diagnostic needs besides its finding. */
export interface Told {
  readonly uri: string;
  readonly source: Source;
  readonly rule: Rule;
  /** The URI of the rule's page. */
  readonly page: string | undefined;
  readonly client: Client;
}

/** One line at exactly the finding's span; everything else a person may want to know is related information. */
export function toDiagnostic(finding: Finding, { uri, source, rule, page, client }: Told): Diagnostic {
  const data: DiagnosticData = { fingerprint: finding.fingerprint };
  return {
    range: toRange(finding.span, source.lines),
    severity: severities[finding.level],
    source: 'handrail',
    code: finding.rule,
    // The line in the file says nothing to a person who knows only the cells of a notebook.
    message: oneLine(finding.place === undefined ? finding.message : `${finding.message} (${finding.place})`),
    ...(page && client.codeDescription ? { codeDescription: { href: page } } : {}),
    ...(client.relatedInformation ? { relatedInformation: related(finding, rule, uri, source.lines) } : {}),
    ...(client.data ? { data } : {}),
  };
}

/** A mistake in `handrail.yaml` or in a pack. */
export function problemToDiagnostic({ range, severity, message }: Problem): Diagnostic {
  const { start, end } = range;
  return {
    range: { start: { ...start }, end: { ...end } },
    severity: severities[severity],
    source: 'handrail',
    message: oneLine(message),
  };
}

function toRange(span: Span, lines: LineMap): Range {
  return { start: positionAt(lines, span.start), end: positionAt(lines, span.end) };
}

/** An edit as a fix has planned it, for the text with these lines. */
export function toTextEdit({ span, text }: PlannedEdit, lines: LineMap): TextEdit {
  return { range: toRange(span, lines), newText: text };
}

/** The kind of all our code actions. */
export const quickFix = 'quickfix' satisfies NonNullable<CodeAction['kind']>;

const severities: Record<Exclude<Level, 'off'>, DiagnosticSeverity> = { error: 1, warning: 2, info: 3, hint: 4 };

function related(finding: Finding, rule: Rule, uri: string, lines: LineMap): DiagnosticRelatedInformation[] {
  const at = (span: Span, message: string) => ({
    location: { uri, range: toRange(span, lines) },
    message: oneLine(message),
  });
  return [
    ...finding.related.map(({ span, message }) => at(span, message)),
    ...(secondary(rule) ? [at(finding.span, secondary(rule))] : []),
  ];
}

/** What the finding opens, where it is revoked and what to do instead: one entry, for an editor puts the place before each. */
function secondary({ issuer, instead }: Rule): string {
  return [
    ...(issuer?.opens ? [`It opens ${issuer.opens}.`] : []),
    ...(issuer?.revoke ? [`Revoke it at ${issuer.revoke} (${issuer.name}).`] : []),
    ...(instead ? [instead] : []),
  ].join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
