import { type Browser, chromium, type Page } from 'playwright-core';
import { requireChromium } from './chromium.ts';

export interface WorkbenchOptions {
  /** The port on which the VS Code server listens on 127.0.0.1. */
  readonly port: number;
  readonly folder: string;
  readonly developmentPaths: readonly string[];
  readonly testsPath: string | undefined;
  /** Called with each line the workbench, its extension host and the tests log. */
  readonly log: (line: string) => void;
}

export interface Workbench {
  readonly browser: Browser;
  readonly page: Page;
  /** The exit code of the extension tests. */
  readonly exitCode: Promise<number>;
}

/** Shows the served workbench in a Chromium without a window; with `testsPath` it runs the tests found there. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: chromiumFlags });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2, // Screenshots for the README stay sharp.
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const exitCode = new Promise<number>((resolve, reject) => {
    page.once('crash', () => reject(new Error('Chromium crashed while it showed VS Code.')));
    browser.once('disconnected', () => reject(new Error('Chromium ended before the tests did.')));
    // The built workbench calls these two where the desktop would exit and print.
    page.exposeFunction('codeAutomationExit', (code: number) => resolve(code)).catch(reject);
    page
      .exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => options.log(asText(args)))
      .catch(reject);
  });
  exitCode.catch(() => {}); // Whoever awaits it hears of a failure; nobody has to.
  await page.goto(workbenchAddress(options));
  return { browser, page, exitCode };
}

const chromiumFlags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** The page's own host and port must stand in every address, or the workbench takes files for strangers. */
function workbenchAddress({ port, folder, developmentPaths, testsPath }: WorkbenchOptions): string {
  const authority = `127.0.0.1:${port}`;
  const remote = (path: string): string => `vscode-remote://${authority}${urlPath(path)}`;
  const payload = [
    ...developmentPaths.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...(testsPath ? [['extensionTestsPath', remote(testsPath)]] : []),
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: urlPath(folder), payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}

/** `C:\a b` is `/C:/a b` in an address. */
function urlPath(path: string): string {
  const forward = path.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}

function asText(args: readonly unknown[]): string {
  return args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
}
