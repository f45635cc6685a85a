import { format } from 'node:util';

/** Prints to the terminal in which the tests were started; of all that VS Code logs, only lines with the mark get there. */
export function say(...args: unknown[]): void {
  for (const line of format(...args).split('\n')) console.log(`${process.env.HANDRAIL_MARK ?? ''}${line}`);
}
