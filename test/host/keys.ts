/** The hands of the tests: real keys in the page that shows VS Code, pressed by whoever owns the page (`hands.ts`). */
export const keys = {
  press: (key: string): Promise<void> => order('press', { key }),
  type: (text: string, delay?: number): Promise<void> => order('type', { text, delay }),
};

/** The eyes: what a person sees of VS Code. Selectors are Playwright's. */
export const screen = {
  wait: (selector: string, timeout?: number): Promise<void> => order('wait', { selector, timeout }),
  gone: (selector: string, timeout?: number): Promise<void> => order('gone', { selector, timeout }),
  texts: (selector: string): Promise<string[]> => order('texts', { selector }),
  attributes: (selector: string, name: string): Promise<(string | null)[]> => order('attributes', { selector, name }),
  click: (selector: string): Promise<void> => order('click', { selector }),
  hover: (selector: string): Promise<void> => order('hover', { selector }),
  picture: (file: string, picture: Picture = {}): Promise<void> => order('screenshot', { file, ...picture }),
};

export interface Picture {
  /** What the picture has to show; without it, the whole window. */
  readonly selectors?: readonly string[];
  readonly margin?: number;
  readonly least?: { readonly width: number; readonly height: number };
}

/** Why no key can be pressed in this host, or undefined. */
export function handsTied(): string | undefined {
  return process.env.HANDRAIL_KEYS ? undefined : 'nobody can press keys in this host; HANDRAIL_HOST=served can';
}

async function order<T>(command: string, input: object): Promise<T> {
  const response = await fetch(`${process.env.HANDRAIL_KEYS}${command}`, {
    method: 'POST',
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${command} ${JSON.stringify(input)}: ${text}`);
  return JSON.parse(text);
}
