import * as vscode from 'vscode';
import { suggestions } from './suggestions.ts';

/** Plays an assistant: offers ghost text that holds a credential where a line ends as one of the suggestions begins. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      {
        provideInlineCompletionItems(document, position) {
          const before = document.lineAt(position).text.slice(0, position.character);
          const suggestion = suggestions.find(({ after }) => before.endsWith(after));
          return suggestion
            ? [new vscode.InlineCompletionItem(suggestion.text, new vscode.Range(position, position))]
            : [];
        },
      },
    ),
  );
}
