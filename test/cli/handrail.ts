import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { iam } from '../../scripts/iam.ts';
import { packages } from '../../scripts/packages.ts';
import { run } from '../../server/cli/run.ts';
import type { PatternSpec } from '../../server/detectors/pattern/spec.ts';
import { nodeProjectDisk } from '../../server/disk/project/nodeProjectDisk.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { expandPlaceholders } from '../../server/packs/placeholders.ts';

/** A made-up credential that {@link tokenRule} finds; no issuer has its like. */
export const token = expandPlaceholders('{{/tok_[0-9a-z]{32}/}}', 1, new Map());

/** Finds {@link token}, with high confidence. */
export const tokenRule: Rule<PatternSpec> = {
  id: 'secrets/test-token',
  title: 'Test token',
  family: 'secrets',
  severity: 'critical',
  confidence: 'high',
  profile: 'recommended',
  keywords: ['tok_'],
  detect: pattern('tok_[0-9a-z]{32}'),
  message: 'A test token stands in the text.',
  why: 'Whoever reads the text can use it.',
  instead: 'Read it from the environment.',
  issuer: { name: 'Test', opens: 'everything', revoke: 'https://example.com/revoke' },
  fixes: [],
  references: { cwe: [798], nhi: ['NHI2'], csf: ['PR.AA-01'], links: ['https://example.com/test token'] },
};

/** Finds the word `weak-thing`; for audits only, and unsure. */
export const weakRule: Rule<PatternSpec> = {
  ...tokenRule,
  id: 'defaults/weak-thing',
  title: 'Weak thing',
  family: 'defaults',
  severity: 'low',
  confidence: 'low',
  profile: 'all',
  keywords: ['weak-thing'],
  detect: pattern('weak-thing'),
  message: 'A weak thing.',
  references: {},
};

/** Throws wherever the word `brittle` stands: its regular expression is none. */
export const brittleRule: Rule<PatternSpec> = {
  ...tokenRule,
  id: 'defaults/brittle',
  title: 'Brittle',
  family: 'defaults',
  keywords: ['brittle'],
  detect: pattern('('),
};

function pattern(source: string): PatternSpec {
  return {
    kind: 'pattern',
    regex: { engine: 'js', source, flags: '' },
    secretGroup: 0,
    placeholders: true,
    allowlists: [],
  };
}

/** What a call of the command came to. */
export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the world looks to the command; everything has a default. */
export interface World {
  readonly rules?: readonly Rule[];
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether both streams are terminals. */
  readonly terminal?: boolean;
  /** Is called with everything written to standard error, before it is. */
  readonly onStderr?: (text: string) => void;
}

/** Calls the command in this process, in a folder. */
export async function handrail(cwd: string, args: readonly string[], world: World = {}): Promise<Called> {
  const written = { stdout: '', stderr: '' };
  let time = 0;
  const code = await run(args, {
    cwd,
    env: world.env ?? {},
    stdout: { write: (text) => (written.stdout += text), isTTY: world.terminal, columns: 80 },
    stderr: {
      write(text) {
        world.onStderr?.(text);
        written.stderr += text;
      },
      isTTY: world.terminal,
      columns: 80,
    },
    stdin: async () => Buffer.from(world.stdin ?? ''),
    version: '1.2.3',
    builtin: () => world.rules ?? [tokenRule, weakRule],
    packages,
    iam,
    projectDisk: nodeProjectDisk,
    today: '2026-11-20',
    now: () => (time += 1000),
  });
  return { code, ...written };
}

/** Makes folders that are gone after the tests of the surrounding `describe`; call it there. */
export function temporaryFolders(): (files: Readonly<Record<string, string | Buffer>>) => string {
  const made: string[] = [];
  after(() => {
    for (const folder of made) rmSync(folder, { recursive: true });
  });
  return (files) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-')));
    made.push(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  };
}
