import type { CancellationToken, CodeAction } from 'vscode-languageserver';
import type { CodeActionData } from '../../protocol.ts';
import { throwIfCancelled } from '../cancelled.ts';
import { check } from '../check.ts';
import type { Context } from '../context.ts';
import { failed } from '../failed.ts';
import { ruleOf, waysOf } from '../session.ts';
import { workspaceEdit } from '../workspaceEdit.ts';

/**
 * A person has chosen a fix: makes its edit, for the text as it is now.
 * @throws ResponseError with words for that person, where the fix cannot be made any more
 */
export async function codeActionResolve(
  action: CodeAction,
  token: CancellationToken,
  { session, runtime }: Context,
): Promise<CodeAction> {
  const { fixesFor } = await import('../../fixes/fixes.ts');
  const snapshot = await session.snapshot();
  throwIfCancelled(token);
  const data = action.data as CodeActionData;
  const document = snapshot.documents.get(data.uri);
  if (!document) throw failed('The document is not open any more.');
  const { findings, source, rules } = check(document, snapshot, runtime);
  const finding = findings.find(({ rule, fingerprint }) => rule === data.rule && fingerprint === data.fingerprint);
  if (!finding) throw failed('The text has changed since this fix was offered, and the finding is gone.');
  const fixes = fixesFor({
    source,
    finding,
    rule: ruleOf(rules, finding.rule),
    ways: waysOf(rules, finding.rule),
  });
  const fix = fixes.find(({ id }) => id === data.fix);
  if (!fix) throw failed('The text has changed since this fix was offered, and it does not fit any more.');
  if (fix.disabled !== undefined) throw failed(fix.disabled);
  return { ...action, edit: workspaceEdit(fix, document, source, snapshot) };
}
