import type { JsonFinding } from '../../server/cli/report/json.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { figure, table } from '../bench/table.ts';
import { checksSection } from './checksSection.ts';
import type { Judgement } from './judgements.ts';
import type { Measured, Miss, Tally } from './measure.ts';
import { findingsOf, type OrdinaryCode } from './ordinaryCode.ts';
import type { Comparison } from './rivals.ts';
import { rivalsSection } from './rivalsSection.ts';
import { perMillionLines, type Target, targets } from './targets.ts';
import { cell, code, count } from './words.ts';

/** All that the page is made of. */
export interface Accuracy {
  /** ISO date. */
  readonly date: string;
  readonly version: string;
  /** The built-in ones that report findings. */
  readonly rules: readonly Rule[];
  /** On the cases with secrets. */
  readonly measured: readonly Measured[];
  /** On the cases of all other checks. */
  readonly checks: Measured;
  /** Beside other programs, those that are there. */
  readonly comparisons: readonly Comparison[];
  readonly ordinary: OrdinaryCode;
  /** By fingerprint. */
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** `docs/accuracy.md`. Of the labelled cases it holds counts and the corpora's own names for kinds of secrets, never text. */
export function accuracyPage(accuracy: Accuracy): string {
  const sections = [
    intro(accuracy),
    labelledSection(accuracy),
    missedSection(accuracy),
    checksSection(accuracy.checks),
    rivalsSection(accuracy.comparisons),
    ordinarySection(accuracy),
  ];
  return `${sections.join('\n\n')}\n`;
}

function intro({ date, version, rules }: Accuracy): string {
  const recommended = rules.filter(({ profile }) => profile === 'recommended').length;
  return `# Accuracy

\`npm run eval\` has written this page on ${date}: Handrail ${version} with ${rules.length} rules, ${recommended} of them in the profile \`recommended\`.`;
}

function labelledSection({ measured }: Accuracy): string {
  const rows = targets.flatMap((target) => {
    const run = measured.find(({ extended }) => extended === target.extended);
    const tally = run?.tallies.get(target.corpus);
    return tally ? [rowOf(target, tally)] : [];
  });
  const extensions = measured.filter(({ pack }) => pack).map(extensionOf);
  return `## Secrets in labelled cases

The cases come from the tests of other tools (gitleaks, secretlint, Nosey Parker, Kingfisher, detect-secrets; the lookalikes from several) and from CredData, whose rows people have labelled. They are for measuring only: nothing of them is in this repository. Every rule is on (\`--profile all\`). Each cell says what was reached, and after the slash what was asked for.

- **recall**: of the rows with a secret, those with a finding on its line.
- **span**: of those, the ones where the finding covers the secret and little more.
- **precision**: of all flagged rows, those with a secret.
- **alarms**: of the rows without a secret, those with a finding.

${table(['corpus', 'rules', 'with a secret', 'recall', 'span', 'precision', 'without', 'alarms', 'reached'], rows, 2)}

${extensions.join(' ')} What has no counterpart is left out and named, with its reason, by \`handrail rules --extends\`.`;
}

function rowOf(target: Target, tally: Tally): string[] {
  const { pos, hit, withSecret, span, neg, alarm } = tally;
  const cells = [
    asked(hit, pos, target.recall, 'least'),
    asked(span, withSecret, target.span, 'least'),
    asked(hit, hit + alarm, target.precision, 'least'),
    asked(alarm, neg, target.alarms, 'most'),
  ];
  const [recall, covered, precision, alarms] = cells.map(({ text }) => text);
  const rules = target.extended ? `ours, ${target.extended}` : 'ours';
  const reached = cells.every((each) => each.reached) ? 'yes' : '**no**';
  return [nameOf(target.corpus), rules, count(pos), recall!, covered!, precision!, count(neg), alarms!, reached];
}

/** Blank where nothing was asked for. */
function asked(part: number, whole: number, target: number | undefined, kind: 'least' | 'most') {
  return target === undefined ? { text: '', reached: true } : cell(part, whole, target, kind);
}

function extensionOf({ extended, pack }: Measured): string {
  const { rules, notices } = pack!;
  const left = notices === 0 ? 'everything is carried over' : `${notices} parts of it are left out`;
  return `Of the public configuration of ${extended} ${rules} rules are loaded, and ${left}.`;
}

function missedSection({ measured }: Accuracy): string {
  const sections = measured.flatMap((run) =>
    [...run.tallies].flatMap(([corpus, tally]) => missesOf(corpus, tally, run)),
  );
  return [
    `## Secrets that are still missed, honestly

By the corpus' own names for what the rows hold, and how many rows of each kind are missed; false alarms by the rule that raises them.`,
    ...sections,
  ].join('\n\n');
}

function missesOf(corpus: string, { pos, neg }: Tally, { misses, extended }: Measured): string[] {
  const here = misses.filter((miss) => miss.corpus === corpus);
  const missed = here.filter(({ kind }) => kind === 'miss');
  const alarms = here.filter(({ kind }) => kind === 'alarm');
  if (!here.length) return [];
  return [
    `### ${nameOf(corpus)}${extended ? `, with the rules of ${extended}, too` : ''}`,
    ...(missed.length
      ? [`Missed: ${count(missed.length)} of ${count(pos)}.\n\n${groups(missed, ({ rule }) => [rule])}`]
      : []),
    ...(alarms.length
      ? [`False alarms: on ${count(alarms.length)} of ${count(neg)}.\n\n${groups(alarms, ({ by }) => by ?? [])}`]
      : []),
  ];
}

/** The names with their counts, those of one count on one line, the largest count first. */
function groups(misses: readonly Miss[], namesOf: (miss: Miss) => readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of misses.flatMap((miss) => [...new Set(namesOf(miss))])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const numbers = [...new Set(counts.values())].sort((a, b) => b - a);
  return numbers
    .map((number) => {
      const names = [...counts.keys()].filter((name) => counts.get(name) === number).sort();
      return `- ${number}${names.length > 1 ? ' each' : ''}: ${names.map(code).join(', ')}`;
    })
    .join('\n');
}

function ordinarySection({ ordinary, judgements }: Accuracy): string {
  const { files, lines, profiles } = ordinary;
  const perMillion = kinds.flatMap((kind) =>
    (['recommended', 'all'] as const).map((profile) => {
      const { length } = profiles[profile].findings.filter(isOf(kind));
      const most = profile === 'recommended' ? String(perMillionLines[kind]) : '';
      return [kindNames[kind], code(profile), String(length), figure(length / (lines / 1e6)), most];
    }),
  );
  const judged = kinds.map((kind) => {
    const found = findingsOf(ordinary).filter(isOf(kind));
    const rows = found.map((finding) => findingRow(finding, judgements.get(finding.fingerprint)));
    return `### ${kindNames[kind]}\n\n${rows.length ? table(['finding', 'verdict', 'why'], rows, 3) : 'Nothing is found.'}`;
  });
  return `## Ordinary code

This project's own \`node_modules\`, every text file in it: ${count(files)} files with ${count(lines)} lines. Nobody planted anything there; tests and examples of the packages are among it, and the tables of other tools that look for secrets.

${table(['findings of', 'profile', 'findings', 'per million lines', 'at most'], perMillion, 2)}

Each finding of the profile \`recommended\`, judged by hand (\`scripts/eval/judged.yaml\`):

${judged.join('\n\n')}`;
}

const kinds = ['secrets', 'code'] as const;
const kindNames = { secrets: 'Secrets', code: 'Code that handles tokens badly' } as const;

function isOf(kind: (typeof kinds)[number]): (finding: JsonFinding) => boolean {
  return ({ rule }) => rule.startsWith('secrets/') === (kind === 'secrets');
}

function findingRow(finding: JsonFinding, judgement: Judgement | undefined): string[] {
  const { rule, path, startLine, suppression } = finding;
  const place = `${path.replace(/^node_modules\//, '')}:${startLine}`;
  return [
    `${code(rule)} in ${place}${suppression ? ' (allowed by a comment there)' : ''}`,
    judgement?.verdict ?? '**not judged yet**',
    judgement?.why ?? '',
  ];
}

function nameOf(corpus: string): string {
  return corpus.replace(/^secrets-/, '');
}
