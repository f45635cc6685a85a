import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { plantedCredentials } from '../../scripts/vscode/exampleWorkspace.ts';
import { scratchFolder } from '../../scripts/vscode/folders.ts';
import { withMadeUpCredentials } from '../../scripts/vscode/madeUp.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface HostTests {
  /** The folder of the extension that plays an assistant. */
  readonly assistant: string;
  /** The entry that VS Code calls, by suite. */
  readonly suites: Readonly<Record<'trusted' | 'restricted', string>>;
}

/**
 * Bundles what runs inside the extension host into `.cache/host-tests`: an older host has a Node that does not run
 * TypeScript. The folder lies in the checkout, so that mocha and esbuild are found from there.
 */
export async function bundleHostTests(): Promise<HostTests> {
  const out = scratchFolder('host-tests');
  rmSync(out, { recursive: true, force: true });
  const assistant = join(out, 'assistant');
  mkdirSync(assistant, { recursive: true });
  cpSync(join(root, 'test/host/assistant/package.json'), join(assistant, 'package.json'));
  await bundle(['test/host/assistant/extension.ts'], assistant);
  const [trusted, restricted] = await Promise.all([suite('trusted', out), suite('restricted', out)]);
  return { assistant, suites: { trusted, restricted } };
}

/** A suite is a folder of tests; the entry beside them runs whatever lies in its own folder. */
async function suite(name: string, out: string): Promise<string> {
  const folder = join('test/host', name);
  const tests = readdirSync(join(root, folder)).filter((file) => file.endsWith('.test.ts'));
  await bundle(['test/host/runMocha.ts', ...tests.map((file) => join(folder, file))], join(out, name));
  return join(out, name, 'runMocha.cjs');
}

async function bundle(entryPoints: string[], outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha', 'esbuild'],
    define: {
      planted: JSON.stringify(plantedCredentials()),
      madeUp: withMadeUpCredentials('{ "githubToken": "{{github-pat}}", "slackToken": "{{slack-bot-token}}" }'),
    },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
