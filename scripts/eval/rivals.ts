import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonReport } from '../../server/cli/report/json.ts';
import { type Corpus, type Row, rowsOf } from './corpora.ts';
import { bandit, eslint, type Rival } from './rivals/checksOf.ts';
import { codeTargets } from './targets.ts';

/** How another program and ours do on the cases of the checks that it has. */
export interface Comparison {
  readonly rival: string;
  readonly version: string;
  /** By our id of the check; `*` are rows that are clean for all of them. */
  readonly checks: ReadonlyMap<string, Score>;
}

/** Counts of rows. A bad one is found where a rule of its check flags a line in question, a fine one is clean where none does. */
export interface Score {
  readonly bad: number;
  readonly found: { readonly theirs: number; readonly ours: number };
  readonly fine: number;
  readonly clean: { readonly theirs: number; readonly ours: number };
}

const folder = fileURLToPath(new URL('rivals', import.meta.url));

/**
 * Runs the other programs and the built command line on the same files. Those that are not there are left out, which is
 * said: ESLint is installed on demand into `scripts/eval/rivals`, bandit comes with the system.
 */
export function compareWithRivals(cli: string, corpora: readonly Corpus[]): Comparison[] {
  const rows = corpora.flatMap(rowsOf);
  return [
    ...comparison(eslint, eslintVersion, runEslint, { cli, rows }),
    ...comparison(bandit, banditVersion, runBandit, { cli, rows }),
  ];
}

/** A finding of anybody, in a file of the folder; 1-based lines, both included. */
interface Found {
  /** Relative to the folder, with the system's separators. */
  readonly path: string;
  readonly rule: string;
  readonly line: number;
  readonly endLine?: number;
}

interface Cases {
  readonly cli: string;
  readonly rows: readonly Row[];
}

function comparison(
  rival: Rival,
  versionOf: () => string | undefined,
  run: (folder: string, rules: readonly string[]) => Found[],
  { cli, rows }: Cases,
): Comparison[] {
  const version = versionOf();
  if (version === undefined) {
    console.log(`Not compared with ${rival.name}: it is not here.`);
    return [];
  }
  const cases = rows.filter((row) => isCaseOf(rival, row));
  const root = mkdtempSync(join(tmpdir(), 'handrail-rivals-'));
  writeCases(root, cases);
  const theirs = byCase(run(root, Object.values(rival.rules).flat()));
  const ours = byCase(runOurs(cli, root));
  rmSync(root, { recursive: true });
  return [{ rival: rival.name, version, checks: scores(rival, cases, { theirs, ours }) }];
}

function isCaseOf(rival: Rival, { filename, family, check, covers }: Row): boolean {
  if (!rival.files.test(filename)) return false;
  if (family === '*') return !covers || covers.some((id) => id in rival.rules);
  const families: readonly string[] = codeTargets.families;
  return families.includes(family) && check !== undefined && check in rival.rules;
}

