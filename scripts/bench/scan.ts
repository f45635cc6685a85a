import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectors } from '../../server/detectors/detectors.ts';
import type { Detector } from '../../server/engine/detector.ts';
import { findKeywords } from '../../server/engine/keywords.ts';
import type { Profile, Rule } from '../../server/engine/rule.ts';
import { type Ruleset, ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';
import { linearEngine, needsLinear } from '../../server/packs/linear.ts';
import { type CorpusFile, sizeOf } from './corpus.ts';
import { inTurn, time } from './measure.ts';
import { figure, printTable } from './table.ts';

const options = { today: '2026-01-01' };

/** Bytes a second of a scan with the built-in rules, beside a bare pass for their keywords over the same text. */
export async function benchScan(root: string, files: readonly CorpusFile[]): Promise<void> {
  const megabytes = sizeOf(files) / 1e6;
  const builtin = parseBuiltin(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
  const ways = detectors(needsLinear(builtin) ? await linearEngine() : undefined);
  const rulesOf = (profile: Profile) => ruleset(builtin, ways, { profile });
  const sets = { recommended: rulesOf('recommended'), all: rulesOf('all') };
  let findings = 0;
  const pass = (set: Ruleset) => time(() => files.forEach(({ text }) => void findKeywords(set.table, text, ignore)));
  const scanAll = (set: Ruleset) =>
    time(() => {
      findings = 0;
      for (const { path, text } of files) findings += scan(source(path, text), set, options).findings.length;
    });
  const rows = (['recommended', 'all'] as const).map((profile) => {
    const set = sets[profile];
    scanAll(set); // Once to warm up.
    const took = inTurn(5, { pass: () => pass(set), scan: () => scanAll(set) });
    const speed = (milliseconds: number) => figure(megabytes / (milliseconds / 1000));
    const keywords = set.table.words.length;
    return [
      `${profile} (${set.rules.length} rules, ${keywords} keywords)`,
      speed(took.pass),
      speed(took.scan),
      figure(took.scan / took.pass),
      String(findings),
    ];
  });
  printTable(
    `Scan: ${files.length} files, ${figure(megabytes)} MB`,
    ['profile', 'keywords only, MB/s', 'scan, MB/s', 'ratio', 'findings'],
    rows,
  );
  benchFamilies(files, builtin, ways);
  benchLength(files, sets.all);
}

/** How much longer all families take than the secrets alone; three times is what is asked for. */
function benchFamilies(files: readonly CorpusFile[], builtin: readonly Rule[], ways: readonly Detector[]): void {
  const secrets = builtin.filter(({ family }) => family === 'secrets');
  const rows = (['recommended', 'all'] as const).map((profile) => {
    const [alone, all] = [secrets, builtin].map((rules) => ruleset(rules, ways, { profile }));
    const scanAll = (set: Ruleset) =>
      time(() => {
        for (const { path, text } of files) scan(source(path, text), set, options);
      });
    scanAll(all!); // Once to warm up.
    const took = inTurn(3, { alone: () => scanAll(alone!), all: () => scanAll(all!) });
    const seconds = (milliseconds: number) => figure(milliseconds / 1000);
    return [profile, seconds(took.alone), seconds(took.all), figure(took.all / took.alone), '3'];
  });
  printTable(
    `All families beside the secrets alone: ${files.length} files`,
    ['profile', 'secrets, s', 'all families, s', 'ratio', 'at most'],
    rows,
  );
}

/** Whether twice the text takes twice the time, in lines and as one line: the same million characters again and again. */
function benchLength(files: readonly CorpusFile[], set: Ruleset): void {
  const million = files
    .map(({ text }) => text)
    .join('\n')
    .slice(-1_000_000);
  const oneLine = million.replace(/[\r\n]/g, ' ');
  const perMillion = (path: string, text: string, length: number) => {
    const long = source(path, text.repeat(length));
    return time(() => void scan(long, set, options)) / length;
  };
  const lengths = [1, 2, 4, 8, 16];
  const rows = [
    { name: 'in lines', path: 'a.ts', text: million },
    { name: 'one line', path: 'a.min.js', text: oneLine },
  ].map(({ name, path, text }) => {
    const measures = Object.fromEntries(lengths.map((length) => [length, () => perMillion(path, text, length)]));
    const took = inTurn(3, measures);
    return [name, ...lengths.map((length) => figure(took[length]! / took[1]!))];
  });
  printTable(
    'Time a character, as a multiple of that in a text of one million characters',
    ['text', ...lengths.map((length) => `${length} million`)],
    rows,
  );
}

function ignore(): void {}
