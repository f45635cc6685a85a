import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { lendHands } from '../../scripts/vscode/hands.ts';

export interface DesktopHands {
  readonly env: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  close(): void;
}

/** Real keys for the desktop: its window is a Chromium too, and lets itself be driven through its debugging port. */
export async function borrowDesktopHands(pictures: string): Promise<DesktopHands> {
  const port = await freePort();
  const window = connect(`http://127.0.0.1:${port}`);
  window.catch(() => {}); // The first command that needs the window reports it.
  const hands = await lendHands(
    window.then(({ page }) => page),
    pictures,
  );
  return {
    env: { HANDRAIL_KEYS: hands.address },
    flags: [`--remote-debugging-port=${port}`],
    close: () => {
      hands.close();
      window.then(({ browser }) => browser.close()).catch(() => {}); // It is gone already when VS Code has ended.
    },
  };
}

/** The window takes a few seconds to appear. */
async function connect(address: string): Promise<{ browser: Browser; page: Page }> {
  for (const deadline = Date.now() + 60_000; ; await sleep(500)) {
    try {
      const browser = await chromium.connectOverCDP(address);
      const page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find(isWorkbench);
      if (page) return { browser, page };
      await browser.close();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error('VS Code showed no window within a minute.');
  }
}

function isWorkbench(page: Page): boolean {
  return /workbench(-dev)?\.html/.test(page.url());
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
  });
}
