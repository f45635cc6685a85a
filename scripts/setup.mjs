// `node scripts/setup.mjs <command…>`: installs what package-lock.json names where it is missing or stale, then runs the
// command with node_modules/.bin first on PATH, so that `node` is the Node 24 of node_modules whatever Node started npm.
// Plain JavaScript without dependencies, because it runs before anything is installed, on Node 20 and later.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const windows = process.platform === 'win32';
const installedNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

const [command, ...args] = process.argv.slice(2);
if (!command) fail('Usage: node scripts/setup.mjs <command> [arguments…]');
const reason = whyInstall();
if (reason) install(reason);
run(command, args);

/** Why `npm ci` has to run, or undefined when node_modules already holds what package-lock.json names. */
function whyInstall() {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  if (!wanted) fail('package-lock.json is missing or not JSON. Restore it (git checkout package-lock.json).');
  const present = lockedPackages(join(modules, '.package-lock.json'));
  if (!present) return 'node_modules is missing';
  const stale = Object.keys({ ...wanted, ...present }).find((path) => path && differs(wanted[path], present[path]));
  if (stale) return `${stale} is not what package-lock.json says`;
  if (!existsSync(installedNode)) return 'Node 24 is missing from node_modules';
  return undefined;
}

/** npm leaves optional packages of other platforms out, so their absence is no difference. */
function differs(wanted, present) {
  if (!present) return !wanted.optional;
  return wanted?.version !== present.version || wanted?.integrity !== present.integrity;
}

function lockedPackages(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined; // An interrupted install leaves half a file: the caller installs anew or says so.
  }
}

function install(because) {
  console.error(`${because}: running npm ci …`);
  // Inside an npm script the very npm that was started goes on; elsewhere the one on PATH.
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (result.error) fail(`npm could not be started (${result.error.message}). Install npm 11 and try again.`);
  if (result.status !== 0) fail('npm ci failed, see above. Fix the cause and run the command again.');
  if (!existsSync(installedNode)) {
    fail('npm ci did not install Node 24: its install script was not allowed. Use npm 11 ("allowScripts") or npm 10.');
  }
}

function run(command, args) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [join(modules, '.bin'), process.env[pathName]].filter(Boolean).join(delimiter);
  // On Windows `.bin/node` is a .cmd file, which only a shell can start; the real program needs none.
  const program = command === 'node' ? installedNode : command;
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, [pathName]: path },
    stdio: 'inherit',
    shell: windows && program !== installedNode,
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
