import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What came of the labelled cases. */
export interface Measured {
  /** The configuration that was loaded as a pack; absent: our rules alone. */
  readonly extended?: string;
  readonly pack?: Pack;
  /** By corpus. */
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Of all corpora together, by family, and by tier where the rows have one: `defaults 1`, `*`. */
  readonly families: ReadonlyMap<string, Tally>;
  readonly misses: readonly Miss[];
}

/** How much of a configuration is loaded. */
export interface Pack {
  /** How many rules it gave. */
  readonly rules: number;
  /** How many parts of it have no counterpart. */
  readonly notices: number;
}

/** Counts of rows, as `eval.mjs` makes them; its header explains them. */
export interface Tally {
  readonly pos: number;
  readonly hit: number;
  /** Rows that say which rule should find them, and those where it does. */
  readonly named: number;
  readonly exact: number;
  readonly withSecret: number;
  readonly span: number;
  readonly neg: number;
  readonly alarm: number;
}

/** A row that was missed, or flagged although it is clean. It has its text as well, which belongs to others. */
export interface Miss {
  readonly kind: 'miss' | 'alarm';
  readonly corpus: string;
  /** The corpus' own name for what the row holds. */
  readonly rule: string;
  /** The id of the rule that should find it, or should not. */
  readonly check?: string;
  readonly family: string;
  readonly tier?: number;
  /** Our rules that raised a false alarm. */
  readonly by?: readonly string[];
}

/**
 * Runs the program that scores a scanner on labelled cases, with its table on our output.
 * @param cli the words that start the command line, before `scan`; none may contain a space
 */
export function measure(program: string, cli: readonly string[], corpora: readonly string[]): Measured {
  const spaced = cli.find((word) => word.includes(' '));
  if (spaced !== undefined) throw new Error(`The path "${spaced}" has a space, which ${program} cannot take.`);
  const folder = mkdtempSync(join(tmpdir(), 'handrail-eval-'));
  const [json, misses] = [join(folder, 'tallies.json'), join(folder, 'misses.jsonl')];
  const args = [program, '--cli', cli.join(' '), ...corpora, '--json', json, '--misses', misses];
  // What the command line says about each of thousands of files is of no use here.
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  const byCorpus = JSON.parse(readFileSync(json, 'utf8')) as ByCorpus;
  const measured = {
    tallies: new Map(Object.entries(byCorpus).map(([corpus, families]) => [corpus, sumOf(Object.values(families))])),
    families: familiesOf(byCorpus),
    misses: missesOf(readFileSync(misses, 'utf8')),
  };
  rmSync(folder, { recursive: true });
  return measured;
}

type ByCorpus = Readonly<Record<string, Readonly<Record<string, Tally>>>>;

function familiesOf(byCorpus: ByCorpus): ReadonlyMap<string, Tally> {
  const families = new Map<string, Tally>();
  for (const [family, tally] of Object.values(byCorpus).flatMap((corpus) => Object.entries(corpus))) {
    const known = families.get(family);
    families.set(family, known ? sumOf([known, tally]) : tally);
  }
  return families;
}

/** All counts added up. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (count: keyof Tally) => tallies.reduce((total, tally) => total + tally[count], 0);
  const found = { pos: sum('pos'), hit: sum('hit'), named: sum('named'), exact: sum('exact') };
  return { ...found, withSecret: sum('withSecret'), span: sum('span'), neg: sum('neg'), alarm: sum('alarm') };
}

function missesOf(lines: string): Miss[] {
  return lines
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line) as Miss);
}
