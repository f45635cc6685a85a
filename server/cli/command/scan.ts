import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Profile } from '../../engine/rule.ts';
import { type Checker, checker } from '../checker.ts';
import { decode } from '../decode.ts';
import { type ExitCode, exitCode } from '../exitCode.ts';
import { type FolderSettings, folderSettings } from '../folderSettings.ts';
import { type Notice, noticeLine, type Tell } from '../notice.ts';
import type { Outcome } from '../outcome.ts';
import { type Progress, progressOn, silent } from '../progress.ts';
import { type Read, readText } from '../readText.ts';
import { reasonOf } from '../reasonOf.ts';
import { shownPath } from '../relativePath.ts';
import { summary } from '../report/summary.ts';
import type { Runtime } from '../runtime.ts';
import { rootOf, type Target, targetOf } from '../target.ts';
import { walk } from '../walk.ts';

/** What stands on the command line of `handrail scan`. */
export interface ScanOptions {
  readonly stdin?: boolean;
  readonly filename?: string;
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly output?: string;
  readonly profile?: Profile;
  readonly config: boolean;
  readonly ignore: boolean;
  /** In bytes. */
  readonly maxFileSize: number;
  readonly quiet?: boolean;
  /** Absent: as the terminal and the environment say. */
  readonly color?: boolean;
}

/** Checks files and folders (or standard input), reports, and says how it went. */
export async function scanCommand(paths: readonly string[], options: ScanOptions, runtime: Runtime): Promise<ExitCode> {
  const { cwd, stdout, stderr } = runtime;
  const progress = stderr.isTTY && !options.quiet ? progressOn(stderr, runtime.now) : silent;
  const notices: Notice[] = [];
  const tell: Tell = (notice) => {
    notices.push(notice);
    progress.clear();
    stderr.write(`${noticeLine(notice, cwd)}\n`);
  };
  const settingsOf = folderSettings({ ...options, builtin: runtime.builtin(), tell });
  const checking = checker(runtime.today, options.maxFileSize, tell);
  const root = options.stdin
    ? await checkInput(checking, settingsOf, options, runtime)
    : await checkPaths(paths.length ? paths : ['.'], checking, settingsOf, options, { cwd, progress, tell });
  const checked = checking.result();
  progress.clear();

  const outcome = (): Outcome => ({ ...checked, notices, version: runtime.version, root, cwd, exitCode: code() });
  const code = (): ExitCode => {
    if (notices.some(({ level }) => level === 'error')) return exitCode.failed;
    return checked.findings.some(({ finding }) => !finding.suppression) ? exitCode.findings : exitCode.clean;
  };
  const report = await reportAs(options.format, outcome(), usesColor(options, runtime));
  if (options.output === undefined) stdout.write(report);
  else writeReport(resolve(cwd, options.output), report, tell);
  if (!options.quiet) {
    // Where a program reads standard output, it gets the report and nothing else.
    const onStdout = options.format === 'text' && options.output === undefined;
    (onStdout ? stdout : stderr).write(`${onStdout && report ? '\n' : ''}${summary(outcome())}\n`);
  }
  return code();
}

type SettingsOf = (folder: string) => Promise<FolderSettings>;

/** @returns the folder that paths in the report are relative to */
async function checkInput(checking: Checker, settingsOf: SettingsOf, options: ScanOptions, runtime: Runtime) {
  const path = resolve(runtime.cwd, options.filename ?? 'stdin');
  const folder = dirname(path);
  const root = rootOf(folder, runtime.cwd);
  const read = readOf(await runtime.stdin(), options.maxFileSize);
  checking.check({ path, root, settings: await settingsOf(folder), read, named: true });
  return root;
}

function readOf(bytes: Buffer, limit: number): Read {
  if (bytes.length > limit) return { kind: 'large', bytes: bytes.length };
  const text = decode(bytes);
  return text === undefined ? { kind: 'binary' } : { kind: 'text', text };
}

/** @returns the folder that paths in the report are relative to */
async function checkPaths(
  paths: readonly string[],
  checking: Checker,
  settingsOf: SettingsOf,
  options: ScanOptions,
  { cwd, progress, tell }: { readonly cwd: string; readonly progress: Progress; readonly tell: Tell },
): Promise<string> {
  const done = new Set<string>();
  const targets: Target[] = [];
  for (const named of paths) {
    const target = targetOf(named, cwd);
    if (typeof target !== 'string') targets.push(target);
    else tell({ about: 'file', level: 'error', path: resolve(cwd, named), message: target });
  }
  for (const target of targets) {
    const settings = await settingsOf(target.folder);
    for (const { path, error } of filesOf(target, settings, options)) {
      // What is named twice, or lies in a folder that is named as well, counts once.
      if (paths.length > 1 && done.size === done.add(path).size) continue;
      progress.step(shownPath(cwd, path));
      if (error) checking.unreadable(path, reasonOf(error));
      else {
        const read = readText(path, options.maxFileSize);
        checking.check({ path, root: target.root, settings, read, named: target.kind === 'file' });
      }
    }
  }
  return targets[0]?.root ?? rootOf(cwd, cwd);
}

function filesOf({ kind, path }: Target, settings: FolderSettings, { ignore }: ScanOptions) {
  if (kind === 'file') return [{ path, error: undefined }];
  // A folder that was named is checked even where its own folder leaves it out.
  const leavesOut = ignore && !settings.leavesOut(path, true) ? settings.leavesOut : () => false;
  return walk(path, { gitIgnore: ignore, leavesOut });
}

async function reportAs(format: ScanOptions['format'], outcome: Outcome, color: boolean): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../report/text.ts')).textReport(outcome, color);
    case 'json':
      return (await import('../report/json.ts')).jsonReport(outcome);
    case 'sarif':
      return (await import('../report/sarif.ts')).sarifReport(outcome);
    case 'github':
      return (await import('../report/github.ts')).githubReport(outcome);
  }
}

function writeReport(path: string, report: string, tell: Tell): void {
  try {
    writeFileSync(path, report);
  } catch (error) {
    tell({ about: 'file', level: 'error', path, message: `the report cannot be written (${reasonOf(error)})` });
  }
}

/** See no-color.org and force-color.org. */
function usesColor({ color, output }: ScanOptions, { env, stdout }: Runtime): boolean {
  if (color !== undefined) return color;
  if (env.NO_COLOR || output !== undefined) return false;
  return Boolean(env.FORCE_COLOR) || (Boolean(stdout.isTTY) && env.TERM !== 'dumb');
}
