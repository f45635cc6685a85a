import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Page } from 'playwright-core';

/**
 * Test code runs inside the extension host, where no key can be pressed and no picture taken. These are its hands and
 * eyes: a loopback HTTP server beside the page. Each command is a POST of one JSON object and answers with JSON.
 */
export interface Hands {
  /** For the environment variable HANDRAIL_KEYS. The path is unguessable: other programs of the machine stay out. */
  readonly address: string;
  close(): void;
}

/**
 * Starts the server; `page` may still be on its way, commands wait for it. What the page showed when a command failed
 * is kept as a picture in `folder`.
 */
export async function lendHands(page: Promise<Page>, folder: string): Promise<Hands> {
  const secret = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    const name = request.url?.startsWith(secret) ? request.url.slice(secret.length) : '';
    answer(name, request, page, folder).then(
      (result) => response.end(JSON.stringify(result ?? null)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}${secret}`, close: () => server.close() };
}

async function answer(name: string, request: IncomingMessage, page: Promise<Page>, folder: string): Promise<unknown> {
  const command = commands[name];
  if (!command) throw new Error(`There is no command "${name}".`);
  const shown = await page;
  try {
    return await command(shown, JSON.parse(await body(request)));
  } catch (error) {
    const picture = join(folder, `failed-${name}-${Date.now()}.png`);
    await shown.screenshot({ path: picture });
    const why = error instanceof Error ? stripVTControlCharacters(error.message) : String(error);
    throw new Error(`${why}\nWhat there was to see: ${picture}`);
  }
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text || '{}';
}

// biome-ignore lint/suspicious/noExplicitAny: each command states what it takes; the caller is keys.ts, typed.
const commands: Readonly<Record<string, (page: Page, input: any) => Promise<unknown>>> = {
  press: (page, { key }: { key: string }) => page.keyboard.press(key),
  type: (page, { text, delay }: { text: string; delay?: number }) => page.keyboard.type(text, { delay: delay ?? 0 }),
  wait: (page, { selector, timeout }: { selector: string; timeout?: number }) =>
    page
      .locator(selector)
      .first()
      .waitFor({ timeout: timeout ?? 10_000 }),
  gone: (page, { selector, timeout }: { selector: string; timeout?: number }) =>
    page
      .locator(selector)
      .first()
      .waitFor({ state: 'hidden', timeout: timeout ?? 10_000 }),
  texts: (page, { selector }: { selector: string }) => page.locator(selector).allInnerTexts(),
  attributes: (page, { selector, name }: { selector: string; name: string }) =>
    page.locator(selector).evaluateAll((elements, name) => elements.map((element) => element.getAttribute(name)), name),
  click: (page, { selector }: { selector: string }) => page.locator(selector).first().click(),
  hover: (page, { selector }: { selector: string }) => page.locator(selector).first().hover(),
  screenshot: async (page, input: { file: string; selectors?: string[]; margin?: number; least?: Size }) => {
    const clip = input.selectors && (await around(page, input.selectors, input.margin ?? 0, input.least));
    await page.screenshot({ path: input.file, animations: 'disabled', caret: 'hide', ...(clip && { clip }) });
  },
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest rectangle that shows all of the named elements, with a margin and no smaller than `least`. */
async function around(page: Page, selectors: readonly string[], margin: number, least?: Size) {
  const found = await Promise.all(selectors.map((selector) => boxes(page, selector)));
  const all = found.flat();
  if (all.length === 0) throw new Error(`Nothing to take a picture of: ${selectors.join(', ')}`);
  const view = await page.evaluate<Size>('({ width: innerWidth, height: innerHeight })');
  const left = Math.max(0, Math.min(...all.map((box) => box.x)) - margin);
  const top = Math.max(0, Math.min(...all.map((box) => box.y)) - margin);
  const right = Math.max(...all.map((box) => box.x + box.width)) + margin;
  const bottom = Math.max(...all.map((box) => box.y + box.height)) + margin;
  return {
    x: left,
    y: top,
    width: Math.min(view.width - left, Math.max(right - left, least?.width ?? 0)),
    height: Math.min(view.height - top, Math.max(bottom - top, least?.height ?? 0)),
  };
}

async function boxes(page: Page, selector: string) {
  const elements = await page.locator(selector).all();
  const found = await Promise.all(elements.map((element) => element.boundingBox()));
  return found.filter((box) => box !== null && box.width > 0 && box.height > 0) as NonNullable<
    (typeof found)[number]
  >[];
}