/** Each case into a folder of its own, named by its number. */
function writeCases(root: string, cases: readonly Row[]): void {
  cases.forEach(({ filename, text, context = {} }, number) => {
    for (const [name, content] of Object.entries({ ...context, [filename]: text })) {
      const parts = name.split('/').filter((part) => part && part !== '..');
      const path = join(root, String(number), ...parts);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  });
}

function byCase(findings: readonly Found[]): ReadonlyMap<number, readonly Found[]> {
  const cases = new Map<number, Found[]>();
  for (const finding of findings) {
    const number = Number(finding.path.split(/[\\/]/)[0]);
    const known = cases.get(number);
    if (known) known.push(finding);
    else cases.set(number, [finding]);
  }
  return cases;
}

function scores(
  rival: Rival,
  cases: readonly Row[],
  found: Readonly<Record<'theirs' | 'ours', ReadonlyMap<number, readonly Found[]>>>,
): ReadonlyMap<string, Score> {
  const score = new Map<string, Score>();
  cases.forEach((row, number) => {
    const check = row.check ?? '*';
    const flagged = {
      theirs: flags(row, found.theirs.get(number) ?? [], (id) => rival.rules[id] ?? [], rival),
      ours: flags(row, found.ours.get(number) ?? [], (id) => [id], rival),
    };
    const now = score.get(check) ?? nothing;
    score.set(check, row.label === 'positive' ? withBad(now, flagged) : withFine(now, flagged));
  });
  return score;
}

const nothing: Score = { bad: 0, found: { theirs: 0, ours: 0 }, fine: 0, clean: { theirs: 0, ours: 0 } };

type Flagged = Readonly<Record<'theirs' | 'ours', boolean>>;

function withBad(score: Score, { theirs, ours }: Flagged): Score {
  const { found } = score;
  const now = { theirs: found.theirs + Number(theirs), ours: found.ours + Number(ours) };
  return { ...score, bad: score.bad + 1, found: now };
}

function withFine(score: Score, { theirs, ours }: Flagged): Score {
  const { clean } = score;
  const now = { theirs: clean.theirs + Number(!theirs), ours: clean.ours + Number(!ours) };
  return { ...score, fine: score.fine + 1, clean: now };
}

/** Whether a rule of the row's check (of any check of the rival, where the row is clean for all) flags it where it is bad. */
function flags(
  { check, covers, label, lines }: Row,
  found: readonly Found[],
  rulesOf: (check: string) => readonly string[],
  rival: Rival,
): boolean {
  const checks = check ? [check] : Object.keys(rival.rules).filter((id) => !covers || covers.includes(id));
  const rules = new Set(checks.flatMap(rulesOf));
  const own = found.filter(({ rule }) => rules.has(rule));
  if (label === 'negative' || !lines?.length) return own.length > 0;
  return own.some(({ line, endLine = line }) => lines.some((expected) => line <= expected && expected <= endLine));
}

function runOurs(cli: string, root: string): Found[] {
  const args = [cli, 'scan', '.', '--no-config', '--no-ignore', '--profile', 'all', '--format', 'json', '--quiet'];
  const report = json<JsonReport>(spawn(process.execPath, args, root));
  return report.findings.map(({ path, rule, startLine, endLine }) => ({ path, rule, line: startLine, endLine }));
}

/** Installs it where it is not there yet; undefined where that cannot be done. */
function eslintVersion(): string | undefined {
  if (!existsSync(join(folder, 'node_modules'))) {
    console.log('Installing ESLint and its plugins, for this comparison alone …');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { status, stderr } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.log(`npm ci in scripts/eval/rivals failed:\n${stderr}`);
      return undefined;
    }
  }
  return spawn(process.execPath, [join(folder, 'node_modules', 'eslint', 'bin', 'eslint.js'), '--version'], folder)
    .trim()
    .replace(/^v/, '');
}

function runEslint(root: string, rules: readonly string[]): Found[] {
  return json(spawn(process.execPath, [join(folder, 'runEslint.js'), root, [...new Set(rules)].join(',')], folder));
}

function banditVersion(): string | undefined {
  const { status, stdout } = spawnSync('bandit', ['--version'], { encoding: 'utf8' });
  return status === 0 ? /\d+\.\d+\.\d+/.exec(stdout)?.[0] : undefined;
}

function runBandit(root: string): Found[] {
  const report = json<{ results: { filename: string; test_id: string; line_number: number; line_range: number[] }[] }>(
    spawn('bandit', ['-r', '.', '-f', 'json', '-q'], root),
  );
  return report.results.map(({ filename, test_id, line_number, line_range }) => ({
    path: filename.replace(/^\.[\\/]/, ''),
    rule: test_id,
    line: Math.min(line_number, ...line_range),
    endLine: Math.max(line_number, ...line_range),
  }));
}

/** What the program prints; one that ends with 1 has found something. */
function spawn(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function json<T>(text: string): T {
  return JSON.parse(text) as T;
}
