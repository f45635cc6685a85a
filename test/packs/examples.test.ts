import assert from 'node:assert/strict';
import { builtinFiles, compiledBuiltin } from '../../scripts/compileRules.ts';
import { iam } from '../../scripts/iam.ts';
import { packages } from '../../scripts/packages.ts';
import { projectFinder } from '../../server/detectors/dependency/project/project.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import type { Finding } from '../../server/engine/finding.ts';
import { type Ruleset, ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { overlaps, type Span } from '../../server/engine/span.ts';
import type { TextEdit } from '../../server/fixes/fix.ts';
import { fixesFor } from '../../server/fixes/fixes.ts';
import { loadFolder } from '../../server/packs/folder.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';
import type { Example, RuleDeclaration } from '../../server/packs/schema.ts';
import { declaredIn } from '../../server/packs/ways.ts';
import { memoryDisk } from '../unit/dependency/memoryDisk.ts';
import { memoryFiles } from './memoryFiles.ts';

/** By id; a rule that finds in several ways is several. */
const compiled = Map.groupBy(compiledBuiltin().rules, ({ id }) => id);
const pack = declaredIn(builtinFiles());
const rules = pack.declared.map(({ declaration }) => declaration);
const ways = pack.ways.map(({ declaration }) => declaration);
const byFile = Map.groupBy([...pack.declared, ...pack.ways], ({ file }) => file.path);
const samples = samplesOf(rules);
const all = ruleset([...compiled.values()].flat(), detectors(undefined, packages, iam), { profile: 'all' });

/** Placeholders are filled anew for each; what a rule finds must not hang on luck. */
const seeds = [0, 1, 2];

describe('the examples of the built-in rules', () => {
  for (const [path, declared] of byFile) {
    it(`are found, and their lookalikes are not: ${path}`, () => {
      assert.deepEqual(
        declared.flatMap(({ declaration }) => seeds.flatMap((seed) => complaintsOf(declaration, seed))),
        [],
      );
    });
  }

  it('are enough: one that is found, three lookalikes that are not', () => {
    assert.deepEqual(tooFew(rules, 3), []);
  });

  it('are enough for every further way of finding: one that is found, one lookalike that is not', () => {
    assert.deepEqual(tooFew(ways, 1), []);
  });
});

describe('the rewrites of the built-in rules', () => {
  it('mend what they are offered for: the rule finds less there, and fixed examples are what comes out', () => {
    assert.deepEqual(
      [...pack.declared, ...pack.ways].flatMap(({ declaration }) => complaintsOfRewrites(declaration)),
      [],
    );
  });
});

function complaintsOfRewrites(rule: RuleDeclaration): string[] {
  if (!rule.detect.structure?.rewrites.length) return [];
  const alone = onItsOwn(rule.id);
  const made = new Set<string>();
  const complaints = rule.examples.bad.flatMap((example) => {
    const before = scanned(example, 0, alone);
    return before.flatMap((finding) =>
      rewritten(example, finding, rule.id).flatMap((text) => {
        made.add(text);
        const changed = typeof example === 'string' ? text : { ...example, text };
        const after = scanned(changed, 0, alone);
        return after.length < before.length ? [] : [`${rule.id} still finds ${text}`];
      }),
    );
  });
  if (!made.size) complaints.push(`${rule.id}: no rewrite is offered for any bad example`);
  for (const example of rule.examples.fixed) {
    if (!made.has(expanded(example, 0))) complaints.push(`${rule.id}: no rewrite comes to ${textOf(example)}`);
  }
  return complaints;
}

/** What each rewrite offered for a finding makes of the text. */
function rewritten(example: Example, finding: Finding, id: string): string[] {
  const { file = 'example.ts', language } = typeof example === 'string' ? {} : example;
  const whole = source(file, expanded(example, 0), language);
  const own = compiled.get(id)!;
  const fixes = fixesFor({ source: whole, finding, rule: own[0]!, ways: own });
  return fixes
    .filter((fix) => fix.id.startsWith('rewrite:'))
    .map((fix) => fix.plan().edits[0]!.edits.reduceRight(edited, whole.text));
}

function edited(text: string, { span, text: replacement }: TextEdit): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}

function expanded(example: Example, seed: number): string {
  return expandPlaceholders(textOf(example), seed, samples);
}

function tooFew(declared: readonly RuleDeclaration[], good: number): string[] {
  return declared
    .filter(({ silent, examples }) => !silent && (examples.bad.length < 1 || examples.good.length < good))
    .map(({ id, message }) => `${id}: ${message}`);
}

function complaintsOf(rule: RuleDeclaration, seed: number): string[] {
  const { bad, good, fixed } = rule.examples;
  const alone = onItsOwn(rule.id);
  const complaints: string[] = [];
  for (const example of bad) {
    const found = scanned(example, seed, alone).filter((finding) => finding.rule === rule.id);
    // Another rule may know better, and then stands in its place; but nothing that it finds gets lost.
    const places = scanned(example, seed, all).map(({ span }) => span);
    if (!found.length) complaints.push(`${rule.id} does not find ${textOf(example)}`);
    if (found.some(({ span }) => !isAmong(span, places)))
      complaints.push(`With all rules, nobody finds ${textOf(example)}`);
  }
  for (const example of [...good, ...fixed]) {
    const found = [...scanned(example, seed, alone), ...scanned(example, seed, all)];
    if (found.some((finding) => finding.rule === rule.id)) complaints.push(`${rule.id} finds ${textOf(example)}`);
  }
  return complaints;
}

/** The rule, in all its ways, with its partners; without all others. */
function onItsOwn(id: string): Ruleset {
  const own = compiled.get(id)!;
  const partners = (own[0]!.partners ?? []).flatMap((partner) => compiled.get(partner.rule) ?? []);
  return ruleset([...own, ...partners], detectors(undefined, packages, iam), { profile: 'all' });
}

function scanned(example: Example, seed: number, rules: Ruleset) {
  const { file = 'example.ts', language, beside } = typeof example === 'string' ? {} : example;
  const text = expanded(example, seed);
  const files = new Map(Object.entries({ ...beside, [file]: text }).map(([name, text]) => [`/work/${name}`, text]));
  const project = beside && projectFinder(memoryDisk(Object.fromEntries(files)))(`/work/${file}`, '/work');
  const read = source(file, text, language, project);
  const { findings, failures } = scan(read, underPolicy(rules, files), { today: '2026-11-20' });
  assert.deepEqual(failures, []);
  return findings;
}

/** The rules as they hold where a `handrail.yaml` stands beside the example. */
function underPolicy(rules: Ruleset, files: Map<string, string>): Ruleset {
  if (!files.has('/work/handrail.yaml')) return rules;
  const { packages: policy, problems } = loadFolder('/work', memoryFiles(Object.fromEntries(files)));
  assert.deepEqual(problems, []);
  const own = rules.rules.map(({ rule }) => rule);
  return ruleset(own, detectors(undefined, packages, iam, policy), { profile: 'all' });
}

function textOf(example: Example): string {
  return typeof example === 'string' ? example : example.text;
}

function isAmong(span: Span, others: readonly Span[]): boolean {
  // A rule about a path alone points at the very beginning, where there is no text.
  return others.some((other) => overlaps(span, other) || (span.start === other.start && span.end === other.end));
}
