import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** @throws ResponseError if the client does not want the answer any more */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}

/** Resolves when the client does not want the answer any more. */
export function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}
