#!/usr/bin/env node
// Takes the place of the desktop's executable for @vscode/test-electron: understands the desktop's own flags, serves
// VS Code, shows it in a Chromium without a window, and ends with the exit code of the extension tests.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startCodeServer } from './codeServer.ts';
import { type Hands, lendHands } from './hands.ts';
import { installCodeServer } from './installCodeServer.ts';
import { openWorkbench } from './workbench.ts';

interface Launch {
  readonly developmentPaths: readonly string[];
  readonly testsPath: string | undefined;
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
  readonly trusted: boolean;
}

/** The workbench logs much; the tests begin their own lines with this, and only these reach the terminal. */
const mark = `${process.pid}|`;

try {
  process.exitCode = await launch(readFlags(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function launch(options: Launch): Promise<number> {
  mkdirSync(options.userData, { recursive: true });
  const report = reporter(join(options.userData, 'handrail-host.log'));
  let show: (page: Page) => void = () => {};
  const page = new Promise<Page>((resolve) => {
    show = resolve;
  });
  const closing: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => close().finally(() => process.exit(1)));
  try {
    const hands = await lendHands(page, options.userData);
    closing.push(hands.close);
    const server = await serve(options, hands, report.log);
    closing.push(server.stop);
    const workbench = await openWorkbench({ ...options, port: server.port, log: report.hear });
    closing.push(() => workbench.browser.close());
    show(workbench.page);
    const code = await workbench.exitCode;
    if (code !== 0) report.explain();
    return code;
  } finally {
    await close();
  }
}

function serve(options: Launch, hands: Hands, log: (line: string) => void) {
  return startCodeServer({
    entry: installCodeServer(),
    userData: options.userData,
    extensions: options.extensions,
    env: { HANDRAIL_KEYS: hands.address, HANDRAIL_MARK: mark },
    flags: ['--enable-smoke-test-driver', ...(options.trusted ? ['--disable-workspace-trust'] : [])],
    log,
  });
}

function reporter(file: string) {
  let heard = false;
  const log = (line: string): void => appendFileSync(file, `${line}\n`);
  return {
    log,
    hear: (line: string): void => {
      log(line);
      if (!line.startsWith(mark)) return;
      heard = true;
      console.log(line.slice(mark.length));
    },
    /** Tests that never came to speak leave their reason in the log. */
    explain: (): void => {
      if (!heard) console.error(readFileSync(file, 'utf8').split('\n').slice(-40).join('\n'));
      console.error(`The log of this VS Code is ${file}`);
    },
  };
}

/** Flags that mean nothing here (`--disable-gpu-sandbox`, `--skip-welcome` …) are passed over. */
function readFlags(args: readonly string[]): Launch {
  const values = (name: string): string[] =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
  const one = (name: string): string => {
    const value = values(name)[0];
    if (value === undefined) throw new Error(`The launcher needs --${name}=…`);
    return value;
  };
  const folder = args.find((arg) => !arg.startsWith('-'));
  if (folder === undefined) throw new Error('The launcher needs a folder to open.');
  return {
    developmentPaths: values('extensionDevelopmentPath'),
    testsPath: values('extensionTestsPath')[0],
    folder,
    userData: one('user-data-dir'),
    extensions: one('extensions-dir'),
    // Ours: test-electron always passes --disable-workspace-trust, and Restricted Mode wants testing too.
    trusted: !args.includes('--restricted'),
  };
}
