import {
  commands,
  type Diagnostic,
  Disposable,
  l10n,
  languages,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';

const scheme = 'handrail-rule';

/**
 * Where the code of a diagnostic leads; the server puts the rule's id in. Not a `command:`, which editors since summer
 * 2026 no longer run from there (microsoft/vscode#329652), not a `file:`, which would show the source of the page, and
 * not an address with the editor's own scheme, which asks the person first. The extension's manifest asks for documents
 * of this scheme to be shown as Markdown previews (`workbench.editorAssociations`).
 */
export const rulePages = `${scheme}:/{rule}.md`;

/** The pages that explain the rules: packaged with the extension, shown without a network. */
export function registerRulePages(extension: Uri): Disposable {
  const pages = Uri.joinPath(extension, 'docs', 'rules');
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, contentProvider(pages)),
    commands.registerCommand('handrail.openRules', () => open(index)),
    commands.registerCommand('handrail.openRule', async (rule?: string) => {
      const wanted = rule ?? (await chooseRule());
      if (wanted) await open(wanted);
    }),
  );
}

/** The page that lists all the others. */
const index = 'README';

function open(page: string): Thenable<unknown> {
  return commands.executeCommand('vscode.open', Uri.from({ scheme, path: `/${page}.md` }));
}

function contentProvider(pages: Uri): TextDocumentContentProvider {
  return {
    provideTextDocumentContent: async ({ path }) => {
      const page = Uri.joinPath(pages, path);
      if (await exists(page)) return new TextDecoder().decode(await workspace.fs.readFile(page));
      const rule = path.slice(1).replace(/\.md$/, '');
      return `# ${rule}\n\n${l10n.t('This rule is not one of those that come with Handrail, so there is no page for it here. It stands in a pack that the handrail.yaml of the workspace names.')}\n`;
    },
  };
}

async function exists(file: Uri): Promise<boolean> {
  return workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

/** The rule of the finding at the caret, or one that the person picks from those found in the file. */
async function chooseRule(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = editor ? languages.getDiagnostics(editor.document.uri).filter(isOurs) : [];
  const here = found.filter(({ range }) => range.contains(editor!.selection.active));
  const rules = [...new Set((here.length ? here : found).map(ruleOf))];
  if (rules.length === 0) {
    await open(index);
    return undefined;
  }
  if (rules.length === 1) return rules[0];
  return window.showQuickPick(rules, { placeHolder: l10n.t('A rule to explain') });
}

function isOurs({ source, code }: Diagnostic): boolean {
  return source === 'handrail' && code !== undefined;
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
