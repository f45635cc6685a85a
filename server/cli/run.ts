import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { RulesOptions } from './command/rules.ts';
import type { ScanOptions } from './command/scan.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import type { Runtime } from './runtime.ts';

/**
 * The `handrail` command.
 * @param args what stands behind `handrail` on the command line
 * @returns what the process exits with; never throws for bad arguments or bad input
 */
export async function run(args: readonly string[], runtime: Runtime): Promise<ExitCode> {
  let code: ExitCode = exitCode.clean;
  const program = commands(runtime, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Help and version come this way too, with a code of 0.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCode.clean : exitCode.failed;
  }
  return code;
}

function commands(runtime: Runtime, done: (code: ExitCode) => void): Command {
  const program = new Command('handrail')
    .description(
      'Finds credentials and other risks in source code, with the same rules as the editor. Sends nothing anywhere.',
    )
    .version(runtime.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({
      writeOut: (text) => runtime.stdout.write(text),
      writeErr: (text) => runtime.stderr.write(text),
      getOutHelpWidth: () => runtime.stdout.columns ?? 100,
      getErrHelpWidth: () => runtime.stderr.columns ?? 100,
    })
    .exitOverride()
    // Of every command, and so in front of it, too: a program that wraps ours may add nothing behind its name.
    .addOption(extendsOption().hideHelp())
    .showHelpAfterError('(handrail --help says what there is)');
  addScan(program, runtime, done);
  addRules(program, runtime, done);
  return program;
}

// The commands themselves are loaded when one of them runs: `handrail --version` needs none of their libraries.

function addScan(program: Command, runtime: Runtime, done: (code: ExitCode) => void): void {
  program
    .command('scan')
    .summary('check files and folders')
    .description(
      'Checks files and folders. Files that .gitignore or handrail.yaml leaves out are passed over, unless they are ' +
        'named themselves. The handrail.yaml that counts is the nearest one: in the folder, or above it up to the top ' +
        'of the repository.',
    )
    .argument('[path...]', 'files and folders (default: the current folder)')
    .option(
      '--diff <range>',
      'only what changed brought in: since a commit (main), between two (a..b), since they parted (main...HEAD)',
    )
    .option('--stdin', 'check the text on standard input')
    .option(
      '--filename <name>',
      'with --stdin: the path the text belongs to; decides language, rules and configuration',
    )
    .addOption(
      new Option('-f, --format <format>', 'how to report').choices(['text', 'json', 'sarif', 'github']).default('text'),
    )
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option(
        '--profile <profile>',
        'recommended: few and sure; all: for audits (default: as handrail.yaml says)',
      ).choices(['recommended', 'all']),
    )
    .addOption(
      new Option(
        '--allow-comments <whose>',
        "own: only Handrail's; all: also those for other tools, such as gitleaks:allow (default: as handrail.yaml says)",
      ).choices(['all', 'own']),
    )
    .option('--no-config', 'read no handrail.yaml: built-in rules only')
    .addOption(extendsOption())
    .option('--no-ignore', 'check files that .gitignore or handrail.yaml leaves out, too (never .git)')
    .addOption(
      new Option('--max-file-size <bytes>', 'pass over larger files, with a warning')
        .argParser(parseBytes)
        .default(defaultMaxFileSize, String(defaultMaxFileSize)),
    )
    .option('-q, --quiet', 'no progress, no summary; only the report, warnings and errors')
    .option('--color', 'use colours even if nobody seems to watch')
    .option('--no-color', 'use no colours (also: the variable NO_COLOR)')
    .addHelpText('after', scanHelp)
    .action(async (paths: string[], options: ScanOptions, command: Command) => {
      if (options.stdin && paths.length)
        command.error("error: --stdin takes no paths; name the text's path with --filename");
      if (options.stdin && options.diff !== undefined) command.error('error: --diff compares files, --stdin has none');
      if (options.filename !== undefined && !options.stdin) command.error('error: --filename goes with --stdin');
      const { scanCommand } = await import('./command/scan.ts');
      done(await scanCommand(paths, command.optsWithGlobals<ScanOptions>(), runtime));
    });
}

const scanHelp = `
Exit codes:
  0  nothing found
  1  something found that no comment allows
  2  something could not be done: bad arguments, a path that is not there, a broken handrail.yaml or rule

Examples:
  handrail scan                                        this folder
  handrail scan src config/app.yaml                    some of it
  handrail scan --format sarif --output handrail.sarif for code scanning
  handrail scan --diff main...HEAD                     what a branch brings in, or makes less strict
  handrail scan --format github                        annotations in a GitHub workflow
  git show :app.py | handrail scan --stdin --filename app.py
  handrail scan --profile all --no-ignore              an audit of everything

A comment allows a finding:  // handrail: allow secrets/jwt until 2027-01-31 -- expired sample
`;

function addRules(program: Command, runtime: Runtime, done: (code: ExitCode) => void): void {
  program
    .command('rules')
    .summary('list the rules')
    .description('Lists the built-in rules and those of the packs that the nearest handrail.yaml extends.')
    .addOption(new Option('-f, --format <format>', 'how to list').choices(['text', 'json']).default('text'))
    .option('--no-config', 'read no handrail.yaml: built-in rules only')
    .addOption(extendsOption())
    .addHelpText('after', '\nExamples:\n  handrail rules\n  handrail rules --format json | jq -r ".rules[].id"\n')
    .action(async (_: RulesOptions, command: Command) => {
      const { rulesCommand } = await import('./command/rules.ts');
      done(await rulesCommand(command.optsWithGlobals<RulesOptions>(), runtime));
    });
}

function extendsOption(): Option {
  return new Option(
    '--extends <pack>',
    'add a pack: a folder, a .yaml file or a gitleaks .toml; may be given several times',
  ).argParser((pack: string, packs: readonly string[] = []) => [...packs, pack]);
}

/** Larger files are data, not source, and cost memory many times their size. */
const defaultMaxFileSize = 100_000_000;

function parseBytes(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of bytes, at least 1.');
  return Number(text);
}
