import type { Connection } from 'vscode-languageserver';
import { ResponseError } from 'vscode-languageserver';

/** Runs work that nobody waits for. What goes wrong is logged, each error once, and the server goes on. */
export type Guard = (name: string, work: () => void | Promise<void>) => void;

/** Logs errors with the place they come from, each once. */
export interface ErrorLog {
  /** For notifications and what follows from them. */
  readonly guard: Guard;
  /** For requests: the error is logged and is the answer. */
  readonly answering: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
}

export function errorLog(connection: Connection): ErrorLog {
  const logged = new Set<string>();
  const log = (name: string, error: unknown) => {
    // By its message: the stack of the same error differs with what happened to be under way.
    const key = `${name}: ${error instanceof Error ? error.message : error}`;
    if (logged.has(key)) return;
    logged.add(key);
    connection.console.error(error instanceof Error ? `${name}: ${error.stack}` : key);
  };
  return {
    guard: (name, work) => {
      void (async () => work())().catch((error) => log(name, error));
    },
    answering: (name, work) =>
      work().catch((error) => {
        // What a handler says to its client is an answer, not a fault.
        if (!(error instanceof ResponseError)) log(name, error);
        throw error;
      }),
  };
}
