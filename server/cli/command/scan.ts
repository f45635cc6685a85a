import { dirname, resolve } from 'node:path';
import { projectFinder } from '../../detectors/dependency/project/project.ts';
import { decode, isBinary } from '../../disk/decode.ts';
import type { Read } from '../../disk/readText.ts';
import { reasonOf } from '../../disk/reasonOf.ts';
import type { Profile } from '../../engine/rule.ts';
import type { AllowComments } from '../../engine/suppress.ts';
import { type Checker, checker } from '../checker.ts';
import { type CheckPaths, checkPaths } from '../checkPaths.ts';
import { type ExitCode, exitCode } from '../exitCode.ts';
import { type FolderSettings, folderSettings } from '../folderSettings.ts';
import { type Notice, noticeLine, type Tell } from '../notice.ts';
import type { Outcome } from '../outcome.ts';
import { progressOn, silent } from '../progress.ts';
import { summary } from '../report/summary.ts';
import type { Runtime } from '../runtime.ts';
import { rootOf } from '../target.ts';
import { writeReport, writeReportFile } from '../writeReport.ts';

/** What stands on the command line of `handrail scan`. */
export interface ScanOptions {
  /** `A`, `A..B` or `A...B`: only what changed. */
  readonly diff?: string;
  readonly stdin?: boolean;
  readonly filename?: string;
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly output?: string;
  readonly profile?: Profile;
  readonly allowComments?: AllowComments;
  readonly config: boolean;
  /** Packs to add, relative to the working folder. */
  readonly extends?: readonly string[];
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
  const progress = stderr.isTTY && !options.quiet ? progressOn(stderr, cwd, runtime.now) : silent;
  const notices: Notice[] = [];
  const tell: Tell = (notice) => {
    notices.push(notice);
    progress.clear();
    stderr.write(`${noticeLine(notice, cwd)}\n`);
  };
  const settingsOf = folderSettings({
    ...options,
    extend: options.extends?.map((pack) => resolve(cwd, pack)),
    builtin: runtime.builtin(),
    packages: runtime.packages,
    iam: runtime.iam,
    tell,
  });
  const checking = checker(runtime.today, options.maxFileSize, tell, projectFinder(runtime.projectDisk));
  const root = options.stdin
    ? await checkInput(checking, settingsOf, options, runtime)
    : await checkTree(paths, options, { ...options, cwd, checker: checking, settingsOf, progress, tell });
  const checked = checking.result();
  progress.clear();

  const code = (): ExitCode => {
    if (notices.some(({ level }) => level === 'error')) return exitCode.failed;
    return checked.findings.some(({ finding }) => !finding.suppression) ? exitCode.findings : exitCode.clean;
  };
  const outcome = (): Outcome => ({ ...checked, notices, version: runtime.version, root, cwd, exitCode: code() });
  const report = await reportAs(options.format, outcome(), usesColor(options, runtime));
  if (options.output === undefined) writeReport(report, (text) => stdout.write(text));
  else toFile(report, resolve(cwd, options.output), tell);
  if (!options.quiet) summarize(outcome(), options, runtime);
  return code();
}

function summarize(outcome: Outcome, { format, output }: ScanOptions, { stdout, stderr }: Runtime): void {
  // Where a program reads standard output, it gets the report and nothing else.
  if (format !== 'text' || output !== undefined) stderr.write(`${summary(outcome)}\n`);
  else stdout.write(`${outcome.findings.some(({ finding }) => !finding.suppression) ? '\n' : ''}${summary(outcome)}\n`);
}

async function checkTree(paths: readonly string[], { diff }: ScanOptions, options: CheckPaths): Promise<string> {
  if (diff === undefined) return checkPaths(paths.length ? paths : ['.'], options);
  const { checkDiff } = await import('../checkDiff.ts');
  return checkDiff(paths, diff, options);
}

/** @returns the folder that paths in the report are relative to */
async function checkInput(
  checking: Checker,
  settingsOf: (folder: string) => Promise<FolderSettings>,
  options: ScanOptions,
  runtime: Runtime,
): Promise<string> {
  const path = resolve(runtime.cwd, options.filename ?? 'stdin');
  const folder = dirname(path);
  const root = rootOf(folder, runtime.cwd);
  const read = readOf(await runtime.stdin(), options.maxFileSize);
  checking.under(await settingsOf(folder), root)(path, read, true);
  return root;
}

function readOf(bytes: Buffer, limit: number): Read {
  if (isBinary(bytes)) return { kind: 'binary' };
  return bytes.length > limit ? { kind: 'large', bytes: bytes.length } : { kind: 'text', text: decode(bytes) };
}

async function reportAs(format: ScanOptions['format'], outcome: Outcome, color: boolean): Promise<Iterable<string>> {
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

function toFile(report: Iterable<string>, path: string, tell: Tell): void {
  try {
    writeReportFile(report, path);
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
