import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The answer to a request that cannot be met, in words for the person behind it. */
export function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
