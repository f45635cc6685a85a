import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic, Range } from 'vscode-languageserver';
import type { Finding } from '../../engine/finding.ts';
import { offsetAt } from '../../engine/lineMap.ts';
import type { Source } from '../../engine/source.ts';
import type { Span } from '../../engine/span.ts';
import type { Fix } from '../../fixes/fix.ts';
import type { CodeActionData } from '../../protocol.ts';
import { throwIfCancelled } from '../cancelled.ts';
import type { Context } from '../context.ts';
import { diagnose } from '../diagnose.ts';
import { type OpenDocument, ruleOf, type Snapshot, waysOf } from '../session.ts';
import { isLarge } from '../status.ts';
import { quickFix } from '../toLsp.ts';
import { workspaceEdit } from '../workspaceEdit.ts';

/** The client asks what can be done about the findings at a place. */
export async function codeAction(
  { textDocument, range, context: { only, diagnostics } }: CodeActionParams,
  token: CancellationToken,
  { session, runtime }: Context,
): Promise<CodeAction[]> {
  if (only && !only.some(includesQuickFixes)) return [];
  const snapshot = await session.snapshot();
  throwIfCancelled(token);
  const document = snapshot.documents.get(textDocument.uri);
  if (!document) return [];
  // The client asks whenever the caret moves; in a large document only where it shows a finding.
  if (isLarge(document, snapshot) && !diagnostics.some(({ source }) => source === 'handrail')) return [];
  const { items, checked } = diagnose(document, snapshot, runtime);
  const { fixesFor } = await import('../../fixes/fixes.ts');
  const place = spanOf(range, checked.source);
  const offers = checked.findings.flatMap((finding, index): Offer[] => {
    if (!touches(finding.span, place)) return [];
    const fixes = fixesFor({
      source: checked.source,
      finding,
      rule: ruleOf(checked.rules, finding.rule),
      ways: waysOf(checked.rules, finding.rule),
    });
    return fixes.map((fix) => ({ finding, fix, diagnostic: items[index]! }));
  });
  return actions(offers, document, checked.source, snapshot);
}

/** A fix that may be offered for a finding. */
interface Offer {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly diagnostic: Diagnostic;
}

function actions(offers: readonly Offer[], document: OpenDocument, source: Source, snapshot: Snapshot): CodeAction[] {
  const { client } = snapshot;
  const preferred = offers.find(({ fix }) => fix.disabled === undefined && !leavesTheFinding(fix));
  return offers
    .filter(({ fix }) => fix.disabled === undefined || client.disabledActions)
    .map((offer): CodeAction => {
      const { finding, fix, diagnostic } = offer;
      const action = { title: fix.title, kind: quickFix, diagnostics: [diagnostic] };
      if (fix.disabled !== undefined) return { ...action, disabled: { reason: fix.disabled } };
      const { uri, version } = document;
      const data: CodeActionData = { uri, version, rule: finding.rule, fingerprint: finding.fingerprint, fix: fix.id };
      return {
        ...action,
        ...(client.preferredActions && offer === preferred ? { isPreferred: true } : {}),
        ...(client.resolvesEdits ? { data } : { edit: workspaceEdit(fix, document, source, snapshot) }),
      };
    });
}

/** An allow comment is never what a key press without a look should do. */
function leavesTheFinding({ id }: Fix): boolean {
  return id.startsWith('allow');
}

/** Whether a kind that the client asks for has ours below it. */
function includesQuickFixes(kind: string): boolean {
  return kind === '' || kind === quickFix;
}

function spanOf({ start, end }: Range, { lines, text }: Source): Span {
  return { start: offsetAt(lines, text, start), end: offsetAt(lines, text, end) };
}

/** Unlike `overlaps`: a caret at the very edge touches. */
function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
