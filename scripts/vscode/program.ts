import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** A program of the machine that the tests drive and npm does not carry. */
export interface Program {
  readonly title: string;
  /** The environment variable with which a person points to it. */
  readonly variable: string;
  /** Names to look for on PATH, best first. */
  readonly commands: readonly string[];
  /** Where it usually lies on systems that do not put it on PATH. */
  readonly places: readonly string[];
  readonly debianPackage: string;
}

/** The program's path. On Debian as root a missing one is installed; elsewhere the error says what to do. */
export function requireProgram(program: Program): string {
  const found = findProgram(program);
  if (found) return found;
  if (mayInstall()) installWithApt(program);
  const installed = findProgram(program);
  if (installed) return installed;
  throw new Error(`${program.title} was not found. Install it, or set ${program.variable} to its path.`);
}

/** The program's path, or undefined. A variable that points nowhere is a mistake to report, not to pass over. */
function findProgram(program: Program): string | undefined {
  const named = process.env[program.variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${program.variable} is "${named}", which is not an executable file. Correct or unset it.`);
  }
  return [...program.commands.flatMap(onPath), ...program.places].find(isExecutable);
}

/** All files a command name could mean on this machine's PATH, in its order. */
export function onPath(command: string): string[] {
  if (isAbsolute(command)) return [command];
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((ending) => join(folder, command + ending))).filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function installWithApt(program: Program): void {
  console.error(`${program.title} is missing: installing Debian's package ${program.debianPackage} …`);
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', program.debianPackage]]) {
    const result = spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 2], // What goes wrong it says on stderr.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (result.status !== 0) {
      throw new Error(
        `apt-get ${args[0]} failed, see above. Install ${program.debianPackage} by hand, or set ${program.variable} to the path of ${program.title}.`,
      );
    }
  }
}
