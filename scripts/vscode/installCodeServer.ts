import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { downloadsFolder } from './folders.ts';

/** code-server 4.139.1 carries the server and the workbench of VS Code 1.139.1. */
const version = '4.139.1';

/**
 * The path of VS Code's `server-main.js`, installed into the cache when it is not there yet (about 15 seconds).
 * It comes from the npm registry, for machines that cannot reach the download of the desktop or have no screen.
 */
export function installCodeServer(): string {
  const home = join(downloadsFolder(), `code-server-${version}`);
  const entry = join(home, vscodeFolder, 'out', 'server-main.js');
  if (existsSync(entry)) return entry;

  console.error(`Installing code-server ${version} (VS Code for the browser) into ${home} …`);
  // Made aside and renamed when complete: an interrupted or parallel run never leaves half an installation behind.
  const draft = `${home}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  npmInstall(['--prefix', draft, `code-server@${version}`], draft);
  npmInstall(['--omit=dev'], join(draft, vscodeFolder));
  npmInstall(['--omit=dev'], join(draft, vscodeFolder, 'extensions'));
  moveIntoPlace(draft, home);
  return entry;
}

const vscodeFolder = join('node_modules', 'code-server', 'lib', 'vscode');

/** Without install scripts: no compiler is needed, and the native modules that stay missing only log an error. */
function npmInstall(args: readonly string[], cwd: string): void {
  const all = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args];
  const npm = process.env.npm_execpath;
  const options = { cwd, stdio: ['ignore', 2, 2] as ['ignore', 2, 2], env: npmEnvironment() };
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...all], options)
    : spawnSync('npm', all, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    throw new Error('npm could not install code-server, see above. Check the connection to the npm registry.');
  }
}

/** code-server refuses to be installed by another Node than 24, so the Node that runs this comes first. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !belongsToThisProject(name)));
  return { ...env, PATH: [dirname(process.execPath), process.env.PATH].filter(Boolean).join(delimiter) };
}

/** npm hands its scripts the project's own settings, which would be taken for those of this installation. */
function belongsToThisProject(name: string): boolean {
  return /^npm_(config_(local_)?prefix|package_|lifecycle_)/i.test(name) || name === 'INIT_CWD';
}

function moveIntoPlace(draft: string, home: string): void {
  try {
    renameSync(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
    rmSync(draft, { recursive: true, force: true }); // Another run was faster.
  }
}
