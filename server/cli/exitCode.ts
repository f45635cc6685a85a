/** What the process says to whoever started it. `failed` wins over `findings`: an incomplete check is no check. */
export const exitCode = {
  /** Everything was checked and nothing found. */
  clean: 0,
  /** Something was found that no comment allows. */
  findings: 1,
  /** Something that was asked for could not be done; the rest was. */
  failed: 2,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
