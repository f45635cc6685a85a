import type { Diagnostic } from 'vscode-languageserver';
import type { Rule } from '../engine/rule.ts';
import { type Checked, check, type Text } from './check.ts';
import { filePath } from './place.ts';
import type { Runtime } from './runtime.ts';
import { type OpenDocument, ruleOf, type Snapshot } from './session.ts';
import { problemToDiagnostic, toDiagnostic } from './toLsp.ts';

export interface Diagnosis {
  readonly items: Diagnostic[];
  readonly checked: Checked;
}

/** Everything there is to say about one open document: its findings, and what is wrong with it as a file of rules. */
export function diagnose(document: OpenDocument, snapshot: Snapshot, runtime: Runtime): Diagnosis {
  const { items, checked } = diagnoseClosed(document, snapshot, runtime);
  return { items: [...items, ...problemsOf(document.uri, snapshot)], checked };
}

/** As `diagnose`, for a file that is not open: what is wrong with it as a file of rules is announced unasked. */
export function diagnoseClosed(text: Text, snapshot: Snapshot, runtime: Runtime): Diagnosis {
  const checked = check(text, snapshot, runtime);
  const items = checked.findings.map((finding) => {
    const rule = ruleOf(checked.rules, finding.rule);
    const page = pageOf(rule, snapshot, runtime);
    return toDiagnostic(finding, { uri: text.uri, source: checked.source, rule, page, client: snapshot.client });
  });
  return { items, checked };
}

function problemsOf(uri: string, { problems }: Snapshot): Diagnostic[] {
  if (!problems.length) return [];
  const path = filePath(uri);
  return problems.filter((problem) => problem.path === path).map(problemToDiagnostic);
}

/** Where the diagnostic's code leads. The rules of a team have no packaged page; they may name one of their own. */
function pageOf(rule: Rule, { rulePages }: Snapshot, { builtin, rulePage }: Runtime): string | undefined {
  if (!builtin.includes(rule)) return rule.references.links?.[0];
  return rulePages ? rulePages.replaceAll('{rule}', encodeURIComponent(rule.id)) : rulePage(rule);
}
