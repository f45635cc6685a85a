import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface CodeServerOptions {
  /** VS Code's `server-main.js`. */
  readonly entry: string;
  /** Settings and state: `<userData>/User/settings.json`, as on the desktop. */
  readonly userData: string;
  readonly extensions: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** Called with each line the server logs. */
  readonly log?: (line: string) => void;
}

export interface CodeServer {
  readonly port: number;
  readonly stopped: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts VS Code's server on the loopback address and returns when it listens. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const child = spawn(process.execPath, [options.entry, ...listenFlags(options), ...(options.flags ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const stopped = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await listeningPort(child, stopped, options.log ?? (() => {}));
  return { port, stopped, stop: () => stop(child, stopped) };
}

/** Installs a packaged extension into the folder from which the server takes its extensions. */
export function installExtension(
  options: Pick<CodeServerOptions, 'entry' | 'userData' | 'extensions'>,
  vsix: string,
): void {
  const args = [options.entry, '--install-extension', vsix, '--force', ...folderFlags(options)];
  const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (result.status !== 0 || !/successfully installed/.test(result.stdout)) {
    throw new Error(`VS Code did not install ${vsix}:\n${result.stdout}${result.stderr}`);
  }
}

function listenFlags(options: CodeServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...folderFlags(options),
  ];
}

function folderFlags(options: Pick<CodeServerOptions, 'userData' | 'extensions'>): string[] {
  return [
    '--server-data-dir',
    options.userData,
    '--user-data-dir',
    options.userData,
    '--extensions-dir',
    options.extensions,
  ];
}

/** Reads the log until the server says where it listens; what it says before a failure becomes the error. */
function listeningPort(
  child: ChildProcess,
  stopped: Promise<number | null>,
  log: (line: string) => void,
): Promise<number> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const hear = (line: string): void => {
      log(line);
      said.push(line);
      const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', hear);
    child.once('error', reject);
    stopped.then((code) => reject(new Error(`VS Code's server ended with ${code}:\n${said.join('\n')}`)), reject);
  });
}

async function stop(child: ChildProcess, stopped: Promise<unknown>): Promise<void> {
  child.kill();
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await stopped;
  clearTimeout(force);
}
