import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageExtension } from './package.ts';
import { type CodeServer, installExtension, startCodeServer } from './vscode/codeServer.ts';
import { createExampleWorkspace } from './vscode/exampleWorkspace.ts';
import { scratchFolder } from './vscode/folders.ts';
import { installCodeServer } from './vscode/installCodeServer.ts';
import { onPath } from './vscode/program.ts';

const usage = `Usage: npm start [-- --port N] [-- --desktop]
  Shows the packaged extension in a VS Code served on 127.0.0.1, with the example workspace open.
  --port N    the port to serve on (3100, or any free one)
  --desktop   use the desktop's \`code\` instead`;

const usualPort = 3100;

async function start(options: { readonly desktop: boolean; readonly port: number | undefined }): Promise<void> {
  const vsix = await packageExtension();
  const folder = scratchFolder('start', 'teapot');
  createExampleWorkspace(folder);
  if (options.desktop) openOnDesktop(vsix, folder);
  else await stayUntilStopped(await serve(vsix, folder, options.port ?? (await freePort(usualPort))), folder);
}

function openOnDesktop(vsix: string, folder: string): void {
  const code = onPath('code')[0];
  if (!code) {
    throw new Error(
      'There is no `code` on PATH. In VS Code run "Shell Command: Install \'code\' command in PATH", or leave out --desktop.',
    );
  }
  for (const args of [['--install-extension', vsix, '--force'], [folder]]) {
    const shell = code.endsWith('.cmd'); // On Windows `code` is a .cmd file, which only a shell can start.
    const result = spawnSync(shell ? `"${code}"` : code, shell ? args.map((arg) => `"${arg}"`) : args, {
      stdio: 'inherit',
      shell,
    });
    if (result.status !== 0) throw new Error(`code ${args.join(' ')} failed, see above.`);
  }
}

async function serve(vsix: string, _folder: string, port: number): Promise<CodeServer> {
  const home = scratchFolder('start', 'vscode');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'User'), { recursive: true });
  writeFileSync(join(home, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  const options = { entry: installCodeServer(), userData: home, extensions: join(home, 'extensions') };
  installExtension(options, vsix);
  return startCodeServer({
    ...options,
    port,
    flags: ['--disable-workspace-trust'], // The folder is our own.
    log: (line) => appendFileSync(join(home, 'server.log'), `${line}\n`),
  });
}

const settings = {
  'workbench.startupEditor': 'readme',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
};

async function stayUntilStopped(server: CodeServer, folder: string): Promise<void> {
  console.log(`\n  VS Code with Handrail:  http://127.0.0.1:${server.port}/?${new URLSearchParams({ folder })}`);
  console.log('  The folder is made anew at every start. Ctrl-C stops it.\n');
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      asked = true;
      void server.stop();
    });
  }
  const code = await server.stopped;
  if (!asked) throw new Error(`The VS Code server ended by itself with ${code}; run npm start again.`);
}

/** The preferred port, or 0 (any free one) when somebody else has it. */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(0))
      .once('listening', () => probe.close(() => resolve(preferred)))
      .listen(preferred, '127.0.0.1');
  });
}

function readOptions(): Parameters<typeof start>[0] {
  const { values } = parseArgs({ options: { desktop: { type: 'boolean' }, port: { type: 'string' } } });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new Error(`"${values.port}" is not a port.`);
  }
  return { desktop: values.desktop ?? false, port };
}

try {
  await start(readOptions());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    console.error(usage);
  }
  process.exitCode = 1;
}
