import { resolve } from 'node:path';
import type { Rule } from '../../engine/rule.ts';
import { type ExitCode, exitCode } from '../exitCode.ts';
import { folderSettings } from '../folderSettings.ts';
import { type Notice, noticeLine } from '../notice.ts';
import { printable } from '../printable.ts';
import type { JsonRules } from '../report/json.ts';
import type { Runtime } from '../runtime.ts';

/** What stands on the command line of `handrail rules`. */
export interface RulesOptions {
  readonly format: 'text' | 'json';
  readonly config: boolean;
  /** Packs to add, relative to the working folder. */
  readonly extends?: readonly string[];
}

/** Lists the rules that hold in the current folder, those of every profile. */
export async function rulesCommand(options: RulesOptions, runtime: Runtime): Promise<ExitCode> {
  let code: ExitCode = exitCode.clean;
  const tell = (notice: Notice) => {
    if (notice.level === 'error') code = exitCode.failed;
    runtime.stderr.write(`${noticeLine(notice, runtime.cwd)}\n`);
  };
  const settings = folderSettings({
    builtin: runtime.builtin(),
    packages: runtime.packages,
    iam: runtime.iam,
    config: options.config,
    extend: options.extends?.map((pack) => resolve(runtime.cwd, pack)),
    tell,
  });
  const { rules } = await settings(runtime.cwd);
  // The ways of finding of one rule have its id.
  const once = [...new Map(rules.toReversed().map((rule) => [rule.id, rule])).values()];
  const sorted = once.sort((a, b) => (a.id < b.id ? -1 : 1));
  runtime.stdout.write(options.format === 'json' ? asJson(sorted) : asText(sorted));
  return code;
}

function asText(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity, confidence, profile, title }) => [id, severity, confidence, profile, title]);
  const table = [['RULE', 'SEVERITY', 'CONFIDENCE', 'PROFILE', 'TITLE'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) => `${printable(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')).trimEnd()}\n`)
    .join('');
}

function asJson(rules: readonly Rule[]): string {
  const list: JsonRules = {
    version: 1,
    rules: rules.map(({ id, title, severity, confidence, profile }) => ({ id, title, severity, confidence, profile })),
  };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}
