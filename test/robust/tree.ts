import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JsonReport } from '../../server/cli/report/json.ts';
import { expandPlaceholders } from '../../server/packs/placeholders.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A made-up credential that the rule `team/token` of {@link pack} finds; no issuer has its like. */
export const token = expandPlaceholders('{{/tok_[0-9a-z]{32}/}}', 1, new Map());

/** Files that give a folder a pack of one rule. */
export const pack = {
  'handrail.yaml': 'extends: [./pack.yaml]\n',
  'pack.yaml': rules(`
  - id: team/token
    title: Token of ours
    severity: critical
    confidence: high
    keywords: [tok_]
    detect: { pattern: { regex: 'tok_[0-9a-z]{32}' } }
    message: A token of ours.
`),
};

/** The text of a rule file. */
export function rules(list: string): string {
  return `rules:${list}`;
}

export interface Scanned {
  /** What the process ended with. */
  readonly code: number;
  readonly report: JsonReport;
  readonly stderr: string;
}

/** Puts files into a folder of their own and runs the built command over it. */
export function scanTree(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: {
    /** What to name on the command line, relative to the folder. */
    readonly paths?: readonly string[];
    /** Does the rest of what the tree needs. */
    readonly arrange?: (folder: string) => void;
    /** JavaScript that the process runs before anything else; `folder` and `fs` are there. */
    readonly hook?: string;
  } = {},
): Scanned {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-robust-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    options.arrange?.(folder);
    const hook = options.hook === undefined ? [] : ['--import', hookFile(folder, options.hook)];
    const args = [...hook, cli, 'scan', '--format', 'json', ...(options.paths ?? ['.'])];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
      timeout: 60_000, // What hangs is ended, so that the test can say so.
      killSignal: 'SIGKILL',
    });
    assert.equal(signal, null, 'It did not come to an end.');
    assert.doesNotMatch(stderr, /^\s+at /m, 'There is a stack trace on standard error.');
    assert.ok(stdout, `There is no report: ${stderr}`);
    return { code: status!, report: JSON.parse(stdout), stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where something was found: `path:line:column`. */
export function places({ report }: Scanned): string[] {
  return report.findings.map(({ path, startLine, startColumn }) => `${path}:${startLine}:${startColumn}`);
}

function hookFile(folder: string, hook: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'handrail-hook-')), 'hook.mjs');
  writeFileSync(
    path,
    `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const folder = ${JSON.stringify(folder)};
${hook}
syncBuiltinESMExports();
`,
  );
  return pathToFileURL(path).href;
}
