import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { RuleFailure } from '../engine/scan.ts';
import { statusMethod } from '../protocol.ts';
import type { Checked } from './check.ts';
import { diagnose } from './diagnose.ts';
import type { Guard } from './guard.ts';
import { inTurn } from './inTurn.ts';
import { filePath, fileUri } from './place.ts';
import type { Runtime } from './runtime.ts';
import type { OpenDocument, Session, Snapshot } from './session.ts';
import { isLarge, statusOf } from './status.ts';
import { problemToDiagnostic } from './toLsp.ts';

/** Tells the client what it has not asked for. */
export interface Announcer {
  /** The text of the document has changed, or it was opened or closed. */
  readonly textChanged: (uri: string) => void;
  /** What was said about the open documents may not hold any more. */
  readonly answersChanged: () => void;
  /** Files that rules come from may have other mistakes, or were opened or closed. */
  readonly problemsChanged: () => void;
  /** A document was checked. */
  readonly checked: (document: OpenDocument, checked: Checked, snapshot: Snapshot) => void;
  /** Rules threw; each is named once. */
  readonly failed: (failures: readonly RuleFailure[]) => void;
}

export function announcer(connection: Connection, runtime: Runtime, session: Session, guard: Guard): Announcer {
  const reportedRules = new Set<string>();
  const publishedProblems = new Map<string, string>();
  const toPush = new Set<string>();

  /** Waits for the end of this turn, so that a burst of changes is checked once. */
  const push = (uris: Iterable<string>) => {
    const planned = toPush.size > 0;
    for (const uri of uris) toPush.add(uri);
    if (!planned && toPush.size) setImmediate(() => guard('push', pushAll));
  };

  const pushAll = inTurn(async () => {
    const snapshot = await session.snapshot();
    const uris = [...toPush];
    toPush.clear();
    for (const uri of uris) {
      const document = snapshot.documents.get(uri);
      if (!document) {
        await connection.sendDiagnostics({ uri, diagnostics: closedProblems(snapshot).get(ownUri(uri)) ?? [] });
      } else if (document.settled || !isLarge(document, snapshot)) {
        const { items, checked } = diagnose(document, snapshot, runtime);
        await connection.sendDiagnostics({ uri, version: document.version, diagnostics: items });
        tell(document, checked, snapshot);
      }
    }
  });

  /** Problems of files that are not open: nobody would ever ask for them. */
  const publishProblems = inTurn(async () => {
    const snapshot = await session.snapshot();
    const wanted = closedProblems(snapshot);
    // To clients that do not pull, `push` sends everything about an open document, problems included.
    const pushed = new Set(snapshot.client.pulls ? [] : [...snapshot.documents.keys()].map(ownUri));
    for (const uri of new Set([...publishedProblems.keys(), ...wanted.keys()])) {
      const diagnostics = wanted.get(uri) ?? [];
      const content = JSON.stringify(diagnostics);
      if (content === (publishedProblems.get(uri) ?? '[]')) continue;
      if (diagnostics.length) publishedProblems.set(uri, content);
      else publishedProblems.delete(uri);
      if (!pushed.has(uri)) await connection.sendDiagnostics({ uri, diagnostics });
    }
  });

  const failed = (failures: readonly RuleFailure[]) => {
    for (const { rule, message } of failures) {
      if (reportedRules.has(rule)) continue;
      reportedRules.add(rule);
      connection.console.error(`The rule ${rule} failed and was left out: ${message}`);
    }
  };

  const tell = (document: OpenDocument, checked: Checked, snapshot: Snapshot) => {
    failed(checked.failures);
    guard('status', () => connection.sendNotification(statusMethod, statusOf(document, checked, snapshot)));
  };

  return {
    textChanged: (uri) => {
      // Whoever pulls does so after every change; the others are sent their diagnostics. Nowhere else does it matter.
      if (!session.state().client.pulls) push([uri]);
    },
    answersChanged: () => {
      const { client, documents } = session.state();
      if (!client.pulls) push(documents.keys());
      else if (client.refreshes) guard('refresh', () => connection.languages.diagnostics.refresh());
    },
    problemsChanged: () => guard('problems', publishProblems),
    checked: tell,
    failed,
  };
}

function closedProblems({ problems, documents }: Snapshot): Map<string, Diagnostic[]> {
  const open = new Set([...documents.keys()].map(filePath));
  const out = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    if (open.has(problem.path)) continue;
    const uri = fileUri(problem.path);
    out.set(uri, [...(out.get(uri) ?? []), problemToDiagnostic(problem)]);
  }
  return out;
}

/** The URI as we would write it ourselves. */
function ownUri(uri: string): string {
  const path = filePath(uri);
  return path === undefined ? uri : fileUri(path);
}
