/**
 * What is checked: files of every language, wherever they are, and what is not saved yet. Not what merely shows text:
 * output, terminals, the other side of a diff.
 */
export const documents: readonly { readonly scheme: string }[] = [
  { scheme: 'file' },
  { scheme: 'untitled' },
  { scheme: 'vscode-notebook-cell' },
  { scheme: 'vscode-vfs' },
];
