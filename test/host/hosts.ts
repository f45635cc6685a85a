import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, SilentReporter } from '@vscode/test-electron';
import { installExtension } from '../../scripts/vscode/codeServer.ts';
import { downloadsFolder } from '../../scripts/vscode/folders.ts';
import { installCodeServer } from '../../scripts/vscode/installCodeServer.ts';

/** A VS Code that test-electron can start. */
export interface Host {
  readonly kind: 'desktop' | 'served';
  readonly executable: string;
  install(vsix: string, folders: Folders): void;
}

export interface Folders {
  readonly userData: string;
  readonly extensions: string;
}

/**
 * The desktop's VS Code where it can be downloaded and there is a screen to show it on, else the one served to a
 * Chromium without a window. HANDRAIL_HOST=desktop|served decides.
 */
export async function chooseHost(): Promise<Host> {
  const wish = process.env.HANDRAIL_HOST;
  if (wish !== undefined && wish !== 'desktop' && wish !== 'served') {
    throw new Error(`HANDRAIL_HOST is "${wish}"; it can be desktop or served.`);
  }
  if (wish === 'desktop') {
    return desktop().catch((error) => {
      throw new Error(`VS Code cannot be downloaded (${error.message}). HANDRAIL_HOST=served does without.`);
    });
  }
  if (wish === 'served' || !hasScreen()) return served();
  try {
    return await desktop();
  } catch (error) {
    console.log(`VS Code's download cannot be had (${error instanceof Error ? error.message : error}): serving it.`);
    return served();
  }
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

async function desktop(): Promise<Host> {
  const executable = await downloadAndUnzipVSCode({
    cachePath: join(downloadsFolder(), 'desktop'),
    reporter: new SilentReporter(),
  });
  return { kind: 'desktop', executable, install: (vsix, folders) => installOnDesktop(executable, vsix, folders) };
}

function installOnDesktop(executable: string, vsix: string, { userData, extensions }: Folders): void {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const flags = [...args, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`, '--install-extension', vsix];
  const shell = process.platform === 'win32';
  const result = spawnSync(shell ? `"${cli}"` : cli!, shell ? flags.map((flag) => `"${flag}"`) : flags, {
    encoding: 'utf8',
    shell,
  });
  if (result.status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${result.stdout}${result.stderr}`);
}

function served(): Host {
  const launcher = process.platform === 'win32' ? 'launcher.cmd' : 'launcher.ts';
  return {
    kind: 'served',
    executable: fileURLToPath(new URL(`../../scripts/vscode/${launcher}`, import.meta.url)),
    install: (vsix, folders) => installExtension({ entry: installCodeServer(), ...folders }, vsix),
  };
}
